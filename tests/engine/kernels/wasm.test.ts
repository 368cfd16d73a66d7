import { describe, expect, it } from 'vitest'
import { tensorOf } from '../../../engine/kernels/memory'
import { reference } from '../../../engine/kernels/reference'
import { passesSelfTest, sumOf, trials } from '../../../engine/kernels/self-test'
import { createTypescriptKernels } from '../../../engine/kernels/typescript'
import { createWasmKernels } from '../../../engine/kernels/wasm'
import { binary } from '../../../engine/kernels/wasm/binary'
import { zeros } from '../../../engine/tensor'
import { compileKernels, textOf } from '../../../scripts/build-kernels.mjs'
import { randomTensor, seeded } from './cases'

describe('the compiled kernels', () => {
  it('are what their source compiles to', { timeout: 60_000 }, async () => {
    const bytes: Uint8Array = await compileKernels()
    expect(textOf(bytes)).toBe(binary)
  })

  it('grow their memory for a larger layer and go on right', () => {
    const kernels = createWasmKernels()
    const random = seeded(3)
    const window = { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 } as const
    for (const side of [4, 90, 6]) {
      const x = randomTensor([1, 3, side, side], random, 'float32')
      const weights = randomTensor([5, 3, 3, 3], random, 'float32')
      const [y, expected] = [zeros([1, 5, side, side]), zeros([1, 5, side, side])]
      kernels.convForward(x, weights, null, y, window, { from: 0, to: 1 })
      reference.convForward(x, weights, null, expected, window, { from: 0, to: 1 })
      const errors = Array.from(y.data, (value, i) => Math.abs(value - expected.data[i]))
      expect(Math.max(...errors), `side ${side}`).toBeLessThan(1e-5)
    }
  })

  it('use one window on pictures of other shapes and numbers of filters, in any order', () => {
    const kernels = createWasmKernels()
    const random = seeded(9)
    const window = { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 } as const
    const images = { from: 0, to: 1 }
    const cases = [
      [3, 5, 6, 4],
      [3, 5, 8, 4],
      [3, 8, 6, 4],
      [2, 5, 6, 4],
      [3, 5, 6, 7],
      [3, 5, 6, 4],
    ]
    for (const [c, h, w, filters] of cases) {
      const x = randomTensor([1, c, h, w], random, 'float32')
      const weights = randomTensor([filters, c, 3, 3], random, 'float32')
      const dy = randomTensor([1, filters, h, w], random, 'float32')
      const results = [kernels, reference].map((set) => {
        const [y, dx, dWeights] = [zeros(dy.shape), zeros(x.shape), zeros(weights.shape)]
        set.convForward(x, weights, null, y, window, images)
        set.convBackwardInput(dy, weights, dx, window, images)
        set.convBackwardParams(x, dy, dWeights, null, window, images)
        return [...y.data, ...dx.data, ...dWeights.data]
      })
      const errors = results[0].map((value, i) => Math.abs(value - results[1][i]))
      expect(Math.max(...errors), `${c}×${h}×${w}, ${filters} filters`).toBeLessThan(1e-4)
    }
  })

  it('spread planes as large as a page, which would crowd one set of the cache, and compute the same', () => {
    const kernels = createWasmKernels()
    const random = seeded(6)
    const images = { from: 0, to: 1 }
    for (const side of [1, 3]) {
      const window = {
        size: [side, side],
        stride: [1, 1],
        padBefore: [0, 0],
        dilation: [1, 1],
        groups: 1,
      } as const
      const out = 33 - side
      const shapes = [
        [1, 9, 32, 32],
        [10, 9, side, side],
        [1, 10, out, out],
      ]
      const [x, weights, dy] = shapes.map((shape) => randomTensor(shape, random, 'float32'))
      const results = [kernels, reference].map((set) => {
        const [y, dx, dWeights] = [zeros(dy.shape), zeros(x.shape), zeros(weights.shape)]
        set.convForward(x, weights, null, y, window, images)
        set.convBackwardInput(dy, weights, dx, window, images)
        set.convBackwardParams(x, dy, dWeights, null, window, images)
        return [...y.data, ...dx.data, ...dWeights.data]
      })
      const errors = results[0].map(
        (value, i) => Math.abs(value - results[1][i]) / Math.max(1, Math.abs(value)),
      )
      expect(Math.max(...errors), `${side}×${side}`).toBeLessThan(1e-4)
    }
  })

  it('take as many images as there are through a locally connected layer, sixteen at a time', () => {
    const kernels = createWasmKernels()
    const random = seeded(4)
    const window = { size: [2, 3], stride: [1, 2], padBefore: [1, 1], dilation: [1, 1], groups: 2 } as const
    const [x, weights] = [
      [22, 4, 3, 5],
      [4, 3, 6, 2, 2, 3],
    ].map((s) => randomTensor(s, random, 'float32'))
    const dy = randomTensor([22, 6, 4, 3], random, 'float32')
    const images = { from: 1, to: 22 }
    const results = [kernels, reference].map((set) => {
      const [y, dx] = [zeros(dy.shape), zeros(x.shape)]
      const [dWeights, dBiases] = [zeros(weights.shape), zeros([6, 4, 3])]
      set.localForward(x, weights, null, y, window, images)
      set.localBackwardInput(dy, weights, dx, window, images)
      set.localBackwardParams(x, dy, dWeights, dBiases, window, images)
      return [...y.data, ...dx.data, ...dWeights.data, ...dBiases.data]
    })
    const errors = results[0].map((value, i) => Math.abs(value - results[1][i]))
    expect(Math.max(...errors)).toBeLessThan(1e-5)
  })

  it('sum the gradient of the filters to the same bits however the batch is cut at multiples of four', () => {
    const kernels = createWasmKernels()
    const random = seeded(5)
    const window = { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 } as const
    const x = randomTensor([7, 3, 6, 5], random, 'float32')
    const dy = randomTensor([7, 5, 6, 5], random, 'float32')
    const sum = (cuts: readonly number[]) => {
      const dWeights = zeros([5, 3, 3, 3])
      for (let i = 0; i + 1 < cuts.length; i++)
        kernels.convBackwardParams(x, dy, dWeights, null, window, { from: cuts[i], to: cuts[i + 1] })
      return dWeights.data
    }
    expect(sum([0, 4, 7])).toEqual(sum([0, 7]))
  })
})

describe('their memory', () => {
  const window = { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 } as const
  const images = { from: 0, to: 1 }

  it('computes on tensors that live in it to the same bits as on those that are copied in', () => {
    const kernels = createWasmKernels()
    const random = seeded(11)
    const guests = [
      [1, 3, 7, 6],
      [5, 3, 3, 3],
      [1, 5, 7, 6],
    ].map((shape) => randomTensor(shape, random, 'float32'))
    const residents = guests.map(({ shape, data }) => {
      const held = kernels.memory.hold('float32', data.length)
      held.array.set(data)
      return tensorOf(shape, held)
    })
    for (const [x, weights, y] of [guests, residents])
      kernels.convForward(x, weights, null, y, window, images)
    expect(residents[2].data).toEqual(guests[2].data)
    expect(residents[2].data.buffer).not.toBe(guests[2].data.buffer)
  })

  it('keeps what lives in it when it grows, and gives what is released to the next', () => {
    const { memory } = createWasmKernels()
    const [kept, released] = [memory.hold('float32', 100), memory.hold('float32', 1000)]
    kept.array.fill(7)
    released.array.fill(8)
    const place = released.array.byteOffset
    const large = memory.hold('float32', 1e6)
    expect(large.array).toHaveLength(1e6)
    expect([...kept.part(98, 2).array, kept.array[0]]).toEqual([7, 7, 7])
    memory.release([released])
    const next = memory.hold('int32', 999)
    expect(next.array.byteOffset).toBe(place)
    expect(next.array.every((number) => number === 0)).toBe(true)
  })

  it('hands out zeros where a released place and fresh memory meet', () => {
    const { memory } = createWasmKernels()
    const last = memory.hold('float32', 1e5)
    last.array.fill(3)
    memory.release([last])
    const beyond = memory.hold('float32', 1e6) // begins where the other did, and ends in what has just grown
    expect(beyond.array.byteOffset).toBe(last.array.byteOffset)
    expect(beyond.array.every((number) => number === 0)).toBe(true)
  })

  it('gives arrays of no length a place of their own, so that releasing one releases no other', () => {
    const { memory } = createWasmKernels()
    const [first, second] = [memory.hold('float32', 16), memory.hold('float32', 16)]
    memory.release([first])
    memory.hold('float32', 16)
    memory.release([memory.hold('float32', 0), memory.hold('float32', 0)])
    second.array.fill(5)
    memory.hold('float32', 16)
    expect([...second.array]).toEqual(Array.from({ length: 16 }, () => 5))
  })

  it('gives zeros where a place was another’s in part, and the rest of it nobody’s', () => {
    const { memory } = createWasmKernels()
    const before = memory.hold('float32', 100)
    before.array.fill(9)
    memory.release([before])
    const longer = memory.hold('float32', 1000)
    expect(longer.array.byteOffset).toBe(before.array.byteOffset)
    expect(longer.array.every((number) => number === 0)).toBe(true)
  })
})

describe('the self-test', () => {
  it.each(Object.entries(trials))('expects of %s what the readable loops give', (_, { run, sum }) => {
    expect(sumOf(run(reference))).toBeCloseTo(sum, 4)
  })

  it('passes the sets that are right', () => {
    for (const kernels of [reference, createTypescriptKernels(), createWasmKernels()])
      expect(passesSelfTest(kernels), kernels.name).toBe(true)
  })

  it.each([
    'convForward',
    'convBackwardInput',
    'convBackwardParams',
    'localForward',
    'localBackwardInput',
    'localBackwardParams',
    'fcForward',
    'fcBackwardInput',
    'fcBackwardParams',
    'maxPoolForward',
    'maxPoolBackward',
    'avgPoolForward',
    'avgPoolBackward',
    'l2PoolForward',
    'l2PoolBackward',
    'reluForward',
    'reluBackward',
    'leakyReluForward',
    'leakyReluBackward',
    'accumulate',
    'lrnForward',
    'lrnBackward',
    'batchStatistics',
    'batchNormForward',
    'batchNormBackward',
    'move',
    'tanhForward',
    'tanhBackward',
    'sigmoidForward',
    'sigmoidBackward',
    'dropoutForward',
    'dropoutBackward',
    'softmaxForward',
    'softmaxBackward',
  ] as const)('finds a broken %s', (broken) => {
    expect(passesSelfTest({ ...reference, [broken]: () => 0 })).toBe(false)
  })
})
