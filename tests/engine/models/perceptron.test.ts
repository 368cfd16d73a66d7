import { describe, expect, it } from 'vitest'
import type { Example } from '../../../engine/models/examples'
import { perceptron, trainPerceptron } from '../../../engine/models/perceptron'
import { createRandom } from '../../../engine/random'
import { SpecError } from '../../../engine/shape'

const and: readonly Example[] = [
  { x: [0, 0], target: 0 },
  { x: [0, 1], target: 0 },
  { x: [1, 0], target: 0 },
  { x: [1, 1], target: 1 },
]
const xor = and.map(({ x }) => ({ x, target: x[0] === x[1] ? 0 : 1 }))

describe('the perceptron', () => {
  it('is 1 from the line on: w · x + b = 0 belongs to it', () => {
    const unit = { weights: [2, -1], bias: 1 }
    expect(perceptron(unit, [0, 1])).toBe(1) // 0
    expect(perceptron(unit, [0, 2])).toBe(0) // −1
    expect(perceptron(unit, [1, 2])).toBe(1) // 1
  })

  it('moves by α(t − ŷ)x where it is wrong, and not at all where it is right', () => {
    // All zero says 1: wrong for (2, 3). Then −1·(−1) − 1.5·0.2 − 0.5 = 0.2 says 1 to (−1, 0.2), as it should.
    const { history, errors } = trainPerceptron(
      [
        { x: [2, 3], target: 0 },
        { x: [-1, 0.2], target: 1 },
      ],
      { rate: 0.5, epochs: 5 },
    )
    expect(history).toEqual([{ weights: [-1, -1.5], bias: -0.5, epoch: 0, example: 0 }])
    expect(errors).toEqual([1, 0])
  })

  it('learns AND, and stops after the first epoch without a mistake', () => {
    const { converged, errors, ...unit } = trainPerceptron(and, { rate: 1, epochs: 50 })
    expect(converged).toBe(true)
    expect(errors.at(-1)).toBe(0)
    expect(errors.slice(0, -1)).not.toContain(0)
    for (const { x, target } of and) expect(perceptron(unit, x)).toBe(target)
  })

  it('never learns XOR: no line parts its points', () => {
    const { converged, errors } = trainPerceptron(xor, { rate: 1, epochs: 200 })
    expect(converged).toBe(false)
    expect(errors).toHaveLength(200)
    expect(Math.min(...errors)).toBeGreaterThan(0)
  })

  it('parts whatever a line parts, in as many mistakes as Novikoff allows', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = createRandom(seed)
      const angle = 2 * Math.PI * random.uniform()
      const margin = 0.1
      const points = Array.from({ length: 200 }, () => [2 * random.uniform() - 1, 2 * random.uniform() - 1])
      const side = ([x, y]: number[]) => x * Math.cos(angle) + y * Math.sin(angle)
      const examples = points
        .filter((x) => Math.abs(side(x)) > margin)
        .map((x) => ({ x, target: side(x) > 0 ? 1 : 0 }))
      const { converged, history } = trainPerceptron(examples, { rate: 0.1, epochs: 1000, seed })
      expect(converged).toBe(true)
      // (R/γ)²: R² ≤ 1² + 1² + 1 with the bias as a third number.
      expect(history.length).toBeLessThanOrEqual(3 / margin ** 2)
    }
  })

  it('goes through the points in the same order for the same seed', () => {
    const run = (seed: number) => trainPerceptron(and, { rate: 1, epochs: 50, seed }).history
    expect(run(1)).toEqual(run(1))
    expect([2, 3, 4].some((seed) => JSON.stringify(run(seed)) !== JSON.stringify(run(1)))).toBe(true)
  })

  it('starts where it is told to, and changes no example and no start', () => {
    const start = { weights: [3, 3], bias: -4 }
    const run = trainPerceptron(and, { rate: 1, epochs: 5, start })
    expect(run).toMatchObject({ ...start, history: [], errors: [0], converged: true })
  })

  it('refuses a rate and a count of epochs that are none: without an end XOR would never let go', () => {
    for (const wrong of [
      { rate: Number.NaN },
      { rate: -1 },
      { epochs: Number.POSITIVE_INFINITY },
      { epochs: 1.5 },
    ])
      expect(() => trainPerceptron(and, { rate: 1, epochs: 1, ...wrong })).toThrow(SpecError)
  })

  it('refuses points that differ in their count of numbers, and none at all', () => {
    for (const examples of [[], [{ x: [], target: 1 }], [and[0], { x: [1], target: 1 }]]) {
      expect(() => trainPerceptron(examples, { rate: 1, epochs: 1 })).toThrow(SpecError)
    }
  })
})
