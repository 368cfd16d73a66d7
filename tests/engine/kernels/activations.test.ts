import { describe, expect, it } from 'vitest'
import { createKernels } from '../../../engine/kernels/index'
import type { Kernels } from '../../../engine/kernels/kernels'
import { reference } from '../../../engine/kernels/reference'
import type { Tensor } from '../../../engine/tensor'
import { cases } from '../../sample'
import { randomTensor, seeded } from './cases'

const SPACING = 2 ** -149 // of the smallest float32

/** The largest error in units of the true number, beyond one step of the smallest numbers. */
function worst(found: ArrayLike<number>, exact: readonly number[]): number {
  const errors = exact.map((value, i) => {
    if (Object.is(found[i], Math.fround(value))) return 0
    return Math.max(0, Math.abs(found[i] - value) - SPACING) / Math.abs(value)
  })
  return errors.reduce((most, error) => (error > most || Number.isNaN(error) ? error : most), 0)
}

const row = (numbers: readonly number[]): Tensor => ({
  shape: [1, numbers.length, 1, 1],
  data: Float32Array.from(numbers),
})

const everywhere = (from: number, to: number, count = 100_001): number[] =>
  Array.from({ length: count }, (_, i) => Math.fround(from + ((to - from) * i) / (count - 1)))

const one = { from: 0, to: 1 }

describe.each(['reference', 'typescript', 'wasm'] as const)('%s kernels', { timeout: 120_000 }, (name) => {
  const kernels = createKernels(name)
  const tanh = (xs: readonly number[], outer = 1, inner = 1) => {
    const y = row(xs.map(() => 0))
    kernels.tanhForward(row(xs), y, { outer, inner }, one)
    return y.data
  }
  const sigmoid = (xs: readonly number[]) => {
    const y = row(xs.map(() => 0))
    kernels.sigmoidForward(row(xs), y, one)
    return y.data
  }

  it('take tanh within 3e-7 of it over the whole range', () => {
    for (const xs of [everywhere(-20, 20), everywhere(-1, 1), everywhere(-1e-4, 1e-4)])
      expect(worst(tanh(xs), xs.map(Math.tanh))).toBeLessThan(3e-7)
    expect([
      ...tanh([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, -1e30, Number.NaN, 0]),
    ]).toEqual([1, -1, 1, -1, Number.NaN, 0])
  })

  it('take the exponential of the sigmoid within 5e-7 from 1e-37 on, and end in 0 and 1', () => {
    for (const xs of [everywhere(-85, 30), everywhere(-1, 1)])
      expect(
        worst(
          sigmoid(xs),
          xs.map((x) => 1 / (1 + Math.exp(-x))),
        ),
      ).toBeLessThan(5e-7)
    const [infinity, minus] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    expect([...sigmoid([infinity, minus, 200, -200, Number.NaN])]).toEqual([1, 0, 1, 0, Number.NaN])
  })

  it('take the exponential of a softmax within 3e-7, down to the smallest numbers that float32 has', () => {
    const depths = everywhere(-110, 0, 2001)
    for (const depth of depths) {
      const y = row([0, 0])
      kernels.softmaxForward(row([0, depth]), y, one)
      const share = Math.exp(depth) / (1 + Math.exp(depth))
      expect(worst(y.data, [1 - share, share]), `${depth}`).toBeLessThan(3e-7)
    }
  })

  it('let a score that is no number be seen, and are not moved by very large ones', () => {
    const y = row([0, 0, 0])
    kernels.softmaxForward(row([1, Number.NaN, 2]), y, one)
    expect(y.data.every(Number.isNaN)).toBe(true)
    kernels.softmaxForward(row([3e38, -3e38, 3e38]), y, one)
    expect([...y.data]).toEqual([0.5, 0, 0.5])
    kernels.softmaxForward(row([1, Number.NEGATIVE_INFINITY, 1]), y, one)
    expect([...y.data]).toEqual([0.5, 0, 0.5])
  })

  it('agree with the float64 reference over random volumes, forward and backward, on the images they are told', () => {
    for (let seed = 0; seed < cases(60, 1000); seed++) {
      const random = seeded(seed)
      const shape = [1 + random.below(3), 1 + random.below(9), 1 + random.below(12), 1 + random.below(12)]
      const given = Array.from({ length: 9 }, () => randomTensor(shape, random, 'float32'))
      const stays = Int32Array.from(given[0].data, () => random.below(2))
      const images = { from: random.below(shape[0]), to: shape[0] }
      const tanh = { outer: 0.5 + random.uniform(), inner: 0.5 + random.uniform() }
      const rate = random.uniform() * 0.9
      const run = (k: Kernels, as: typeof Float32Array | typeof Float64Array): Tensor[] => {
        const tensors = given.map(({ data }): Tensor => ({ shape, data: as.from(data) }))
        const [x, bent, squashed, dropped, y, dy, ...gradients] = tensors
        const [dx, dSquashed, dDropped] = gradients
        k.tanhForward(x, bent, tanh, images)
        k.sigmoidForward(x, squashed, images)
        k.dropoutForward(x, stays, dropped, rate, images)
        k.softmaxForward(x, y, images)
        k.tanhBackward(bent, dy, dx, tanh, images)
        k.softmaxBackward(y, dy, dx, images)
        k.sigmoidBackward(squashed, dy, dSquashed, images)
        k.dropoutBackward(dy, stays, dDropped, rate, images)
        return tensors
      }
      const exact = run(reference, Float64Array)
      for (const [t, { data }] of run(kernels, Float32Array).entries())
        for (const [i, value] of data.entries()) {
          const expected = exact[t].data[i]
          if (!(Math.abs(value - expected) <= 2e-6 * Math.max(1, Math.abs(expected))))
            expect.fail(`seed ${seed}, tensor ${t}, number ${i}: ${value}, not ${expected}`)
        }
    }
  })
})
