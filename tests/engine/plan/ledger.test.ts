import { describe, expect, test } from 'vitest'
import { printLedger } from '../../../engine/bin/print-ledger'
import { chain } from '../../../engine/plan/chain'
import { type LedgerOptions, ledger } from '../../../engine/plan/ledger'
import { checkMemory, testMemory, trainingMemory } from '../../../engine/plan/memory'
import { type Optimiser, optimisers } from '../../../engine/plan/optimisers'
import { plan } from '../../../engine/plan/plan'
import { SpecError } from '../../../engine/shape'
import { zoo } from '../../../engine/zoo/index'
import { zooSpecs } from '../../../engine/zoo/specs'

const home = plan(zoo.get('cs231n')?.spec)
const MIB = 2 ** 20

const vgg16 = plan(zooSpecs.get('vgg16')?.spec)

describe('the network of the course page', () => {
  test('60,212 activations with the picture, 33,322 with ReLU and softmax in place', () => {
    expect(ledger(home).totals.activations).toBe(60_212)
    expect(ledger(home, { inPlace: true }).totals.activations).toBe(33_322)
    expect(ledger(home).totals.activationBytes).toBe(60_212 * 4)
  })

  test('6,440 parameters: 280 + 5·910 + 1,610', () => {
    const { nodes, totals } = ledger(home)
    expect(totals.parameters).toBe(6440)
    expect(nodes.filter((n) => n.parameters > 0).map((n) => n.parameters)).toEqual([
      280, 910, 910, 910, 910, 910, 1610,
    ])
  })

  test('parameters, gradients and momentum together: 75.5 KiB', () => {
    const memory = trainingMemory(home, {
      batch: 1,
      inPlace: false,
      optimiser: 'momentum',
      bytesPerNumber: 4,
    })
    const three = memory.parameters + memory.parameterGradients + memory.updateState
    expect(three / 1024).toBeCloseTo(75.5, 1)
  })

  test('a row holds what the table shows', () => {
    expect(ledger(home, { batch: 2 }).nodes[0]).toEqual({
      id: 'conv1',
      type: 'conv',
      from: ['input'],
      out: [10, 32, 32],
      neurons: 10_240,
      parameters: 280,
      connections: 276_480,
      macs: 276_480,
      activationBytes: 2 * 10_240 * 4,
      receptiveField: { size: [3, 3], jump: [1, 1], start: [-1, -1], centre: [0, 0] },
    })
  })
})

describe('VGG-16', () => {
  test('138,357,544 parameters and 15,237,608 activations in place, 58.1 MiB', () => {
    const { totals } = ledger(vgg16, { inPlace: true })
    expect(totals.parameters).toBe(138_357_544)
    expect(totals.activations).toBe(15_237_608)
    expect(totals.activationBytes / MIB).toBeCloseTo(58.1, 1)
  })

  test('training needs 1.66 GiB with momentum at batch 1', () => {
    const memory = trainingMemory(vgg16, {
      batch: 1,
      inPlace: true,
      optimiser: 'momentum',
      bytesPerNumber: 4,
    })
    const { workspace, total } = memory
    expect((total - workspace) / 2 ** 30).toBeCloseTo(1.66, 2)
  })

  test('training it is refused term by term, running it is not', () => {
    const request = { batch: 1, optimiser: 'momentum', bytesPerNumber: 4 } as const
    expect(checkMemory(vgg16, { ...request, train: false }).total / 2 ** 30).toBeCloseTo(0.64, 1)
    try {
      checkMemory(vgg16, { ...request, train: true })
      expect.fail('it was accepted')
    } catch (error) {
      if (!(error instanceof SpecError)) throw error
      expect(error.code).toBe('too-large')
      expect(error.values).toMatchObject({
        parameters: 138_357_544 * 4,
        updateState: 138_357_544 * 4,
        limit: 2 ** 30,
      })
      expect(error.text.en).toMatch(
        /activations \d+ MiB \+ .*parameters 528 MiB.* = 1,\d+ MiB at batch 1; the limit is 1,024 MiB/,
      )
      expect(error.text.zh).toMatch(/参数 528 MiB/)
    }
  })
})

describe('the accountant', () => {
  const options: LedgerOptions = {
    batch: 1,
    mode: 'train',
    inPlace: false,
    optimiser: 'sgd',
    bytesPerNumber: 4,
  }

  test('SGD keeps 2 numbers per parameter, momentum 3, Adam 4', () => {
    const perParameter = (optimiser: LedgerOptions['optimiser']): number => {
      const m = trainingMemory(home, { ...options, optimiser })
      return (m.parameters + m.parameterGradients + m.updateState) / (6440 * 4)
    }
    expect([perParameter('sgd'), perParameter('momentum'), perParameter('adam')]).toEqual([2, 3, 4])
  })

  test('every update rule adds what it remembers: none, a speed, sums of squares, or two of them', () => {
    const state = (optimiser: Optimiser): number =>
      trainingMemory(home, { ...options, optimiser }).updateState / (6440 * 4)
    expect(Object.fromEntries(optimisers.map((optimiser) => [optimiser, state(optimiser)]))).toEqual({
      sgd: 0,
      momentum: 1,
      nesterov: 1,
      adagrad: 1,
      rmsprop: 1,
      adadelta: 2,
      adam: 2,
    })
  })

  test.each([1, 2, 4, 8] as const)(
    'numbers of %d bytes; the switches of pooling stay at four',
    (bytesPerNumber) => {
      const row = (id: string) => ledger(home, { bytesPerNumber }).nodes.find((node) => node.id === id)
      expect(row('conv1')?.activationBytes).toBe(10_240 * bytesPerNumber)
      const memory = (bytes: typeof bytesPerNumber) =>
        trainingMemory(home, { ...options, bytesPerNumber: bytes })
      expect(memory(bytesPerNumber).activations).toBe(memory(1).activations * bytesPerNumber)
      expect(memory(bytesPerNumber).workspace).toBe(memory(1).workspace)
      expect(ledger(home, { bytesPerNumber }).totals.activationBytes).toBe(60_212 * bytesPerNumber)
    },
  )

  test('what is left out, or undefined, has its default', () => {
    const written = ledger(home, {
      batch: 1,
      mode: 'train',
      inPlace: false,
      optimiser: 'momentum',
      bytesPerNumber: 4,
    })
    expect(ledger(home)).toEqual(written)
    expect(ledger(home, { batch: undefined, mode: undefined, bytesPerNumber: undefined })).toEqual(written)
  })

  test.each([
    [{ batch: 0 }, 'batch must be a whole number from 1 to 65,536; found 0.'],
    [{ batch: Number.NaN }, 'batch must be a whole number from 1 to 65,536; found NaN.'],
    [JSON.parse('{"mode":"validate"}'), 'mode must be one of train, test; found "validate".'],
    [JSON.parse('{"bytesPerNumber":3}'), 'bytesPerNumber must be one of 1, 2, 4, 8; found 3.'],
    [
      JSON.parse('{"optimiser":"constructor"}'),
      /^optimiser must be one of sgd, momentum, .*; found "constructor"\.$/,
    ],
    [{ inPlace: 'yes' }, 'inPlace must be one of true, false; found "yes".'],
  ])('%j is refused', (given, sentence) => {
    expect(() => ledger(home, given)).toThrow(SpecError)
    expect(() => ledger(home, given)).toThrow(sentence)
  })

  test('mode test tells the largest sum alive at once instead of the terms of training', () => {
    const { memory } = ledger(home, { mode: 'test', batch: 2 }).totals
    // 32×32×10 twice: what ReLU reads and what it writes.
    expect(memory).toMatchObject({ mode: 'test', peakActivations: 2 * 20_480 * 4, parameters: 6440 * 4 })
  })

  test('the total is the sum of its terms', () => {
    const { total, mode: _, ...terms } = trainingMemory(home, { ...options, batch: 32 })
    expect(Object.values(terms).reduce((a, b) => a + b)).toBe(total)
  })

  test('doubles take twice the room, a batch so many times the activations', () => {
    const one = trainingMemory(home, options)
    expect(trainingMemory(home, { ...options, bytesPerNumber: 8 }).activations).toBe(one.activations * 2)
    expect(trainingMemory(home, { ...options, batch: 50 }).activations).toBe(one.activations * 50)
    expect(trainingMemory(home, { ...options, batch: 50 }).parameters).toBe(one.parameters)
  })

  test('a test run keeps a volume only until its last reader has read it', () => {
    const found = plan(
      chain(
        { c: 1, h: 4, w: 4 },
        { type: 'conv', filters: 4, size: 1 },
        { type: 'relu' },
        { type: 'pool', size: 2 },
      ),
    )
    // input 16 → conv 64 → ReLU 64 → pool 16: conv and ReLU together are the most, or input and conv where ReLU is in place.
    expect(testMemory(found, options)).toMatchObject({ peakActivations: 128 * 4, peakNode: 'relu1' })
    expect(testMemory(found, { ...options, inPlace: true })).toMatchObject({
      peakActivations: 80 * 4,
      peakNode: 'conv1',
    })
  })

  test('what nobody reads is gone behind its own turn', () => {
    const wide = { type: 'conv', filters: 4, size: 1 }
    const found = plan({
      version: 1,
      input: { c: 1, h: 2, w: 2 },
      nodes: [
        { id: 'aside', from: ['input'], layer: wide },
        { id: 'a', from: ['input'], layer: wide },
        { id: 'b', from: ['a'], layer: wide },
      ],
    })
    // input 4, aside 16, a 16, b 16: the picture and one of them, then a and b.
    expect(testMemory(found, options)).toMatchObject({ peakActivations: 32 * 4, peakNode: 'b' })
  })

  test('a shortcut keeps its volume alive', () => {
    const found = plan({
      version: 1,
      input: { c: 1, h: 2, w: 2 },
      nodes: [
        { id: 'a', from: ['input'], layer: { type: 'relu' } },
        { id: 'b', from: ['a'], layer: { type: 'relu' } },
        { id: 'c', from: ['b', 'input'], layer: { type: 'add' } },
      ],
    })
    expect(testMemory(found, options).peakActivations).toBe(3 * 4 * 4)
  })

  test('the printed table ends in its totals', () => {
    const printed = printLedger(ledger(home, options), options)
    expect(printed).toContain('6,440')
    expect(printed).toMatch(/conv3 .*16×16×10 .*910 .*10×10/)
    expect(printed).toContain('60,212 activations per image')
  })
})
