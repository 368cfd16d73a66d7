import { describe, expect, it } from 'vitest'
import { adaline, trainAdaline } from '../../../engine/models/adaline'
import type { Example } from '../../../engine/models/examples'
import { createRandom } from '../../../engine/random'

const two: readonly Example[] = [
  { x: [1], target: 1 },
  { x: [3], target: -1 },
]

describe('Adaline', () => {
  it('moves by α(t − y)x after each example, right or wrong', () => {
    const { history, losses } = trainAdaline(two, { rate: 0.5, epochs: 1, mode: 'online' })
    // y = 0, error 1: w = 0.5, b = 0.5; then y = 2, error −3: w = 0.5 − 4.5, b = 0.5 − 1.5
    expect(history).toEqual([
      { weights: [0.5], bias: 0.5 },
      { weights: [-4], bias: -1 },
    ])
    // errors 1 − (−5) = 6 and −1 − (−13) = 12
    expect(losses).toEqual([(36 + 144) / 4])
  })

  it('moves once an epoch along the mean in batch mode', () => {
    const { history } = trainAdaline(two, { rate: 0.5, epochs: 1, mode: 'batch' })
    // errors 1 and −1 of y = 0: w = 0.25·(1·1 − 1·3), b = 0.25·(1 − 1)
    expect(history).toEqual([{ weights: [-0.5], bias: 0 }])
  })

  it('follows the slope of its mean squared error', () => {
    const random = createRandom(1)
    const examples = Array.from({ length: 20 }, () => ({
      x: [random.normal(), random.normal()],
      target: random.normal(),
    }))
    const start = { weights: [0.3, -0.7], bias: 0.2 }
    const loss = (weights: readonly number[], bias: number): number =>
      examples.reduce((sum, { x, target }) => sum + (target - adaline({ weights, bias }, x)) ** 2, 0) / 40
    const rate = 0.1
    const { weights, bias } = trainAdaline(examples, { rate, epochs: 1, mode: 'batch', start })
    const h = 1e-5
    const slope = (by: (d: number) => number) => (by(h) - by(-h)) / (2 * h)
    const [w0, w1] = start.weights
    expect((w0 - weights[0]) / rate).toBeCloseTo(
      slope((d) => loss([w0 + d, w1], start.bias)),
      8,
    )
    expect((w1 - weights[1]) / rate).toBeCloseTo(
      slope((d) => loss([w0, w1 + d], start.bias)),
      8,
    )
    expect((start.bias - bias) / rate).toBeCloseTo(
      slope((d) => loss(start.weights, start.bias + d)),
      8,
    )
  })

  it('comes to the least squares, where no line parts the points either', () => {
    const xor = [
      { x: [-1, -1], target: -1 },
      { x: [1, 1], target: -1 },
      { x: [-1, 1], target: 1 },
      { x: [1, -1], target: 1 },
    ]
    const run = trainAdaline(xor, {
      rate: 0.1,
      epochs: 300,
      mode: 'batch',
      start: { weights: [2, 1], bias: 1 },
    })
    for (const number of [...run.weights, run.bias]) expect(number).toBeCloseTo(0, 6)
    expect(run.losses.at(-1)).toBeCloseTo(0.5, 6)
  })

  it('lowers its loss in each epoch at a small rate, and runs away at a large one', () => {
    const small = trainAdaline(two, { rate: 0.05, epochs: 100, mode: 'batch' }).losses
    for (const [i, loss] of small.entries()) if (i > 0) expect(loss).toBeLessThan(small[i - 1])
    const large = trainAdaline(two, { rate: 1, epochs: 20, mode: 'online' }).losses
    expect(large[19]).toBeGreaterThan(1e6)
  })

  it('refuses a mode that is none', () => {
    const options = { rate: 1, epochs: 1, mode: 'stochastic' }
    expect(() => Reflect.apply(trainAdaline, null, [two, options])).toThrow('There is no mode "stochastic"')
  })

  it('shuffles by its seed alone', () => {
    const run = (seed: number) => trainAdaline(two, { rate: 0.1, epochs: 6, mode: 'online', seed }).history
    expect(run(5)).toEqual(run(5))
    expect([6, 7, 8].some((seed) => JSON.stringify(run(seed)) !== JSON.stringify(run(5)))).toBe(true)
  })
})
