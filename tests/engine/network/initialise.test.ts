import { describe, expect, it } from 'vitest'
import { fillNormal, keysOf } from '../../../engine/counter-random'
import { createNetwork } from '../../../engine/network/network'
import { chain } from '../../../engine/plan/chain'
import { checkInitialisation, type Initialisation } from '../../../engine/plan/initialisation'
import { SpecError } from '../../../engine/shape'
import type { NetworkSpec } from '../../../engine/spec'
import type { Numbers } from '../../../engine/tensor'

const spec = chain(
  { c: 8, h: 12, w: 12 },
  { type: 'conv', filters: 40, size: 5 },
  { type: 'relu' },
  { type: 'fc', units: 10 },
  { type: 'softmax' },
)

function drawn(initialisation?: Initialisation, seed = 1) {
  const { block } = createNetwork(spec, { seed, initialisation, precision: 'float64' })
  const deviation = (name: string): number => deviationOf(block.value(name).data)
  return { conv: deviation('conv1.weights'), fc: deviation('fc1.weights'), block }
}

function deviationOf(numbers: Numbers): number {
  const list = [...numbers]
  const mean = list.reduce((a, b) => a + b) / list.length
  return Math.sqrt(list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / list.length)
}

/** 8,000 and 25,600 numbers: their deviation is known to about one percent. */
const expectNear = (found: number, expected: number): void => {
  expect(Math.abs(found / expected - 1)).toBeLessThan(0.03)
}
const convFanIn = 8 * 5 * 5
const fcFanIn = 40 * 8 * 8

describe('weights are drawn', () => {
  it('in pieces, as if in one: 90,000 of one layer', () => {
    const wide = chain(
      { c: 300, h: 1, w: 1 },
      { type: 'fc', units: 300 },
      { type: 'relu' },
      { type: 'fc', units: 2 },
    )
    const { block } = createNetwork(wide, { seed: 4, initialisation: { type: 'normal', deviation: 0.5 } })
    const whole = new Float32Array(90_000)
    fillNormal(whole, 0, whole.length, keysOf(4, 'fc1.weights'), 0.5)
    expect(block.value('fc1.weights').data).toEqual(whole)
  })

  it('by default with variance 2/fanIn, the scores a tenth as large', () => {
    expectNear(drawn().conv, Math.sqrt(2 / convFanIn))
    expectNear(drawn().fc, 0.1 * Math.sqrt(2 / fcFanIn))
  })

  it('the scores of every output a tenth as large, before its softmax or without one', () => {
    const heads: NetworkSpec = {
      ...spec,
      nodes: [...spec.nodes, { id: 'aside', from: ['relu1'], layer: { type: 'fc', units: 10 } }],
      outputs: ['softmax1', 'aside'],
    }
    const { block } = createNetwork(heads, { seed: 1, precision: 'float64' })
    for (const name of ['fc1.weights', 'aside.weights'])
      expectNear(deviationOf(block.value(name).data), 0.1 * Math.sqrt(2 / fcFanIn))
  })

  it('as He says: variance 2/fanIn', () => {
    expectNear(drawn({ type: 'he' }).conv, Math.sqrt(2 / convFanIn))
    expectNear(drawn({ type: 'he' }).fc, Math.sqrt(2 / fcFanIn))
    expectNear(drawn({ type: 'he', scores: 0.5 }).fc, 0.5 * Math.sqrt(2 / fcFanIn))
  })

  it('as Xavier says: variance 2/(fanIn + fanOut)', () => {
    expectNear(drawn({ type: 'xavier' }).conv, Math.sqrt(2 / (convFanIn + 40 * 5 * 5)))
    expectNear(drawn({ type: 'xavier' }).fc, Math.sqrt(2 / (fcFanIn + 10)))
  })

  it('with one deviation for all layers', () => {
    expectNear(drawn({ type: 'normal', deviation: 0.3 }).conv, 0.3)
    expectNear(drawn({ type: 'normal' }).fc, 0.01)
  })

  it('all alike, and biases where they are told to', () => {
    const { block } = drawn({ type: 'constant', value: 0.25, biases: 0.1 })
    expect(block.value('conv1.weights').data.every((w) => w === 0.25)).toBe(true)
    for (const name of ['conv1.biases', 'fc1.biases'])
      expect(block.value(name).data.every((b) => b === 0.1)).toBe(true)
    expect(
      drawn()
        .block.value('conv1.biases')
        .data.every((b) => b === 0),
    ).toBe(true)
  })

  it('from the seed: the same again, and others for another', () => {
    const xavier = { type: 'xavier' } as const
    expect(drawn(xavier).block.values).toEqual(drawn(xavier).block.values)
    expect(drawn(xavier, 2).block.values).not.toEqual(drawn(xavier).block.values)
  })
})

it('leaves what is neither a weight nor a bias at its own start', () => {
  const normed = chain(
    { c: 2, h: 4, w: 4 },
    { type: 'conv', filters: 2, size: 3 },
    { type: 'batchnorm' },
    { type: 'fc', units: 2 },
  )
  const how = { type: 'constant', value: 3, biases: 2 } as const
  const { block } = createNetwork(normed, { seed: 1, initialisation: how })
  const all = (name: string) => [...new Set(block.value(`batchnorm1.${name}`).data)]
  expect([all('gamma'), all('beta'), all('runningMean'), all('runningVariance')]).toEqual([
    [1],
    [0],
    [0],
    [1],
  ])
})

describe('a stranger’s initialisation', () => {
  it('is read without what its kind has no use for', () => {
    expect(checkInitialisation({ type: 'he', deviation: 3, biases: 0.1 })).toEqual({
      type: 'he',
      biases: 0.1,
    })
    expect(checkInitialisation({ type: 'constant', value: 0, scores: 2 })).toEqual({
      type: 'constant',
      value: 0,
    })
  })

  it.each([
    [null],
    ['he'],
    [{ type: '__proto__' }],
    [{ type: 'constant' }],
    [{ type: 'constant', value: '0' }],
    [{ type: 'normal', deviation: -1 }],
    [{ type: 'normal', deviation: Number.NaN }],
    [{ type: 'xavier', biases: Number.POSITIVE_INFINITY }],
  ])('is refused with a sentence: %o', (raw) => {
    expect(() => checkInitialisation(raw)).toThrow(SpecError)
  })
})
