/**
 * Fully connected and convolutional layers are one kind of sum: either can be written as the other (the course chapter,
 * "Converting FC layers to CONV layers").
 */
import { eachTap, eachUnit } from '../../kernels/reference/walk'
import { MEMORY_LIMIT } from '../../plan/limits'
import { mebibytes } from '../../plan/memory'
import { numeral } from '../../plan/numerals'
import { type Shape, SpecError, size } from '../../shape'
import { lengthOf, precisionOf, type Tensor, zeros } from '../../tensor'
import { type Conv, type ConvSpec, conv } from '../conv'
import { type Fc, type FcSpec, fc } from '../fc'
import type { ParameterSpec, Params } from '../layer'
import { checkTensor } from '../shared/check-tensor'
import { volume } from '../shared/inputs'
import { windowOf } from '../shared/window'

/** The layer in its other form; parameters only where some were given. */
export interface Rewritten<L> {
  readonly layer: L
  readonly params?: Params
}

/**
 * An fc layer over `input` as a convolution whose filters are as large as that input: one window, the same numbers
 * `[units][1][1]`. Its weights `[units][c·h·w]` are the filters `[units][c][h][w]`: the order is the same, so the array
 * is shared, not copied. Throws SpecError where a filter of that size or so many filters are not possible, or where the
 * parameters have another shape.
 */
export function fcToConv(spec: FcSpec, input: Shape, params?: Params): Rewritten<Conv> {
  const written = fc.parse({ ...spec }, 'layer')
  const { units: filters, bias } = written
  const window = input.h === input.w ? input.h : [input.h, input.w]
  const layer = conv.parse({ type: 'conv', filters, size: window, bias }, 'layer')
  if (!params) return { layer }
  const { weights, ...biases } = checkParams(fc.parameters(written, [input]), params)
  return {
    layer,
    params: { weights: { shape: [filters, input.c, input.h, input.w], data: weights.data }, ...biases },
  }
}

/**
 * A convolution over `input` as an fc layer: one unit per unit of its output, in the order [k][y][x], so the same numbers
 * as `[k·oh·ow][1][1]`. Its weights are the matrix `[k·oh·ow][c·h·w]`: nearly all zero, for a unit reads only its window,
 * and each number of a filter again and again, for its places share it. Weights in the precision of those given.
 * Throws SpecError where the convolution does not fit or parameters have another shape, and 'too-large' where the matrix would need more
 * than MEMORY_LIMIT, before it is allocated.
 */
export function convToFc(spec: ConvSpec, input: Shape, params?: Params): Rewritten<Fc> {
  const written = conv.parse({ ...spec }, 'layer')
  const out = conv.outputShape(written, [input])
  const layer = fc.parse({ type: 'fc', units: size(out), bias: written.bias }, 'layer')
  if (!params) return { layer }
  const { weights, biases } = checkParams(conv.parameters(written, [input]), params)
  const matrix = spread(written, input, out, weights)
  return { layer, params: biases ? { weights: matrix, biases: repeat(biases, out) } : { weights: matrix } }
}

function checkParams(specs: readonly ParameterSpec[], given: Params): Params {
  const absent: Tensor = { shape: [], data: new Float64Array(0) }
  return Object.fromEntries(
    specs.map(({ name, shape }) => [name, checkTensor(given[name] ?? absent, shape, name)]),
  )
}

/** Every weight at all places it is used at. */
function spread(layer: Conv, input: Shape, out: Shape, weights: Tensor): Tensor {
  const inputs = size(input)
  checkSize(input, out, weights.data.BYTES_PER_ELEMENT)
  const matrix = zeros([size(out), inputs], precisionOf(weights))
  const [from, to] = [input, out].map(({ c, h, w }) => [1, c, h, w])
  eachUnit(to, (k, y, x, unit) => {
    eachTap(from, weights.shape, windowOf(layer), k, y, x, (cell, weight) => {
      matrix.data[unit * inputs + cell] = weights.data[weight]
    })
  })
  return matrix
}

/** One bias per filter → one per unit. */
function repeat(biases: Tensor, { c, h, w }: Shape): Tensor {
  const repeated = zeros([c * h * w], precisionOf(biases))
  biases.data.forEach((bias, k) => {
    repeated.data.fill(bias, k * h * w, (k + 1) * h * w)
  })
  return repeated
}

function checkSize(input: Shape, out: Shape, bytesPerNumber: number): void {
  const needed = lengthOf([size(out), size(input), bytesPerNumber])
  if (needed <= MEMORY_LIMIT) return
  const product = `${numeral(size(out))} × ${numeral(size(input))} × ${bytesPerNumber} B = ${mebibytes(needed)}`
  const limit = mebibytes(MEMORY_LIMIT)
  throw new SpecError({
    code: 'too-large',
    values: { units: size(out), inputs: size(input), bytesPerNumber, needed, limit: MEMORY_LIMIT },
    text: {
      en: `As a fully connected layer, this convolution from ${volume(input)} to ${volume(out)} needs a matrix of ${product}; the limit is ${limit}. Choose a smaller input.`,
      zh: `把这个卷积（${volume(input)} 到 ${volume(out)}）写成全连接层，权重矩阵需要 ${product}，超过了上限 ${limit}。请换小一些的输入。`,
    },
  })
}
