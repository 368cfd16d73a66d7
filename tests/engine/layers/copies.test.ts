/** Layers that only hand numbers on: concat and flatten. */
import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { receptiveField, unitField } from '../../../engine/plan/receptive-field'
import { SpecError } from '../../../engine/shape'
import type { NetworkSpec } from '../../../engine/spec'
import { numbersOf, tensor } from '../tensors'

describe('concat', () => {
  test('channels stand one behind the other in every image, and each input gets its own gradient back', () => {
    const { output, dInputs } = runLayer(
      { type: 'concat' },
      {
        inputs: [tensor([2, 1, 1, 2], [1, 2, 5, 6]), tensor([2, 2, 1, 2], [10, 20, 30, 40, 50, 60, 70, 80])],
        upstream: tensor([2, 3, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
      },
    )
    expect(output.shape).toEqual([2, 3, 1, 2])
    expect(numbersOf(output)).toEqual([1, 2, 10, 20, 30, 40, 5, 6, 50, 60, 70, 80])
    expect(numbersOf(dInputs?.[0])).toEqual([1, 2, 7, 8])
    expect(numbersOf(dInputs?.[1])).toEqual([3, 4, 5, 6, 9, 10, 11, 12])
  })

  test('volumes of another width, or one alone, are refused in a sentence', () => {
    const spec = (from: string[]): NetworkSpec => ({
      version: 1,
      input: { c: 3, h: 8, w: 8 },
      nodes: [
        { id: 'small', from: ['input'], layer: { type: 'pool', size: 2 } },
        { id: 'joined', from, layer: { type: 'concat' } },
      ],
    })
    expect(() => plan(spec(['input', 'small']))).toThrow('here 8×8×3 meets 4×4×3')
    expect(() => plan(spec(['small']))).toThrow('at least two inputs; here it is given 1')
    expect(plan(spec(['small', 'small'])).node('joined').out).toEqual({ c: 6, h: 4, w: 4 })
  })
})

describe('flatten', () => {
  test('reads channel by channel, row by row', () => {
    const x = tensor([1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    const { output } = runLayer({ type: 'flatten' }, { inputs: [x] })
    expect(output.shape).toEqual([1, 8, 1, 1])
    expect(numbersOf(output)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

describe('what is read through copies', () => {
  const found = plan(
    chain(
      { c: 1, h: 6, w: 6 },
      { type: 'conv', filters: 2, size: 3 },
      { type: 'flatten' },
      { type: 'relu' },
      { type: 'fc', units: 2 },
    ),
  )

  test('the units of flatten together read the whole picture, and so does each unit behind it that reads them all', () => {
    expect(receptiveField(found, 'flatten1')).toMatchObject({ size: [6, 6], start: [0, 0] })
    expect(receptiveField(found, 'fc1')).toEqual(receptiveField(found, 'flatten1'))
    expect(unitField(found, 'fc1', { c: 0, y: 0, x: 0 })?.rows).toEqual([0, 5])
  })

  test('one unit of flatten reads what the one it copies reads, also through an activation function', () => {
    // Unit 22 of 4·4·2: channel 1, row 1, column 2 of conv1.
    const conv = unitField(found, 'conv1', { y: 1, x: 2 })
    expect(unitField(found, 'flatten1', { c: 22, y: 0, x: 0 })).toEqual(conv)
    expect(unitField(found, 'relu1', { c: 22, y: 0, x: 0 })).toEqual(conv)
    expect(unitField(found, 'relu1', { c: 22, y: 0, x: 0 }, 'conv1')?.columns).toEqual([2, 2])
    expect(unitField(found, 'relu1', { c: 22, y: 0, x: 0 }, 'flatten1')?.columns).toEqual([0, 0])
  })

  test('without its channel it is what all of them read', () => {
    expect(unitField(found, 'flatten1', { y: 0, x: 0 })?.columns).toEqual([0, 5])
  })

  test('a unit of concat reads through its own branch alone', () => {
    const joined = plan({
      version: 1,
      input: { c: 1, h: 9, w: 9 },
      nodes: [
        { id: 'near', from: ['input'], layer: { type: 'conv', filters: 2, size: 1 } },
        { id: 'far', from: ['input'], layer: { type: 'conv', filters: 3, size: 5, pad: 2 } },
        { id: 'both', from: ['near', 'far'], layer: { type: 'concat' } },
      ],
    })
    const columns = (c: number, onto?: string) => unitField(joined, 'both', { c, y: 4, x: 4 }, onto)?.columns
    expect(columns(1)).toEqual([4, 4])
    expect(columns(2)).toEqual([2, 6])
    expect(columns(1, 'near')).toEqual([4, 4])
    expect(columns(1, 'far')).toBeUndefined()
    expect(() => columns(5)).toThrow(SpecError)
    expect(receptiveField(joined, 'both')?.size).toEqual([5, 5])
  })
})
