import { describe, expect, it } from 'vitest'
import { createKernels } from '../../../engine/kernels/index'
import type { BatchNorm, Kernels } from '../../../engine/kernels/kernels'
import { reference } from '../../../engine/kernels/reference'
import type { Numbers, Tensor } from '../../../engine/tensor'
import { cases } from '../../sample'
import { asFloat64, randomTensor, seeded } from './cases'

const copy = ({ shape, data }: Tensor): Tensor => ({ shape, data: data.slice() })

/** float32 against the reference in float64, relative to the largest number. */
function expectClose(found: Numbers, exact: Numbers, what: string): void {
  const largest = Math.max(1, ...Array.from(exact, Math.abs))
  for (let i = 0; i < exact.length; i++) {
    const error = Math.abs(found[i] - exact[i]) / largest
    if (!(error <= 1e-5)) expect.fail(`${what}, number ${i}: ${found[i]} instead of ${exact[i]}`)
  }
}

function expectAllClose(found: readonly Tensor[], exact: readonly Tensor[], what: string): void {
  found.forEach(({ data }, i) => {
    expectClose(data, exact[i].data, `${what}, result ${i}`)
  })
}

describe.each(['reference', 'typescript', 'wasm'] as const)('%s kernels', { timeout: 120_000 }, (name) => {
  const kernels = createKernels(name)

  it('normalise by neighbouring channels as the float64 reference does, forward and backward', () => {
    for (let seed = 0; seed < cases(60, 1000); seed++) {
      const random = seeded(seed)
      const shape = [1 + random.below(3), 1 + random.below(9), 1 + random.below(20), 1 + random.below(20)]
      const beta = [0.75, 0.5, 1, 0.3][seed % 4]
      const lrn = { size: 1 + random.below(11), alpha: 3 * random.uniform(), beta, k: 0.5 + random.uniform() }
      const tensor = () => randomTensor(shape, random, 'float32')
      const given = [tensor(), tensor(), tensor(), tensor(), tensor()]
      const images = { from: random.below(shape[0]), to: shape[0] }
      const run = (k: Kernels, [x, dy, y, bases, dx]: readonly Tensor[]): Tensor[] => {
        k.lrnForward(x, y, bases.data, lrn, images)
        // An image that is not asked for keeps what it had, which stands for nothing.
        k.lrnBackward(x, y, bases.data, dy, dx, lrn, images)
        return [y, dx, bases]
      }
      const at = `seed ${seed} ${JSON.stringify({ shape, lrn, images })}`
      expectAllClose(run(kernels, given.map(copy)), run(reference, given.map(asFloat64)), at)
    }
  })

  it('take statistics of a batch and normalise by them, forward and backward, in both modes', () => {
    for (let seed = 0; seed < cases(60, 1000); seed++) {
      const random = seeded(seed)
      const shape = [1 + random.below(4), 1 + random.below(5), 2 + random.below(9), 1 + random.below(9)]
      const tensor = (of = shape) => randomTensor(of, random, 'float32')
      const perChannel = () => tensor([shape[1]])
      const given = [
        tensor(),
        tensor(),
        tensor(),
        tensor(),
        perChannel(),
        perChannel(),
        perChannel(),
        perChannel(),
      ]
      for (let i = 0; i < given[0].data.length; i++) given[0].data[i] += 20 // a mean beside which the spread is small
      const images = { from: random.below(shape[0]), to: shape[0] }
      const run = (
        k: Kernels,
        [x, dy, y, dx, gamma, beta, dGamma, dBeta]: readonly Tensor[],
        statistics: 'constant' | 'of the images',
      ): Tensor[] => {
        const [mean, variance] = [new Float64Array(shape[1]), new Float64Array(shape[1])]
        k.batchStatistics(x, mean, variance, images)
        const norm: BatchNorm = { mean, variance, gamma: gamma.data, beta: beta.data, epsilon: 1e-3 }
        k.batchNormForward(x, norm, y, images)
        k.batchNormBackward(x, dy, norm, dGamma, dBeta, dx, statistics, images)
        const asTensor = (data: Float64Array): Tensor => ({ shape: [shape[1]], data })
        return [y, dx, dGamma, dBeta, asTensor(mean), asTensor(variance)]
      }
      for (const statistics of ['constant', 'of the images'] as const) {
        const found = run(kernels, given.map(copy), statistics)
        const exact = run(reference, given.map(asFloat64), statistics)
        expectAllClose(found, exact, `seed ${seed}, ${statistics}, ${JSON.stringify({ shape, images })}`)
      }
    }
  })

  it('keep the variance of numbers whose mean is a million times their spread', () => {
    const x = { shape: [1, 1, 1, 4], data: Float32Array.of(1e6 - 1, 1e6 + 1, 1e6 - 1, 1e6 + 1) }
    const [mean, variance] = [new Float64Array(1), new Float64Array(1)]
    kernels.batchStatistics(x, mean, variance, { from: 0, to: 1 })
    expect([mean[0], variance[0]]).toEqual([1e6, 1])
  })

  it('let a number that is not one be seen', () => {
    const x = { shape: [1, 1, 1, 2], data: Float32Array.of(1, Number.NaN) }
    const y = { shape: x.shape, data: new Float32Array(2) }
    kernels.lrnForward(x, y, new Float32Array(2), { size: 5, alpha: 1, beta: 0.75, k: 1 }, { from: 0, to: 1 })
    expect(y.data[0]).toBeCloseTo((1 + 1 / 5) ** -0.75, 6)
    expect(y.data[1]).toBeNaN()
  })
})
