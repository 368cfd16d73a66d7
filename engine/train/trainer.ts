import { checkBatch } from '../network/check-batch'
import type { Network } from '../network/network.types'
import { scoresNode } from '../plan/scores'
import { SpecError } from '../shape'
import { lengthOf, type Precision, type Tensor, zeros } from '../tensor'
import { checkCheckpoint } from './checkpoint'
import { softmaxCrossEntropy } from './losses'
import { createTally, type Verdict } from './tally'
import type { Batch, Checkpoint, SourcePosition, StepResult, Trainer, TrainerOptions } from './trainer.types'
import { checkRange, checkUpdate, createState, type UpdateSpec, updateBlock } from './update-rules'

interface Settings {
  readonly update: UpdateSpec
  readonly l2: number
  readonly batch: number
}

/** What a step has used up before it is known to be good: a step that is given up hands it back. */
interface Beginning {
  readonly source: SourcePosition | null
  readonly random: readonly number[]
  readonly statistics: Float32Array | Float64Array // kept by layers, not learned
}

export function createTrainer(network: Network, options: TrainerOptions): Trainer {
  const { block } = network
  const { data } = options
  const precision: Precision = block.values instanceof Float64Array ? 'float64' : 'float32'
  const scoresId = scoresOf(network)
  let settings = checkSettings({ update: options.update, l2: options.l2 ?? 0, batch: options.batch })
  let wanted = settings
  let state = createState(settings.update, block.learnedLength, precision)
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

  function applySettings(): void {
    if (wanted.update.type !== settings.update.type)
      state = createState(wanted.update, block.learnedLength, precision)
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
    if (images > network.batch) network.resize(images)
    yield* network.forwardSteps(batch.x, 'train')
    const scores = network.activation(scoresId)
    const { loss, correct } = softmaxCrossEntropy(scores, batch.labels, scoresGradient(images))
    const result = { step: stepCount, loss, accuracy: correct / images, examples: images }
    if (!Number.isFinite(loss)) return refuse(result)
    yield* network.backwardSteps(dScores, scoresId)
    if (!Number.isFinite(sumOf(block.gradients, block.learnedLength))) return refuse(result)
    if (!move()) return refuse(result)
    beginning = null
    stepCount++
    return { ...result, step: stepCount, finite: true, brokenNode: null }
  }

  function move(): boolean {
    const { learnedLength: length, decayLength, values, gradients } = block
    return updateBlock(settings.update, settings.l2, { values, gradients, state, length, decayLength })
  }

  function refuse(result: Omit<StepResult, 'finite' | 'brokenNode'>): StepResult {
    const brokenNode = firstBrokenNode(network)
    rewind()
    return { ...result, finite: false, brokenNode }
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
      if (!piece.value) throw new RangeError('no examples: give a batch, or wait for the data')
      return piece.value
    },
    configure(changes) {
      wanted = checkSettings({ ...wanted, ...changes })
    },
    evaluate: (batches) => evaluate(network, scoresId, batches),
    checkpoint() {
      const { source, random, statistics } = beginning ?? here()
      const values = block.values.slice()
      values.set(statistics, block.learnedLength)
      return { version: 1, step: stepCount, values, updateState: state.slice(), ...settings, random, source }
    },
    restore(checkpoint: Checkpoint) {
      checkCheckpoint(checkpoint, block)
      beginning = null
      settings = wanted = checkSettings(checkpoint)
      if (settings.batch > network.batch) network.resize(settings.batch)
      block.values.set(checkpoint.values)
      state = checkpoint.updateState.slice()
      stepCount = checkpoint.step
      network.restoreRandom(checkpoint.random)
      if (checkpoint.source) data?.restore(checkpoint.source)
    },
  }
}

function evaluate(network: Network, scoresId: string, batches: Iterable<Batch>): Verdict {
  const tally = createTally(network.plan.shapeOf(scoresId).c)
  for (const { x, labels } of batches) {
    if (x.shape[0] > network.batch) network.resize(x.shape[0])
    network.forward(x, 'test')
    tally.add(network.activation(scoresId), labels)
  }
  return tally.verdict()
}

/** Cross-entropy enters at the input of a final softmax, else at the output itself: one score per class there. */
function scoresOf({ plan }: Network): string {
  const id = scoresNode(plan)
  const { h, w } = plan.shapeOf(id)
  if (h * w === 1) return id
  throw new SpecError({
    code: 'wrong-inputs',
    node: id,
    values: { h, w },
    text: {
      en: `The scores are ${h}×${w} per class; a loss needs one score per class. End with a fully connected layer.`,
      zh: `每个类别有 ${h}×${w} 个得分，而损失函数需要每类一个得分。请以全连接层结尾。`,
    },
  })
}

function checkSettings({ update, l2, batch }: Settings): Settings {
  return {
    update: checkUpdate(update),
    l2: checkRange('l2', l2, 0, Number.MAX_VALUE),
    batch: checkBatch(batch),
  }
}

function firstBrokenNode(network: Network): string | null {
  const broken = network.plan.nodes.find(({ id }) => {
    const { shape, data } = network.activation(id)
    return !Number.isFinite(sumOf(data, lengthOf(shape)))
  })
  return broken?.id ?? null
}

/** Finite if and only if every number is: float32 cannot overflow a double, and NaN and ∞ stay. */
function sumOf(values: Float32Array | Float64Array, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += values[i]
  return sum
}
