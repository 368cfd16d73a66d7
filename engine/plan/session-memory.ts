/** What living with a network takes in all: the one that trains, the one that is judged, the one that is looked at. */
import { SpecError } from '../shape'
import type { Text } from '../text'
import { MEMORY_LIMIT } from './limits'
import { checkMemory, forwardMemory, mebibytes, trainingMemory } from './memory'
import { numeral } from './numerals'
import type { Optimiser } from './optimisers'
import type { Plan } from './plan.types'

/** Pictures per batch of an evaluation. */
export const EVALUATION_BATCH = 20

/** How a network is to be lived with. */
export interface SessionRequest {
  readonly batch: number
  readonly optimiser: Optimiser
  /** A smaller batch now in use: its activations live until the larger ones are there. */
  readonly grownFrom?: number
}

/** Bytes. */
export interface SessionMemory {
  readonly training: number
  readonly growing: number
  readonly evaluation: number
  readonly looking: number
  readonly total: number
}

const float32 = { inPlace: false, bytesPerNumber: 4 } as const

/**
 * What the Lab needs for a network in float32, term by term, in bytes. Throws SpecError 'too-large', with every term, before anything is
 * allocated.
 */
export function checkSession(plan: Plan, request: SessionRequest): SessionMemory {
  const { batch, optimiser, grownFrom = batch } = request
  // What does not fit by itself is told with its own terms, which are closer to what can be changed.
  const training = checkMemory(plan, { batch, train: true, optimiser, bytesPerNumber: 4 }).total
  const terms = {
    training,
    growing: grownFrom < batch ? perBatch(plan, grownFrom) : 0,
    evaluation: evaluating(plan),
    looking: perBatch(plan, 1) + gradients(plan),
  }
  const total = Object.values(terms).reduce((a, b) => a + b)
  if (total <= MEMORY_LIMIT) return { ...terms, total }
  throw new SpecError({
    code: 'too-large',
    values: { ...terms, total, limit: MEMORY_LIMIT, batch },
    text: sentence({ ...terms, total }, batch),
  })
}

/** Activations, their gradients and what stands beside them: all that grows with the batch. */
function perBatch(plan: Plan, batch: number): number {
  const needed = trainingMemory(plan, { ...float32, batch, optimiser: 'sgd' })
  return needed.activations + needed.activationGradients + needed.input + needed.workspace
}

/** Weights of its own, which are overwritten by those that are judged. */
function evaluating(plan: Plan): number {
  return forwardMemory(plan, { ...float32, batch: EVALUATION_BATCH }).total
}

/** The weights are shared with training, their gradients are not. */
const gradients = (plan: Plan): number =>
  trainingMemory(plan, { ...float32, batch: 1, optimiser: 'sgd' }).parameterGradients

function sentence(needed: SessionMemory, batch: number): Text {
  const of = (term: keyof SessionMemory): string => mebibytes(needed[term])
  const [total, limit] = [of('total'), mebibytes(MEMORY_LIMIT)]
  const growing =
    needed.growing > 0
      ? { en: ` + the old batch until then ${of('growing')}`, zh: ` + 更换前的旧批次 ${of('growing')}` }
      : { en: '', zh: '' }
  return {
    en: `This network needs training ${of('training')}${growing.en} + tests ${of('evaluation')} + what is shown ${of('looking')} = ${total} at batch ${numeral(batch)}; the limit is ${limit}. A smaller batch helps most.`,
    zh: `批大小为 ${numeral(batch)} 时，这个网络需要训练 ${of('training')}${growing.zh} + 测试 ${of('evaluation')} + 显示 ${of('looking')} = ${total}，超过了上限 ${limit}。减小批大小最有效。`,
  }
}
