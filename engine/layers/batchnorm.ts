import type { BatchNorm } from '../kernels/kernels'
import type { Formula } from '../plan/formula'
import { formula, leaf, memory, plain, times, units } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { type Shape, SpecError, size } from '../shape'
import type { Text } from '../text'
import type {
  BackwardPass,
  ForwardPass,
  Keep,
  LayerType,
  ParameterSpec,
  Trace,
  TraceInput,
  Unit,
} from './layer'
import { checkFields, type Raw, readNumber } from './shared/fields'
import { indexOf, onlyInput, volume } from './shared/inputs'
import { keptDoubles } from './shared/kept-floats'
import { ONE_CELL } from './shared/pointwise'

/**
 * Batch normalisation: y = γ·(x − mean)/√(variance + ε) + β, channel by channel. In training mean and (biased) variance are
 * those of the batch, and the running ones follow: running ← (1 − m)·running + m·batch, with the unbiased variance. A test
 * run uses the running ones, which are then constants.
 */
export interface BatchnormSpec {
  readonly type: 'batchnorm'
  readonly momentum?: number // m, default 0.1
  readonly epsilon?: number // ε, default 1e-5
}

export type Batchnorm = Required<BatchnormSpec>

function parse(raw: Raw, path: string): Batchnorm {
  checkFields(raw, ['type', 'momentum', 'epsilon'], path)
  return {
    type: 'batchnorm',
    momentum: readNumber(raw, 'momentum', limits.batchnormMomentum, path, 0.1),
    epsilon: readNumber(raw, 'epsilon', limits.batchnormEpsilon, path, 1e-5),
  }
}

function parameters(_layer: Batchnorm, [{ c }]: readonly Shape[]): readonly ParameterSpec[] {
  const perChannel = { shape: [c], fanIn: 0, fanOut: 0, decays: false } as const
  return [
    { ...perChannel, name: 'gamma', start: 1, learned: true },
    { ...perChannel, name: 'beta', start: 0, learned: true },
    { ...perChannel, name: 'runningMean', start: 0, learned: false },
    { ...perChannel, name: 'runningVariance', start: 1, learned: false },
  ]
}

/** Doubles: a mean rounded to float32 would shift a whole channel where it is large beside the spread. */
const keeps = (_layer: Batchnorm, [{ c }]: readonly Shape[]): readonly Keep[] => [
  { name: 'mean', type: 'double', length: c, of: 'batch' },
  { name: 'variance', type: 'double', length: c, of: 'batch' },
]

const formulas = (_layer: Batchnorm, [input]: readonly Shape[], out: Shape): readonly Formula[] => [
  formula('neurons', times(...units(out, 'C'))),
  formula('parameters', times(plain(2), leaf('C', input.c, 'input'))),
  formula('connections', times(...units(out, 'C'))),
  memory(out, 'C'),
]

function explain({ momentum, epsilon }: Batchnorm, _inputs: readonly Shape[], out: Shape): Text {
  const [m, e] = [momentum, epsilon].map(numeral)
  return {
    en: `Each of the ${numeral(out.c)} channels is shifted and scaled to mean 0 and variance 1 (${e} is added to the variance, so that nothing is divided by 0), then scaled by its γ and shifted by its β, which are learned. In training mean and variance are those of the batch, over all pictures and all places, and running ones move towards them by a share of ${m} at each step; a test run uses the running ones, so that a picture is judged by itself. The volume stays ${volume(out)}.`,
    zh: `${numeral(out.c)} 个通道各自平移、缩放到均值 0、方差 1（方差加上 ${e}，以免除以 0），再乘以学到的 γ、加上学到的 β。训练时，均值和方差取自整个批次的所有图片和所有位置，滑动均值和滑动方差每步向它们移动 ${m} 的比例；测试时使用滑动统计量，因此每张图片的结果与别的图片无关。尺寸仍为 ${volume(out)}。`,
  }
}

/** A single number is its own mean, and would become 0 whatever it was. */
function checkTraining(_layer: Batchnorm, [input]: readonly Shape[], images: number): void {
  if (images * input.h * input.w > 1) return
  throw new SpecError({
    code: 'batch-too-small',
    values: { batch: images, least: 2 },
    text: {
      en: `Batch normalisation cannot train on one picture of ${volume(input)}: each channel would be a single number, which is its own mean. Train with a batch of 2 or more.`,
      zh: `批归一化不能用一张 ${volume(input)} 的图训练：每个通道只有一个数，它的均值就是它自己。请把批大小设为 2 或更大。`,
    },
  })
}

/** The statistics in force: the batch's own in training, else the running ones. */
function normOf({ epsilon }: Batchnorm, { mode, kept, params }: ForwardPass): BatchNorm {
  const { gamma, beta, runningMean, runningVariance } = params
  const learned = { gamma: gamma.data, beta: beta.data, epsilon }
  return mode === 'train'
    ? { ...learned, mean: keptDoubles(kept, 'mean'), variance: keptDoubles(kept, 'variance') }
    : { ...learned, mean: runningMean.data, variance: runningVariance.data }
}

/** In training it moves the running statistics in `params`. */
function forward(layer: Batchnorm, pass: ForwardPass): void {
  const { kernels, inputs, output, kept, mode, from, to } = pass
  const [x] = inputs
  if (mode === 'train') {
    const [mean, variance] = [keptDoubles(kept, 'mean'), keptDoubles(kept, 'variance')]
    kernels.batchStatistics(x, mean, variance, { from, to })
    follow(layer.momentum, pass, mean, variance)
  }
  kernels.batchNormForward(x, normOf(layer, pass), output, { from, to })
}

/** running ← (1 − m)·running + m·batch; the variance divided by the count less one, which is what a larger set would have. */
function follow(m: number, pass: ForwardPass, mean: Float64Array, variance: Float64Array): void {
  const [, , h, w] = pass.inputs[0].shape
  const count = (pass.to - pass.from) * h * w
  const { runningMean, runningVariance } = pass.params
  for (let c = 0; c < mean.length; c++) {
    const unbiased = (variance[c] * count) / (count - 1)
    runningMean.data[c] = (1 - m) * runningMean.data[c] + m * mean[c]
    runningVariance.data[c] = (1 - m) * runningVariance.data[c] + m * unbiased
  }
}

function backward(layer: Batchnorm, pass: BackwardPass): void {
  const { kernels, inputs, dOutput, dParams, mode, from, to } = pass
  const [dx] = pass.dInputs
  const norm = normOf(layer, pass)
  const statistics = mode === 'train' ? 'of the images' : 'constant'
  const { gamma, beta } = dParams
  kernels.batchNormBackward(inputs[0], dOutput, norm, gamma, beta, dx, statistics, { from, to })
}

function trace({ epsilon }: Batchnorm, { inputs, output, params }: TraceInput, unit: Unit): Trace {
  const index = indexOf(output.shape, unit)
  return {
    kind: 'normalised',
    input: inputs[0].data[index],
    mean: params.runningMean.data[unit.c],
    variance: params.runningVariance.data[unit.c],
    epsilon,
    gamma: params.gamma.data[unit.c],
    beta: params.beta.data[unit.c],
    total: output.data[index],
  }
}

export const batchnorm: LayerType<Batchnorm, BatchnormSpec> = {
  type: 'batchnorm',
  name: { en: 'batch norm', zh: '批归一化' },
  inPlace: false,
  staysLinear: () => true,
  patternWords: [
    { word: 'BN', also: ['batchnorm', '批归一化', '批量归一化'], plain: ['momentum', 'epsilon'], unnamed: 0 },
  ],
  wholeBatch: true,
  checkTraining,
  parse,
  outputShape: (_layer, inputs) => onlyInput('batchnorm', inputs),
  parameters,
  reach: () => ONE_CELL,
  connections: (_layer, _inputs, out) => size(out),
  macs: () => 0,
  formulas,
  explain,
  keeps,
  forward,
  backward,
  trace,
  examples: [
    { layer: { type: 'batchnorm' }, inputs: [{ c: 3, h: 2, w: 3 }] },
    { layer: { type: 'batchnorm', momentum: 0.25, epsilon: 0.1 }, inputs: [{ c: 2, h: 3, w: 1 }] },
    { layer: { type: 'batchnorm', epsilon: 0.5 }, inputs: [{ c: 4, h: 1, w: 1 }] },
  ],
}
