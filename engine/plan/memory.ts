/**
 * What a network will occupy, known from its plan alone: a platform's own allocation never fails in time (memory is given
 * out lazily, and a worker that fills its heap just falls silent), so what is too large is refused here.
 */
import type { KernelSetName } from '../kernels/kernels'
import { layerType } from '../layers/index'
import { SpecError, size } from '../shape'
import { lengthOf } from '../tensor'
import type { Text } from '../text'
import type { LedgerOptions } from './ledger'
import { MEMORY_LIMIT } from './limits'
import { grouped, numeral } from './numerals'
import { updateRules } from './optimisers'
import type { Plan, PlannedNode } from './plan.types'
import { scratchBytes } from './scratch'

type MemoryOptions = Pick<LedgerOptions, 'batch' | 'inPlace' | 'optimiser' | 'bytesPerNumber'> & {
  /** Whose workspace is counted; default: the set that nearly every browser runs. */
  readonly kernels?: KernelSetName
  /** Training has room for the gradient of the picture, too, and computes it. Default false. */
  readonly inputGradient?: boolean
}

/** Bytes. */
export interface TrainingMemory {
  readonly mode: 'train'
  readonly activations: number
  readonly activationGradients: number
  readonly parameters: number
  readonly parameterGradients: number
  readonly updateState: number
  readonly input: number
  readonly workspace: number
  readonly total: number
}

/** Bytes. A test run needs a volume only until its last reader has read it. */
export interface TestMemory {
  readonly mode: 'test'
  /** The largest sum of volumes alive at once, the picture included. */
  readonly peakActivations: number
  /** The node at which that happens. */
  readonly peakNode: string
  readonly parameters: number
  readonly total: number
}

export function trainingMemory(plan: Plan, options: MemoryOptions): TrainingMemory {
  const { batch, inPlace, optimiser, bytesPerNumber, kernels = 'wasm', inputGradient = false } = options
  const perImage = plan.nodes
    .filter((node) => !(inPlace && layerType(node.layer).inPlace))
    .reduce((sum, node) => sum + node.neurons, 0)
  const activations = perImage * batch * bytesPerNumber
  const parameters = storedParameters(plan) * bytesPerNumber
  const learned = plan.parameterCount * bytesPerNumber
  const input = size(plan.input) * batch * bytesPerNumber
  const scratch = scratchBytes(plan, { kernels, batch, train: true, inputGradient })
  const terms = {
    activations,
    activationGradients: activations + (inputGradient ? input : 0),
    parameters,
    parameterGradients: learned,
    updateState: learned * updateRules[optimiser].state,
    input,
    workspace: keptBytes(plan, batch, bytesPerNumber) + scratch,
  }
  return { mode: 'train', ...terms, total: Object.values(terms).reduce((a, b) => a + b) }
}

/** The same without what only backward needs. All activations are kept, for they are looked at. */
export function forwardMemory(plan: Plan, options: Omit<MemoryOptions, 'optimiser'>): TrainingMemory {
  const { batch, kernels = 'wasm' } = options
  const all = trainingMemory(plan, { ...options, optimiser: 'sgd', inputGradient: false })
  const scratch = (train: boolean): number =>
    scratchBytes(plan, { kernels, batch, train, inputGradient: false })
  const backward = scratch(true) - scratch(false)
  const spared = all.activationGradients + all.parameterGradients + backward
  return {
    ...all,
    activationGradients: 0,
    parameterGradients: 0,
    workspace: all.workspace - backward,
    total: all.total - spared,
  }
}

/** Parameters and running statistics. */
const storedParameters = (plan: Plan): number =>
  plan.nodes.flatMap((node) => node.parameters).reduce((sum, p) => sum + lengthOf(p.shape), 0)

/** What forward leaves for backward besides activations: switches of max pooling and the like. */
function keptBytes(plan: Plan, batch: number, bytesPerNumber: number): number {
  const widths = { int32: 4, float: bytesPerNumber, double: 8 } as const
  const bytes = ({ layer, inputs, out }: PlannedNode): number =>
    (layerType(layer).keeps?.(layer, inputs, out) ?? []).reduce(
      (sum, { length, of, type }) => sum + length * (of === 'image' ? batch : 1) * widths[type],
      0,
    )
  return plan.nodes.reduce((sum, node) => sum + bytes(node), 0)
}

export function testMemory(plan: Plan, options: MemoryOptions): TestMemory {
  const { peak, node } = largestAlive(plan, options.inPlace)
  const peakActivations = peak * options.batch * options.bytesPerNumber
  const parameters = storedParameters(plan) * options.bytesPerNumber
  return { mode: 'test', peakActivations, peakNode: node, parameters, total: peakActivations + parameters }
}

/**
 * Walks the nodes in order; a volume lives from the node that makes it to its last reader, an output to the end, what nobody
 * reads only while it is made.
 */
function largestAlive(plan: Plan, inPlace: boolean): { peak: number; node: string } {
  const waiting = new Map([['input', readersOf(plan, 'input')]])
  const alive = new Map([['input', size(plan.input)]])
  let best = { peak: size(plan.input), node: 'input' }
  for (const node of plan.nodes) {
    const takesOver = inPlace && layerType(node.layer).inPlace && waiting.get(node.from[0]) === 1
    if (takesOver) alive.delete(node.from[0])
    alive.set(node.id, node.neurons)
    waiting.set(node.id, readersOf(plan, node.id))
    const now = [...alive.values()].reduce((a, b) => a + b)
    if (now > best.peak) best = { peak: now, node: node.id }
    for (const source of new Set(node.from)) {
      const left = (waiting.get(source) ?? 0) - 1
      waiting.set(source, left)
      if (left === 0) alive.delete(source)
    }
    if (waiting.get(node.id) === 0) alive.delete(node.id)
  }
  return best
}

/** An output is read by somebody outside, too. */
function readersOf(plan: Plan, id: string): number {
  const inside = plan.nodes.filter((node) => node.from.includes(id)).length
  return inside + (plan.outputs.includes(id) ? 1 : 0)
}

/** What this engine allocates to run a network. */
export interface MemoryRequest extends Omit<MemoryOptions, 'inPlace'> {
  readonly train: boolean
}

const TERMS: readonly (readonly [Exclude<keyof TrainingMemory, 'mode' | 'total'>, Text])[] = [
  ['activations', { en: 'activations', zh: '激活' }],
  ['activationGradients', { en: 'their gradients', zh: '激活的梯度' }],
  ['parameters', { en: 'parameters', zh: '参数' }],
  ['parameterGradients', { en: 'their gradients', zh: '参数的梯度' }],
  ['updateState', { en: 'state of the update rule', zh: '优化器的状态' }],
  ['input', { en: 'pictures', zh: '图像' }],
  ['workspace', { en: 'workspace', zh: '工作区' }],
]

/** Throws SpecError 'too-large', with every term, before anything is allocated. Gives back the account otherwise. */
export function checkMemory(plan: Plan, { train, batch, ...rest }: MemoryRequest): TrainingMemory {
  const options = { ...rest, batch, inPlace: false }
  const needed = train ? trainingMemory(plan, options) : forwardMemory(plan, options)
  if (needed.total <= MEMORY_LIMIT) return needed
  const { mode: _, ...values } = needed
  throw new SpecError({
    code: 'too-large',
    values: { ...values, limit: MEMORY_LIMIT, batch },
    text: { en: sentence(needed, batch, 'en'), zh: sentence(needed, batch, 'zh') },
  })
}

function sentence(needed: TrainingMemory, batch: number, language: keyof Text): string {
  const terms = TERMS.filter(([term]) => needed[term] > 0)
    .map(([term, name]) => `${name[language]} ${mebibytes(needed[term])}`)
    .join(' + ')
  const [total, limit] = [mebibytes(needed.total), mebibytes(MEMORY_LIMIT)]
  return language === 'en'
    ? `This network needs ${terms} = ${total} at batch ${numeral(batch)}; the limit is ${limit}. A smaller batch or a larger stride in the first layers helps most.`
    : `批大小为 ${numeral(batch)} 时，这个网络需要 ${terms} = ${total}，超过了上限 ${limit}。减小批大小，或加大前几层的步长，最有效。`
}

/** By 1024, like every size here. */
export const mebibytes = (bytes: number): string => {
  const value = bytes / 2 ** 20
  return `${grouped(value, value < 10 ? 2 : 0)} MiB`
}
