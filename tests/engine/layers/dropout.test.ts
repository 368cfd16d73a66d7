import { describe, expect, it } from 'vitest'
import { reference } from '../../../engine/kernels/reference'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { dropout } from '../../../engine/layers/dropout'
import { plan } from '../../../engine/plan/plan'
import { createRandom } from '../../../engine/random'
import { zeros } from '../../../engine/tensor'
import { numbersOf } from '../tensors'

const ones = (length: number) => {
  const x = zeros([1, length, 1, 1], 'float64')
  x.data.fill(1)
  return x
}

const run = (rate: number, seed: number, length = 10_000) =>
  runLayer({ type: 'dropout', rate }, { inputs: [ones(length)], upstream: ones(length), mode: 'train', seed })

describe('dropout', () => {
  it('drops the asked share while training, and divides the others by what stays of 1', () => {
    const y = numbersOf(run(0.75, 1).output)
    expect(new Set(y)).toEqual(new Set([0, 4]))
    // 10,000 draws at p = 0.75: the standard deviation of the share is 0.0043.
    const dropped = y.filter((value) => value === 0).length / y.length
    expect(Math.abs(dropped - 0.75)).toBeLessThan(0.02)
  })

  it('sends the gradient back by the same draw', () => {
    const { output, dInputs } = run(0.5, 2)
    expect(numbersOf(dInputs?.[0])).toEqual(numbersOf(output)) // ones went in both ways
  })

  it('draws by the seed', () => {
    expect(numbersOf(run(0.5, 3).output)).toEqual(numbersOf(run(0.5, 3).output))
    expect(numbersOf(run(0.5, 3).output)).not.toEqual(numbersOf(run(0.5, 4).output))
  })

  it('changes nothing in a test run, nor at rate 0', () => {
    const inputs = [ones(100)]
    const { output, dInputs } = runLayer({ type: 'dropout', rate: 0.9 }, { inputs, upstream: ones(100) })
    expect(numbersOf(output)).toEqual(numbersOf(inputs[0]))
    expect(numbersOf(dInputs?.[0])).toEqual(numbersOf(inputs[0]))
    expect(numbersOf(run(0, 5, 100).output)).toEqual(numbersOf(inputs[0]))
  })

  it('drops the same units however the batch is cut into pieces', () => {
    const forward = (...cuts: number[]) => {
      const x = zeros([6, 10, 1, 1])
      x.data.fill(1)
      const output = zeros(x.shape)
      const kept = { stays: new Int32Array(60) }
      const pass = { kernels: reference, inputs: [x], output, params: {}, kept, random: createRandom(7) }
      const rate = { type: 'dropout', rate: 0.5 } as const
      cuts.forEach((from, i) => {
        dropout.forward(rate, { ...pass, mode: 'train', from, to: cuts[i + 1] ?? 6 })
      })
      return numbersOf(output)
    }
    expect(forward(0, 1, 5)).toEqual(forward(0))
  })

  it('refuses to drop all, or a share that is none', () => {
    const refused = (rate: unknown) => () =>
      plan({
        version: 1,
        input: { c: 1, h: 2, w: 2 },
        nodes: [{ id: 'd', from: ['input'], layer: { type: 'dropout', rate } }],
      })
    expect(refused(1)).toThrow('rate must be below 1; found 1')
    expect(refused(-0.1)).toThrow('rate must be a number from 0 to 1; found −0.1')
    expect(refused(undefined)).toThrow('rate must be a number from 0 to 1; found —')
  })
})
