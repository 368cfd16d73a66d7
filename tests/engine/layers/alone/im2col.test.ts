import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { col2im, im2col } from '../../../../engine/layers/alone/im2col'
import { runLayer } from '../../../../engine/layers/alone/run-layer'
import { createRandom } from '../../../../engine/random'
import { measure, SpecError } from '../../../../engine/shape'
import { lengthOf, type Tensor, zeros } from '../../../../engine/tensor'
import { cases } from '../../../sample'
import { numbersOf, tensor } from '../../tensors'

const normal = (shape: readonly number[], seed: number): Tensor => {
  const random = createRandom(seed)
  return { shape, data: Float64Array.from({ length: lengthOf(shape) }, () => random.normal()) }
}

describe('by hand', () => {
  const x = tensor([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])

  test('each 2×2 window of a 3×3 picture is a column, each tap a row', () => {
    const cols = im2col(x, { size: 2 })
    expect(cols.shape).toEqual([1, 4, 4])
    expect(numbersOf(cols)).toEqual([
      ...[1, 2, 4, 5], // what the upper left tap meets in the four windows
      ...[2, 3, 5, 6],
      ...[4, 5, 7, 8],
      ...[5, 6, 8, 9],
    ])
  })

  test('padding reads 0, on each of four sides by its own number', () => {
    // A row of zeros above, a zero to the right: [0 0 0], [1 2 0], and two windows of 2×2 side by side.
    const cols = im2col(tensor([1, 1, 1, 2], [1, 2]), { size: 2, pad: [1, 0, 0, 1] })
    expect(cols.shape).toEqual([1, 4, 2])
    expect(numbersOf(cols)).toEqual([...[0, 0], ...[0, 0], ...[1, 2], ...[2, 0]])
  })

  test('channel stands above channel, and each image has a matrix of its own', () => {
    const cols = im2col(tensor([2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8]), { size: 1 })
    expect(cols.shape).toEqual([2, 2, 2])
    expect(numbersOf(cols)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('on the way back a cell receives as much as it lay in windows', () => {
    const ones = { shape: [1, 4, 4], data: new Float64Array(16).fill(1) }
    expect(numbersOf(col2im(ones, [1, 1, 3, 3], { size: 2 }))).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 1])
  })

  test('the first layer of AlexNet: 227×227×3 becomes 363 × 3025', () => {
    expect(im2col(zeros([1, 3, 227, 227]), { size: 11, stride: 4 }).shape).toEqual([1, 363, 3025])
  })

  test.each<[string, () => unknown, string]>([
    ['a window that does not fit', () => im2col(x, { size: 2, stride: 2 }), 'does-not-fit'],
    ['a stride of 0', () => im2col(x, { size: 2, stride: 0 }), 'out-of-range'],
    ['a picture without its batch', () => im2col(tensor([3, 3], [...x.data]), { size: 2 }), 'malformed'],
    [
      'columns of another picture',
      () => col2im(im2col(x, { size: 2 }), [1, 1, 4, 3], { size: 2 }),
      'malformed',
    ],
  ])('%s is refused', (_name, work, code) => {
    expect(work).toThrow(SpecError)
    expect(work).toThrow(expect.objectContaining({ code }))
  })
})

const pair = (least: number, most: number) =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
const side = fc.integer({ min: 0, max: 2 })

const settings = fc
  .record({
    n: fc.integer({ min: 1, max: 3 }),
    c: fc.integer({ min: 1, max: 3 }),
    hw: pair(1, 8),
    size: pair(1, 4),
    stride: pair(1, 3),
    pad: fc.tuple(side, side, side, side),
    dilation: pair(1, 3),
    rounding: fc.constantFrom('floor', 'ceil', 'exact'),
    seed: fc.nat(),
  })
  .filter(({ hw, size, stride, pad, dilation, rounding }) =>
    [0, 1].every((i) => {
      const [n, f, s, d] = [hw[i], size[i], stride[i], dilation[i]]
      return measure({ n, f, s, before: pad[i], after: pad[i + 2], dilation: d, rounding }).problem === null
    }),
  )

test('weights × columns is the convolution, whatever the window', () => {
  fc.assert(
    fc.property(settings, ({ n, c, hw, seed, ...window }) => {
      const filters = 2
      const x = normal([n, c, ...hw], seed)
      const weights = normal([filters, c, ...window.size], seed + 1)
      const { output } = runLayer(
        { type: 'conv', filters, bias: false, ...window },
        { inputs: [x], params: { weights } },
      )
      const product = multiply(weights, im2col(x, window))
      expect(product).toHaveLength(output.data.length)
      product.forEach((value, i) => {
        if (Math.abs(value - output.data[i]) > 1e-12) expect.fail(`${i}: ${value}, not ${output.data[i]}`)
      })
    }),
    { numRuns: cases(200, 5000) },
  )
})

/** Per image [k][c·fh·fw] × [c·fh·fw][oh·ow], by the schoolbook. */
function multiply(weights: Tensor, cols: Tensor): number[] {
  const [images, rows, columns] = cols.shape
  const filters = weights.shape[0]
  const product: number[] = []
  for (let n = 0; n < images; n++) {
    for (let k = 0; k < filters; k++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0
        for (let row = 0; row < rows; row++)
          sum += weights.data[k * rows + row] * cols.data[(n * rows + row) * columns + column]
        product.push(sum)
      }
    }
  }
  return product
}

test('col2im refuses a shape that no memory holds by a sentence', () => {
  const cols = tensor([1, 4, 4], new Array(16).fill(1))
  expect(() => col2im(cols, [1, 1, 1e9, 1e9], { size: 2 })).toThrow(
    'shape must be four whole numbers n × c × h × w, whose product is at most 134,217,728',
  )
  expect(() => col2im(cols, [1, 1, 3, 2.5], { size: 2 })).toThrow(SpecError)
})

test('col2im is the adjoint of im2col', () => {
  const dot = (a: Tensor, b: Tensor): number =>
    numbersOf(a).reduce((sum, value, i) => sum + value * b.data[i], 0)
  fc.assert(
    fc.property(settings, ({ n, c, hw, seed, ...window }) => {
      const x = normal([n, c, ...hw], seed)
      const cols = im2col(x, window)
      const y = normal(cols.shape, seed + 1)
      const [there, back] = [dot(cols, y), dot(x, col2im(y, x.shape, window))]
      expect(Math.abs(there - back)).toBeLessThan(1e-10)
    }),
    { numRuns: cases(200, 5000) },
  )
})

test('single precision stays single', () => {
  expect(im2col(zeros([1, 1, 2, 2]), { size: 1 }).data).toBeInstanceOf(Float32Array)
})
