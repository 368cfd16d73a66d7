import { describe, expect, it } from 'vitest'
import { checkUpdate, optimisers, type Update, updateRules } from '../../../engine/plan/optimisers'
import { createRandom } from '../../../engine/random'
import { createState, updateBlock, updateRule } from '../../../engine/train/update-rules'

const block = (update: Update, values: number[], gradients: number[], decayLength = 0) => ({
  values: Float64Array.from(values),
  gradients: Float64Array.from(gradients),
  state: createState(update, values.length, 'float64'),
  length: values.length,
  decayLength,
})

/** The values of one parameter that starts at 1 after each of these gradients. */
function course(raw: object, ...gradients: number[]): number[] {
  const update = checkUpdate(raw)
  const b = block(update, [1], [0])
  return gradients.map((g) => {
    b.gradients[0] = g
    expect(updateBlock(update, 0, b)).toBe(true)
    return b.values[0]
  })
}

const expectClose = (found: number[], expected: number[]): void => {
  expect(found).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 12)
}

describe('the update rules, by hand', () => {
  it('SGD: x ← x − αg', () => {
    expectClose(course({ type: 'sgd', rate: 0.1 }, 10, -10), [0, 1])
  })

  it('momentum: v ← μv − αg, x ← x + v', () => {
    // v: −0.5, then −0.25 − 0.5
    expectClose(course({ type: 'momentum', rate: 0.5, momentum: 0.5 }, 1, 1), [0.5, -0.25])
  })

  it('Nesterov: x ← x − μ·v_before + (1 + μ)·v', () => {
    // v: −0.5, then −0.75; x: 1 − 1.5 · 0.5, then 0.25 + 0.25 − 1.5 · 0.75
    expectClose(course({ type: 'nesterov', rate: 0.5, momentum: 0.5 }, 1, 1), [0.25, -0.625])
  })

  it('Adagrad: the root of all squares so far divides', () => {
    // √9, then √(9 + 16)
    expectClose(course({ type: 'adagrad', rate: 1, epsilon: 0 }, 3, 4), [0, -4 / 5])
    expectClose(course({ type: 'adagrad', rate: 1, epsilon: 1 }, 3), [1 - 3 / (3 + 1)])
  })

  it('RMSProp: the root of the running mean of squares divides, ε beside it', () => {
    // s: 0.25 · 16 = 4, then 0.75 · 4 + 0.25 · 4 = 4
    expectClose(course({ type: 'rmsprop', rate: 1, rho: 0.75, epsilon: 0 }, 4, -2), [-1, 0])
    expectClose(course({ type: 'rmsprop', rate: 1, rho: 0.75, epsilon: 1 }, 4), [1 - 4 / (2 + 1)])
  })

  it('Adadelta: the steps taken so far set the length of the next, ε within the roots', () => {
    // s = 0.5 · 2 = 1, Δ₁ = −√(1/(1 + 1))·√2 = −1, u = 0.5; s = 0.5 + 1 = 1.5, Δ₂ = −√(1.5/2.5)·√2
    const found = course({ type: 'adadelta', rate: 1, rho: 0.5, epsilon: 1 }, Math.SQRT2, Math.SQRT2)
    expectClose(found, [0, -Math.sqrt(1.5 / 2.5) * Math.SQRT2])
  })

  it('Adam: the first step is the rate itself, whatever the gradient, for the bias correction divides', () => {
    expectClose(course({ type: 'adam', rate: 0.25, epsilon: 0 }, 1e-3), [0.75])
    expectClose(course({ type: 'adam', rate: 0.25, epsilon: 0 }, -1e3), [1.25])
    // m = 0.5, then 0.25 − 0.5; m̂ = −0.25/0.75; v̂ = 1
    const betas = { beta1: 0.5, beta2: 0.5 }
    expectClose(course({ type: 'adam', rate: 1, ...betas, epsilon: 0 }, 1, -1), [0, 1 / 3])
    expectClose(course({ type: 'adam', rate: 1, ...betas, epsilon: 1 }, 1), [1 - 1 / (1 + 1)])
  })

  it('L2 adds λw to the gradient of weights, and leaves biases alone', () => {
    const update = checkUpdate({ type: 'sgd', rate: 1 })
    const b = block(update, [4, 4], [0, 0], 1)
    updateBlock(update, 0.25, b)
    expect([...b.values]).toEqual([3, 4])
  })
})

/** Each rule again as one line per symbol, for a single parameter; `s`: what it remembers, by name. */
type Definition = (g: number, s: Record<string, number>) => number
const { sqrt } = Math
const definitions: Readonly<Record<Update['type'], Definition>> = {
  sgd: (g) => -0.1 * g,
  momentum: (g, s) => (s.v = 0.8 * s.v - 0.1 * g),
  nesterov(g, s) {
    const before = s.v
    s.v = 0.8 * s.v - 0.1 * g
    return -0.8 * before + 1.8 * s.v
  },
  adagrad(g, s) {
    s.g2 += g ** 2
    return (-0.1 * g) / (sqrt(s.g2) + 1e-3)
  },
  rmsprop(g, s) {
    s.g2 = 0.7 * s.g2 + 0.3 * g ** 2
    return (-0.1 * g) / (sqrt(s.g2) + 1e-3)
  },
  adadelta(g, s) {
    s.g2 = 0.7 * s.g2 + 0.3 * g ** 2
    const step = (-sqrt(s.x2 + 1e-3) / sqrt(s.g2 + 1e-3)) * g
    s.x2 = 0.7 * s.x2 + 0.3 * step ** 2
    return 0.1 * step
  },
  adam(g, s) {
    s.t += 1
    s.m = 0.6 * s.m + 0.4 * g
    s.g2 = 0.9 * s.g2 + 0.1 * g ** 2
    return (-0.1 * (s.m / (1 - 0.6 ** s.t))) / (sqrt(s.g2 / (1 - 0.9 ** s.t)) + 1e-3)
  },
}

const settingsOf = {
  sgd: {},
  momentum: { momentum: 0.8 },
  nesterov: { momentum: 0.8 },
  adagrad: { epsilon: 1e-3 },
  rmsprop: { rho: 0.7, epsilon: 1e-3 },
  adadelta: { rho: 0.7, epsilon: 1e-3 },
  adam: { beta1: 0.6, beta2: 0.9, epsilon: 1e-3 },
} satisfies Readonly<Record<Update['type'], object>>

describe.each(optimisers)('%s', (type) => {
  const update = checkUpdate({ type, rate: 0.1, ...settingsOf[type] })

  it('goes as its definition says, over fifty steps with L2 on a part of the parameters', () => {
    const random = createRandom(1)
    const b = block(update, [1, -2, 3], [0, 0, 0], 2)
    const expected = [...b.values]
    const remembered = expected.map(() => ({ v: 0, m: 0, g2: 0, x2: 0, t: 0 }))
    for (let step = 0; step < 50; step++) {
      for (const i of expected.keys()) {
        b.gradients[i] = random.normal()
        const decay = i < 2 ? 0.05 * expected[i] : 0
        expected[i] += definitions[type](b.gradients[i] + decay, remembered[i])
      }
      expect(updateBlock(update, 0.05, b)).toBe(true)
      for (const [i, x] of expected.entries()) expect(b.values[i]).toBeCloseTo(x, 11)
    }
    expect(b.state.count).toBe(50)
  })

  it('writes nothing where one new value would not be finite, and does not count it', () => {
    const state = createState(update, 2, 'float32')
    const values = Float32Array.of(1, 1)
    const spoilt = { values, gradients: Float32Array.of(1, Number.NaN), state, length: 2, decayLength: 0 }
    expect(updateBlock(update, 0, spoilt)).toBe(false)
    const steep = { ...spoilt, gradients: Float32Array.of(1, Number.NEGATIVE_INFINITY) }
    expect(updateBlock(update, 0, steep)).toBe(false)
    expect([...values]).toEqual([1, 1])
    expect(state.numbers.every((n) => n === 0)).toBe(true)
    expect(state.count).toBe(0)
  })

  it('keeps as many numbers per parameter as the list says', () => {
    expect(createState(update, 5, 'float32').numbers).toHaveLength(5 * updateRules[type].state)
  })

  it('stands alone, for parameters by name, each with a state of its own', () => {
    const rule = updateRule({ type, rate: 0.1, ...settingsOf[type] })
    const tensor = (...numbers: number[]) => ({ shape: [numbers.length], data: Float64Array.from(numbers) })
    const params = { w: tensor(1, -2), b: tensor(3) }
    rule.step(params, { w: tensor(0.5, 1), b: tensor(-1) })
    rule.step(params, { w: tensor(0.25, 1), b: tensor(2) })
    const together = block(update, [1, -2, 3], [0.5, 1, -1])
    updateBlock(update, 0, together)
    together.gradients.set([0.25, 1, 2])
    updateBlock(update, 0, together)
    expect([...params.w.data, ...params.b.data]).toEqual([...together.values])
  })
})

describe('what is finite in a double and not in float32', () => {
  const single = (update: Update, value: number, gradient: number) => ({
    values: Float32Array.of(value),
    gradients: Float32Array.of(gradient),
    state: createState(update, 1, 'float32'),
    ...{ length: 1, decayLength: 0 },
  })

  it.each(['adagrad', 'rmsprop', 'adadelta', 'adam'] as const)(
    '%s: a squared gradient is refused',
    (type) => {
      const update = checkUpdate({ type, rate: 0.1 })
      const b = single(update, 1, 1e30)
      expect(updateBlock(update, 0, b)).toBe(false)
      expect([b.values[0], ...b.state.numbers]).toEqual([1, ...b.state.numbers.map(() => 0)])
    },
  )

  it('Adadelta: the square of a step is refused', () => {
    // s = 0.05, Δ² = 3e38/0.05 = 6e39: u = 0.95 · 3e38 + 0.05 · 6e39 = 5.85e38, while x becomes −8e19.
    const update = checkUpdate({ type: 'adadelta', rate: 1, rho: 0.95 })
    const b = single(update, 1, 1)
    b.state.numbers[1] = 3e38
    expect(updateBlock(update, 0, b)).toBe(false)
    expect([b.values[0], b.state.numbers[0]]).toEqual([1, 0])
  })

  it.each(optimisers)('%s: a new value is refused', (type) => {
    // The first step is at most about 3 times the rate for the rules that divide by a root, and 1e-3 of it for Adadelta.
    const update = checkUpdate({ type, rate: type === 'adadelta' ? 1e42 : 1e38 })
    const b = single(update, 3.4e38, -1)
    expect(updateBlock(update, 0, b)).toBe(false)
    expect(b.values[0]).toBe(Math.fround(3.4e38))
  })
})

describe('settings of a rule', () => {
  it('have the defaults of the literature', () => {
    expect(checkUpdate({ type: 'nesterov', rate: 1 })).toEqual({ type: 'nesterov', rate: 1, momentum: 0.9 })
    expect(checkUpdate({ type: 'rmsprop', rate: 1 })).toEqual({
      ...{ type: 'rmsprop', rate: 1, rho: 0.9 },
      epsilon: 1e-8,
    })
    expect(checkUpdate({ type: 'adadelta', rate: 1 })).toMatchObject({ rho: 0.95, epsilon: 1e-6 })
    expect(checkUpdate({ type: 'adam', rate: 1 })).toMatchObject({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })
  })

  it('of other rules are left out', () => {
    expect(checkUpdate({ type: 'sgd', rate: 1, momentum: 0.9, beta1: 7 })).toEqual({ type: 'sgd', rate: 1 })
  })

  it('are refused where they are no numbers or out of range', () => {
    expect(() => checkUpdate({ type: 'sgd', rate: Number.NaN })).toThrow(/rate/)
    expect(() => checkUpdate({ type: 'sgd', rate: -1 })).toThrow(/rate/)
    expect(() => checkUpdate({ type: 'sgd', rate: '0.1' })).toThrow(/rate/)
    expect(() => checkUpdate({ type: 'momentum', rate: 1, momentum: 1.5 })).toThrow(/momentum/)
    expect(() => checkUpdate({ type: 'adam', rate: 1, beta2: 1 })).toThrow(/beta2/)
    expect(() => checkUpdate({ type: 'rmsprop', rate: 1, epsilon: null })).toThrow(/epsilon/)
  })

  it('are refused with the list of rules where there is no such rule', () => {
    expect(() => checkUpdate({ type: 'constructor', rate: 1 })).toThrow(/"constructor".*sgd, momentum.*adam/)
    for (const stranger of [null, 3, 'sgd', [], undefined])
      expect(() => checkUpdate(stranger)).toThrow(/object/)
  })
})
