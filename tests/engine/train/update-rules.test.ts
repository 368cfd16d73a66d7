import { describe, expect, it } from 'vitest'
import { checkUpdate, createState, updateBlock, updateRule } from '../../../engine/train/update-rules'

const block = (values: number[], gradients: number[], decayLength = 0) => ({
  values: Float64Array.from(values),
  gradients: Float64Array.from(gradients),
  state: new Float64Array(values.length),
  length: values.length,
  decayLength,
})

describe('the update rules', () => {
  it('SGD: x ← x − αg', () => {
    const b = block([1, 2], [10, -10])
    updateBlock({ type: 'sgd', rate: 0.1 }, 0, b)
    expect([...b.values]).toEqual([0, 3])
  })

  it('momentum: v ← μv − αg, x ← x + v', () => {
    const b = block([1], [1])
    const update = { type: 'momentum', rate: 0.5, momentum: 0.5 } as const
    updateBlock(update, 0, b)
    expect([b.state[0], b.values[0]]).toEqual([-0.5, 0.5])
    updateBlock(update, 0, b)
    expect([b.state[0], b.values[0]]).toEqual([-0.75, -0.25])
  })

  it('L2 adds λw to the gradient of weights, and leaves biases alone', () => {
    const b = block([4, 4], [0, 0], 1)
    updateBlock({ type: 'sgd', rate: 1 }, 0.25, b)
    expect([...b.values]).toEqual([3, 4])
  })

  it('writes nothing where one new value would not be finite', () => {
    for (const type of ['sgd', 'momentum'] as const) {
      const b = {
        values: Float32Array.of(1, 3e38),
        gradients: Float32Array.of(1, -1e38),
        state: new Float32Array(type === 'sgd' ? 0 : 2),
        length: 2,
        decayLength: 0,
      }
      const update = type === 'sgd' ? { type, rate: 1 } : { type, rate: 1, momentum: 0.9 }
      expect(updateBlock(update, 0, b)).toBe(false)
      expect([...b.values]).toEqual([1, Math.fround(3e38)])
      expect(b.state.every((v) => v === 0)).toBe(true)
    }
  })

  it('keeps a state per number for momentum and none for SGD', () => {
    expect(createState({ type: 'sgd', rate: 1 }, 5, 'float32')).toHaveLength(0)
    expect(createState({ type: 'momentum', rate: 1, momentum: 0 }, 5, 'float32')).toHaveLength(5)
  })

  it('stands alone, for parameters by name', () => {
    const w = { shape: [1], data: Float64Array.of(1) }
    const rule = updateRule({ type: 'momentum', rate: 0.5, momentum: 0.5 })
    rule.step({ w }, { w: { shape: [1], data: Float64Array.of(1) } })
    rule.step({ w }, { w: { shape: [1], data: Float64Array.of(1) } })
    expect(w.data[0]).toBe(-0.25)
  })

  it('refuses settings that are no numbers or out of range', () => {
    expect(() => checkUpdate({ type: 'sgd', rate: Number.NaN })).toThrow(/rate/)
    expect(() => checkUpdate({ type: 'sgd', rate: -1 })).toThrow(/rate/)
    expect(() => checkUpdate({ type: 'momentum', rate: 1, momentum: 1.5 })).toThrow(/momentum/)
  })
})
