import { describe, expect, it } from 'vitest'
import { createKernels } from '../../../engine/kernels/index'
import type { Kernels, MovedRange } from '../../../engine/kernels/kernels'
import { reference } from '../../../engine/kernels/reference'
import { checkUpdate, optimisers, updateRules } from '../../../engine/plan/optimisers'
import type { Numbers } from '../../../engine/tensor'
import { createState, updateBlock } from '../../../engine/train/update-rules'
import { cases } from '../../sample'
import { seeded } from './cases'

const kernels = createKernels('wasm')

/** Of terms of about 1: float32 rounds each operation by 6e-8 of its result, and a dozen of them make up a step. */
const TOLERANCE = 1e-6

function expectClose(found: Numbers, exact: Numbers, what: string): void {
  exact.forEach((value, i) => {
    const allowed = TOLERANCE * (1 + Math.abs(value))
    if (!(Math.abs(found[i] - value) <= allowed)) expect.fail(`${what}, ${i}: ${found[i]}, not ${value}`)
  })
}

describe.each(optimisers)('%s, compiled', (type) => {
  const update = checkUpdate({ type, rate: 0.01 })

  it('moves ranges of any length as the reference does, within the rounding of float32, and nothing beside them', () => {
    for (let seed = 0; seed < cases(60, 1000); seed++) {
      const random = seeded(seed)
      const length = 1 + random.below(23)
      const from = random.below(length)
      const to = from + random.below(length - from + 1)
      const drawn = (n: number, of = () => random.normal()) => Float32Array.from({ length: n }, of)
      const gradients = drawn(length, () => (random.below(5) === 0 ? 0 : random.normal()))
      const values = drawn(length)
      // Mean squares are no less than 0; some parameters never had a gradient.
      const state = drawn(updateRules[type].state * length, () => Math.max(0, random.normal()))
      const [l2, count] = [random.below(2) * 0.01, 1 + random.below(9)]
      const run = (k: Kernels) => {
        const moved = { values: values.slice(), state: state.slice() }
        const range: MovedRange = { ...moved, gradients, second: length, from, to, l2, write: true }
        expect(k.move(update, { ...range, write: false }, count)).not.toBeNaN()
        expect(moved).toEqual({ values, state })
        k.move(update, range, count)
        return moved
      }
      const [found, exact] = [run(kernels), run(reference)]
      expectClose(found.values, exact.values, `seed ${seed}, values`)
      expectClose(found.state, exact.state, `seed ${seed}, state`)
      const outside = (all: Float32Array) => all.filter((_, i) => i < from || i >= to)
      expect(outside(found.values)).toEqual(outside(values))
    }
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'writes nothing where one gradient is %d, wherever it stands',
    (broken) => {
      for (let at = 0; at < 11; at++) {
        const values = new Float32Array(11).fill(1)
        const gradients = new Float32Array(11).fill(0.5)
        gradients[at] = broken
        const state = createState(update, 11, 'float32', kernels.memory)
        const block = { values, gradients, state, length: 11, decayLength: 6 }
        expect(updateBlock(update, 0.1, block, kernels), `number ${at}`).toBe(false)
        expect([...values, ...state.numbers].every((n, i) => n === (i < 11 ? 1 : 0))).toBe(true)
        expect(state.count).toBe(0)
        state.release()
      }
    },
  )

  it('is not led astray by what lies behind the range', () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, Number.NaN, Number.NaN, Number.NaN)
    const [gradients, state] = [new Float32Array(8), new Float32Array(16)]
    const range = { values, gradients, state, second: 8, from: 0, to: 5, l2: 0, write: true }
    expect(kernels.move(update, range, 1)).toBe(0)
    expect([...values.subarray(0, 5)]).toEqual([1, 2, 3, 4, 5])
  })

  it('leaves what never had a gradient, also where ε is 0', () => {
    const bare = checkUpdate({ type, rate: 0.5, epsilon: 0 })
    const values = Float32Array.of(1, 2)
    const [gradients, state] = [Float32Array.of(0, 4), new Float32Array(4)]
    const range = { values, gradients, state, second: 2, from: 0, to: 2, l2: 0, write: true }
    expect(kernels.move(bare, range, 1)).toBe(0)
    expect(values[0]).toBe(1)
    expect(values[1]).not.toBeNaN()
  })
})
