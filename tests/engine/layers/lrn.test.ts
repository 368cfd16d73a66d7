import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { lrn } from '../../../engine/layers/lrn'
import { createRandom } from '../../../engine/random'
import { SpecError } from '../../../engine/shape'
import { randomTensor } from '../kernels/cases'
import { numbersOf, tensor } from '../tensors'

const run = (
  size: number,
  x: readonly number[],
  settings: { alpha?: number; beta?: number; k?: number } = {},
) =>
  numbersOf(runLayer({ type: 'lrn', size, ...settings }, { inputs: [tensor([1, x.length, 1, 1], x)] }).output)

describe('local response normalisation', () => {
  test('divides by a power of k + α/n · Σ x² over neighbouring channels', () => {
    // Sums of squares 5, 14, 13; α/n = 1, β = 1.
    const found = run(3, [1, 2, 3], { alpha: 3, beta: 1, k: 1 })
    expect(found).toEqual([1 / 6, 2 / 15, 3 / 14])
  })

  test('an even window reaches one channel further down than up', () => {
    expect(run(2, [1, 10, 100], { alpha: 2, beta: 1, k: 1 })).toEqual([1 / 2, 10 / 102, 100 / 10_101])
  })

  test('a window of one channel divides each number by itself alone', () => {
    expect(run(1, [3, 0], { alpha: 1, beta: 0.5, k: 16 })).toEqual([3 / 5, 0])
  })

  test('α is divided by the window, also where channels are missing at the ends', () => {
    expect(run(5, [2], { alpha: 5, beta: 1, k: 1 })).toEqual([2 / 5])
  })

  test('looks at its own place only', () => {
    const x = tensor([1, 2, 1, 2], [1, 100, 2, 0])
    const { output } = runLayer({ type: 'lrn', size: 3, alpha: 3, beta: 1 }, { inputs: [x] })
    expect(numbersOf(output)).toEqual([1 / 6, 100 / 10_001, 2 / 6, 0])
  })

  test('its defaults are those of PyTorch and ONNX', () => {
    expect(lrn.parse({ type: 'lrn' }, 'layer')).toEqual({
      type: 'lrn',
      size: 5,
      alpha: 1e-4,
      beta: 0.75,
      k: 1,
    })
  })

  test('says what the paper does otherwise, in both languages', () => {
    const [layer] = lrn.examples
    const { en, zh } = lrn.explain(lrn.parse({ ...layer.layer }, 'layer'), layer.inputs, layer.inputs[0])
    expect(en).toMatch(/AlexNet does not divide/)
    expect(zh).toMatch(/AlexNet 论文不除/)
  })

  test.each([
    { size: 0 },
    { size: 2.5 },
    { size: 4097 },
    { alpha: -1 },
    { alpha: Number.NaN },
    { beta: 11 },
    { beta: '1' },
    { k: 0 },
    { k: Number.POSITIVE_INFINITY },
  ])('refuses %o', (settings) => {
    expect(() => lrn.parse({ type: 'lrn', ...settings }, 'layer')).toThrow(SpecError)
  })

  test('agrees with its definition written down anew, forward and backward', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = createRandom(seed)
      const [n, c, h, w] = [
        1 + random.below(2),
        1 + random.below(8),
        1 + random.below(3),
        1 + random.below(3),
      ]
      const layer = {
        size: 1 + random.below(9),
        alpha: 2 * random.uniform(),
        beta: 2 * random.uniform(),
        k: 1.5,
      }
      const x = randomTensor([n, c, h, w], random, 'float64')
      const upstream = randomTensor([n, c, h, w], random, 'float64')
      const { output, dInputs } = runLayer({ type: 'lrn', ...layer }, { inputs: [x], upstream })
      const expected = byDefinition(x, upstream, layer)
      output.data.forEach((value, i) => {
        expect(value).toBeCloseTo(expected.y[i], 9)
      })
      dInputs?.[0].data.forEach((value, i) => {
        expect(value).toBeCloseTo(expected.dx[i], 9)
      })
    }
  })
})

/** The Jacobian of every fibre, entry by entry: dy_i/dx_j = [i = j]·s_i^−β − 2·(α/n)·β·x_i·x_j·s_i^(−β−1) for j near i. */
function byDefinition(
  { shape: [n, c, h, w], data: x }: ReturnType<typeof tensor>,
  { data: dy }: ReturnType<typeof tensor>,
  { size, alpha, beta, k }: { size: number; alpha: number; beta: number; k: number },
): { y: number[]; dx: number[] } {
  const y = new Array<number>(x.length).fill(0)
  const dx = new Array<number>(x.length).fill(0)
  for (let fibre = 0; fibre < n * h * w; fibre++) {
    const at = (channel: number): number =>
      Math.floor(fibre / (h * w)) * c * h * w + channel * h * w + (fibre % (h * w))
    const near = (i: number, j: number): boolean => j >= i - Math.floor(size / 2) && j < i + size / 2
    for (let i = 0; i < c; i++) {
      let s = k
      for (let j = 0; j < c; j++) if (near(i, j)) s += (alpha * x[at(j)] ** 2) / size
      y[at(i)] = x[at(i)] * s ** -beta
      for (let j = 0; j < c; j++) {
        const own = i === j ? s ** -beta : 0
        const pull = near(i, j) ? (2 * alpha * beta * x[at(i)] * x[at(j)] * s ** (-beta - 1)) / size : 0
        dx[at(j)] += dy[at(i)] * (own - pull)
      }
    }
  }
  return { y, dx }
}
