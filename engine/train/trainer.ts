import { checkBatch } from '../network/check-batch'
import type { Network } from '../network/network.types'
import type { ParameterBlock, ParameterEntry } from '../network/parameters'
import { checkRange } from '../plan/check-settings'
import { checkLoss, type LossName } from '../plan/losses'
import { checkMemory } from '../plan/memory'
import { checkUpdate, type Update } from '../plan/optimisers'
import { checkSchedule, rateAt, type Schedule } from '../plan/schedule'
import { scoresNode } from '../plan/scores'
import { SpecError } from '../shape'
import { lengthOf, type Numbers, type Precision, type Tensor, zeros } from '../tensor'
import { checkCheckpoint, layoutOf } from './checkpoint'
import { checkLabels, lossOf } from './losses'
import { createTally, type Verdict } from './tally'
import type {
  Batch,
  Checkpoint,
  SourcePosition,
  StepResult,
  Trainer,
  TrainerOptions,
  TrainerSettings,
} from './trainer.types'
import { createState, updateBlock } from './update-rules'

interface Settings {
  readonly loss: LossName
  readonly update: Update
  readonly schedule: Schedule
  readonly l2: number
  readonly batch: number
}

/** What a step has used up before it is known to be good: a step that is given up hands it back. */
interface Beginning {
  readonly source: SourcePosition | null
  readonly random: readonly number[]
  readonly statistics: Numbers // kept by layers, not learned
}

/**
 * Trains a network step by step. `network`: one made with `train: true`; its batch grows to `options.batch`. Of several outputs
 * the first alone is judged and trained, and no gradient reaches what leads only to the others (`lint` names them). A step whose loss, gradients or
 * new weights would not be finite is given up, and nothing of it is kept. Throws SpecError 'wrong-loss' where the loss cannot
 * stand behind the network (hinge or squared error behind a softmax), 'wrong-inputs' for more than one score per class,
 * 'out-of-range' and 'unknown-field' for settings, 'too-large' before anything is allocated. The update rules and their
 * sources: `updateRules`; mini-batch descent as in Goodfellow et al. 2016, chapter 8.
 */
export function createTrainer(network: Network, options: TrainerOptions): Trainer {
  const { block } = network
  const { data } = options
  const precision: Precision = block.values instanceof Float64Array ? 'float64' : 'float32'
  const scoresId = scoresNode(network.plan)
  let settings = checkSettings(network, options)
  let wanted = settings
  const newState = ({ update }: Settings) =>
    createState(update, block.learnedLength, precision, block.kernels.memory)
  let state = newState(settings)
  let stepCount = 0
  let beginning: Beginning | null = null
  let dScores = zeros([0], precision)

  const here = (): Beginning => ({
    source: data?.position() ?? null,
    random: network.randomState(),
    statistics: block.values.slice(block.learnedLength),
  })

  /** Undoes what an unfinished step has used up. */
  function rewind(): void {
    if (!beginning) return
    if (beginning.source) data?.restore(beginning.source)
    network.restoreRandom(beginning.random)
    block.values.set(beginning.statistics, block.learnedLength)
    beginning = null
  }

  function beginState(next: Settings): void {
    state.release()
    state = newState(next)
  }

  function applySettings(): void {
    if (wanted.update.type !== settings.update.type) beginState(wanted)
    if (wanted.batch > network.batch) network.resize(wanted.batch)
    settings = wanted
  }

  function scoresGradient(images: number): Tensor {
    const shape = [images, ...network.activation(scoresId).shape.slice(1)]
    if (dScores.shape[0] !== images) dScores = zeros(shape, precision)
    return dScores
  }

  function* stepSteps(given?: Batch): Generator<void, StepResult | null> {
    rewind()
    applySettings()
    if (!given && data?.prepare) yield* data.prepare(settings.batch)
    const start = here()
    const batch = given ?? data?.next(settings.batch) ?? null
    if (!batch) return null
    beginning = start
    const images = batch.x.shape[0]
    // Before running statistics move. Targets of the squared error stand for themselves.
    const judgedByLabels = settings.loss !== 'squaredError' || !batch.targets
    if (judgedByLabels) checkLabels(batch.labels ?? [], images, network.plan.shapeOf(scoresId).c)
    if (images > network.batch) network.resize(images)
    yield* network.forwardSteps(batch.x, 'train')
    const scores = network.activation(scoresId)
    const { loss, correct } = lossOf(settings.loss, scores, batch, scoresGradient(images))
    const result = { step: stepCount, loss, accuracy: correct / images, examples: images }
    if (!Number.isFinite(loss) || brokenStatistics(block)) return refuse(result)
    yield* network.backwardSteps(dScores, scoresId)
    if (!move()) return refuse(result)
    beginning = null
    stepCount++
    return { ...result, step: stepCount, finite: true, brokenNode: null }
  }

  function move(): boolean {
    const { learnedLength: length, decayLength, values, gradients, kernels } = block
    const { update, schedule, l2 } = settings
    const rate = rateAt(schedule, update.rate, stepCount)
    return updateBlock({ ...update, rate }, l2, { values, gradients, state, length, decayLength }, kernels)
  }

  function refuse(result: Omit<StepResult, 'finite' | 'brokenNode'>): StepResult {
    const brokenNode = firstBrokenNode(network)
    rewind()
    return { ...result, finite: false, brokenNode }
  }

  function values(): Numbers {
    const copy = block.values.slice()
    if (beginning) copy.set(beginning.statistics, block.learnedLength)
    return copy
  }

  return {
    network,
    get stepCount() {
      return stepCount
    },
    stepSteps,
    step(batch) {
      const steps = stepSteps(batch)
      let piece = steps.next()
      while (!piece.done) piece = steps.next()
      if (!piece.value) throw noExamples()
      return piece.value
    },
    configure(changes) {
      wanted = checkSettings(network, { ...wanted, ...changes })
    },
    get loss() {
      return wanted.loss
    },
    evaluate: (set) => evaluate(network, wanted.loss, 'x' in set ? [set] : set),
    checkpoint() {
      const { source, random } = beginning ?? here()
      const { numbers, count: updateCount } = state
      const remembered = { values: values(), updateState: numbers.slice(), updateCount }
      return {
        version: 2,
        layout: layoutOf(block),
        step: stepCount,
        ...remembered,
        ...settings,
        random,
        source,
      }
    },
    values,
    restore(checkpoint: Checkpoint) {
      checkCheckpoint(checkpoint, block)
      const checked = checkSettings(network, checkpoint)
      if (checkpoint.source) data?.restore(checkpoint.source)
      if (checked.batch > network.batch) network.resize(checked.batch)
      settings = wanted = checked
      beginning = null
      block.values.set(checkpoint.values)
      beginState(checked)
      state.numbers.set(checkpoint.updateState)
      state.count = checkpoint.updateCount
      stepCount = checkpoint.step
      network.restoreRandom(checkpoint.random)
    },
  }
}

const noExamples = (): SpecError =>
  new SpecError({
    code: 'wrong-inputs',
    text: {
      en: 'There are no examples for a step: none were given, and none have arrived from the data. Give a batch, or wait.',
      zh: '没有可供训练一步的样本：没有给出，数据也还没有到。请给出一批样本，或稍候再试。',
    },
  })

function evaluate(network: Network, loss: LossName, batches: Iterable<Batch>): Verdict {
  const scores = scoresNode(network.plan)
  const tally = createTally(network.plan.shapeOf(scores).c, loss)
  for (const batch of batches) {
    const { x } = batch
    if (x.shape[0] > network.batch) network.resize(x.shape[0])
    network.forward(x, 'test')
    tally.add(network.activation(scores), batch)
  }
  return tally.verdict()
}

/** Strangers' settings with every default; refuses, before anything is changed, what does not fit the network or into memory. */
function checkSettings({ plan, block, kernels, inputGradient }: Network, given: TrainerSettings): Settings {
  const checked = {
    loss: checkLoss(plan, given.loss),
    update: checkUpdate(given.update),
    schedule: checkSchedule(given.schedule ?? { type: 'constant' }),
    l2: checkRange('l2', given.l2 ?? 0, 0, Number.MAX_VALUE),
    batch: checkBatch(given.batch),
  }
  const bytesPerNumber = block.values instanceof Float64Array ? 8 : 4
  const { batch, update } = checked
  const request = {
    batch,
    train: true,
    optimiser: update.type,
    bytesPerNumber,
    kernels,
    inputGradient,
  } as const
  checkMemory(plan, request)
  return checked
}

function firstBrokenNode(network: Network): string | null {
  const broken = network.plan.nodes.find(({ id }) => {
    const { shape, data } = network.activation(id)
    return !Number.isFinite(sumOf(data, lengthOf(shape)))
  })
  return broken?.id ?? brokenStatistics(network.block)?.node ?? null
}

/** The first running statistics that are not finite. They can overflow alone: what is normalised by them stays small. */
function brokenStatistics(block: ParameterBlock): ParameterEntry | null {
  const isBroken = ({ name, learned, length }: ParameterEntry): boolean =>
    !learned && !Number.isFinite(sumOf(block.value(name).data, length))
  return block.entries.find(isBroken) ?? null
}

/** Finite if and only if every number is: float32 cannot overflow a double, and NaN and ∞ stay. */
function sumOf(values: Float32Array | Float64Array, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += values[i]
  return sum
}
