import { afterEach, describe, expect, test, vi } from 'vitest'
import { createNetwork, createTrainer } from '../../../engine/index'
import { createKernels } from '../../../engine/kernels/index'
import { chain } from '../../../engine/plan/chain'
import { checkMemory } from '../../../engine/plan/memory'
import { optimisers, updateRules } from '../../../engine/plan/optimisers'
import { plan } from '../../../engine/plan/plan'
import { scratchBytes } from '../../../engine/plan/scratch'
import type { NetworkSpec } from '../../../engine/spec'
import { zeros } from '../../../engine/tensor'
import { zoo } from '../../../engine/zoo/index'

const ARRAYS = ['Float32Array', 'Float64Array', 'Int32Array', 'Uint8Array', 'ArrayBuffer'] as const
const PAGE = 65536
const { grow } = WebAssembly.Memory.prototype

/** Counts the bytes that are asked for by length from now on, and by which WebAssembly's memories grow. */
function countBytes(): () => number {
  let bytes = 0
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(function (
    this: WebAssembly.Memory,
    pages,
  ) {
    bytes += pages * PAGE
    return grow.call(this, pages)
  })
  for (const name of ARRAYS) {
    const original = globalThis[name]
    const counting = new Proxy(original, {
      construct(target, args, newTarget) {
        if (typeof args[0] === 'number') bytes += args[0] * bytesOfOne(target)
        return Reflect.construct(target, args, newTarget)
      },
    })
    vi.stubGlobal(name, counting)
  }
  return () => bytes
}

/** An ArrayBuffer is told its bytes. */
const bytesOfOne = (made: object): number =>
  'BYTES_PER_ELEMENT' in made && typeof made.BYTES_PER_ELEMENT === 'number' ? made.BYTES_PER_ELEMENT : 1

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Networks whose workspace is large beside the rest, or whose sizes are multiples of nothing. */
const hard: Readonly<Record<string, NetworkSpec>> = {
  'a locally connected layer of one wide window': chain(
    { c: 16, h: 24, w: 24 },
    { type: 'local', filters: 4, size: 24 },
  ),
  'small maps of many filters': chain(
    { c: 64, h: 2, w: 2 },
    { type: 'conv', filters: 256, size: 2, pad: 1 },
    { type: 'relu' },
    { type: 'fc', units: 10 },
  ),
  'maps of five columns': chain(
    { c: 3, h: 5, w: 5 },
    { type: 'conv', filters: 63, size: 3, pad: 1 },
    { type: 'conv', filters: 3, size: 1 },
    { type: 'fc', units: 10 },
  ),
  'weights just few enough to be copied': chain({ c: 1, h: 32, w: 32 }, { type: 'fc', units: 1024 }),
  'weights just too many for it': chain({ c: 1, h: 32, w: 32 }, { type: 'fc', units: 1025 }),
  'a stride and a dilation': chain(
    { c: 3, h: 97, w: 97 },
    { type: 'conv', filters: 7, size: 11, stride: 4, rounding: 'floor' },
    { type: 'conv', filters: 9, size: 3, stride: 2, dilation: 2, rounding: 'floor' },
    { type: 'fc', units: 10 },
  ),
  'filters in groups': chain(
    { c: 8, h: 33, w: 33 },
    { type: 'conv', filters: 16, size: 5, pad: 2, groups: 4 },
    { type: 'conv', filters: 32, size: 5, pad: 2, groups: 8 },
    { type: 'fc', units: 10 },
  ),
  'a large first picture': chain(
    { c: 3, h: 128, w: 128 },
    { type: 'conv', filters: 64, size: 3, pad: 1 },
    { type: 'globalpool', kind: 'avg' },
    { type: 'fc', units: 10 },
  ),
}

describe('the account agrees with what is allocated', () => {
  const specs = [...zoo].map(([id, { spec }]) => ({ id, spec }))
  const hardOnes = Object.entries(hard).map(([id, spec]) => ({ id, spec }))

  describe.each(['typescript', 'wasm'] as const)('%s', (kernels) => {
    test.each([...specs, ...hardOnes])('$id, training at batch 4: within 15%', ({ spec }) => {
      const batch = 4
      const { c, h, w } = spec.input
      const x = zeros([batch, c, h, w])
      createKernels(kernels) // tries a set at its first use
      const counted = countBytes()
      const network = createNetwork(spec, { seed: 1, batch, kernels })
      const update = { type: 'momentum', rate: 0.01, momentum: 0.9 } as const
      const trainer = createTrainer(network, { loss: 'crossEntropy', update, batch, seed: 1 })
      trainer.step({ x, labels: [0, 1, 2, 3] })
      const request = { batch, train: true, optimiser: 'momentum', bytesPerNumber: 4, kernels } as const
      const { total } = checkMemory(plan(spec), request)
      expect(total).toBeGreaterThan(0.85 * (counted() - PAGE)) // a memory grows by whole pages
      expect(total).toBeLessThan(1.15 * counted())
    })
  })
})

describe('the account of what normalisations keep', () => {
  test.each(['float32', 'float64'] as const)('is to the byte what a network in %s allocates', (precision) => {
    const spec = chain({ c: 64, h: 3, w: 3 }, { type: 'lrn' }, { type: 'batchnorm' })
    const counted = countBytes()
    createNetwork(spec, { seed: 1, batch: 2, precision, kernels: 'reference' })
    const bytesPerNumber = precision === 'float64' ? 8 : 4
    const kernels = 'reference'
    const request = { batch: 2, train: true, optimiser: 'sgd', bytesPerNumber, kernels } as const
    expect(checkMemory(plan(spec), request).total).toBe(counted())
  })
})

describe('the account of a network with the gradient of the picture', () => {
  const spec = hard['a large first picture']
  const request = { train: true, optimiser: 'sgd', bytesPerNumber: 4, inputGradient: true } as const

  test('is to the byte what is allocated, and 192 KiB for each picture of 3×128×128 more than without', () => {
    const kernels = 'reference'
    const counted = countBytes()
    createNetwork(spec, { seed: 1, batch: 2, inputGradient: true, kernels })
    const { total, activationGradients } = checkMemory(plan(spec), { ...request, batch: 2, kernels })
    expect(total).toBe(counted())
    const without = checkMemory(plan(spec), { ...request, batch: 2, kernels, inputGradient: false })
    expect(activationGradients - without.activationGradients).toBe(2 * 192 * 1024)
  })

  test('has none for a network that is not trained', () => {
    const forward = { ...request, batch: 2, train: false }
    expect(checkMemory(plan(spec), forward)).toEqual(
      checkMemory(plan(spec), { ...forward, inputGradient: false }),
    )
  })

  test.each(['typescript', 'wasm'] as const)(
    '%s: counts the workspace of the one more pass, within 5%',
    (kernels) => {
      createKernels(kernels)
      const counted = countBytes()
      const network = createNetwork(spec, { seed: 1, inputGradient: true, kernels })
      network.forward(zeros([1, 3, 128, 128]), 'train')
      network.backward(zeros([1, 10, 1, 1]))
      const share = checkMemory(plan(spec), { ...request, batch: 1, kernels }).total / counted()
      expect(share).toBeGreaterThan(0.95)
      expect(share).toBeLessThan(1.05)
    },
  )

  test('is what a trainer asks for: a batch that fits without it may not fit with it', () => {
    // 4 MiB for each picture and as much for its gradient.
    const wide = chain({ c: 16, h: 256, w: 256 }, { type: 'fc', units: 2 })
    const network = (inputGradient: boolean) =>
      createNetwork(wide, { seed: 1, kernels: 'reference', inputGradient })
    const options = { loss: 'crossEntropy', update: { type: 'sgd', rate: 1 }, seed: 1 } as const
    const step = (inputGradient: boolean) => () =>
      createTrainer(network(inputGradient), { ...options, batch: 150 })
    expect(step(false)).not.toThrow()
    expect(step(true)).toThrow(/their gradients 600 MiB .* at batch 150; the limit/)
  })
})

describe('the workspace, by hand', () => {
  const bytesOf = (spec: NetworkSpec, kernels: 'typescript' | 'wasm', train: boolean): number =>
    scratchBytes(plan(spec), { kernels, batch: 4, train, inputGradient: false })

  test('of a fully connected layer: the longer of forward and the two of backward', () => {
    const spec = chain({ c: 8, h: 1, w: 1 }, { type: 'fc', units: 4 }, { type: 'fc', units: 100 })
    // Arrays begin at multiples of four numbers. Tables of 1, 2 and 4 numbers, and 4 images × 100 sums.
    expect(bytesOf(spec, 'wasm', false)).toBe((4 + 4 + 4 + 400) * 4)
    // Tables of 1, 2, 1 and 100, 100 gradients of 4 images, and a zero for each image.
    expect(bytesOf(spec, 'wasm', true)).toBe((4 + 4 + 4 + 100 + 400 + 4) * 4)
    expect(bytesOf(spec, 'typescript', true)).toBe(0)
  })

  test('of average pooling: a row of doubles with its borders, and the width of each window', () => {
    const avg = { type: 'pool', kind: 'avg', size: 3, stride: 2, pad: 1, rounding: 'floor' } as const
    const spec = chain({ c: 8, h: 9, w: 9 }, avg)
    // A border of 1 before 9 numbers made up to 16, and 3 behind; 5 windows made up to 8.
    expect(bytesOf(spec, 'wasm', true)).toBe((20 + 8) * 8)
    expect(bytesOf(spec, 'typescript', true)).toBe(0)
  })

  test('of local response normalisation: quotients of 64 places, for backward alone', () => {
    const spec = chain({ c: 8, h: 9, w: 9 }, { type: 'conv', filters: 5, size: 1 }, { type: 'lrn' })
    const [conv] = [chain({ c: 8, h: 9, w: 9 }, { type: 'conv', filters: 5, size: 1 })]
    expect(bytesOf(spec, 'wasm', true)).toBe(5 * 64 * 4)
    expect(bytesOf(spec, 'wasm', false)).toBe(bytesOf(conv, 'wasm', false))
  })

  test('of a convolution at points: the picture with its border, filters, tiles and results at 16 of them', () => {
    const conv = { type: 'conv', filters: 16, size: 3, pad: 1 } as const
    const spec = chain({ c: 16, h: 16, w: 16 }, conv)
    // 8 rows of 8 tiles are 8 pairs of vectors. From point to point it is an odd number of lines of 16 numbers.
    const [sheet, terms, packed] = [16 * 18 * 18, 16 * 9, 16 * 16 * 9]
    const forward = sheet + terms + packed + 16 * (17 * 16 + 65 * 16 + 65 * 16) + 16
    expect(bytesOf(spec, 'wasm', false)).toBe(forward * 4)
    // Backward to the filters: a sheet of dY, too, and four lanes of each sum.
    const params = sheet + 16 * 16 * 16 + 16 * (65 * 16 + 65 * 16 + 65 * 16) + terms + packed
    expect(bytesOf(spec, 'wasm', true)).toBe(params * 4)
  })

  test('of the tiled convolution: doubles for the pixels, int32 for where they lie', () => {
    const conv3 = { type: 'conv', filters: 1, size: 3, pad: 1 } as const
    const spec = chain({ c: 1, h: 10, w: 10 }, conv3, conv3)
    // 12×12 pixels, 9 taps of a pair of filters; where 3 rows of taps and 10 rows of pixels begin.
    expect(bytesOf(spec, 'typescript', false)).toBe((144 + 2 * 9) * 8 + (3 + 10) * 4)
    // 100 gradients of a pair of filters, and rows of either may be the terms.
    expect(bytesOf(spec, 'typescript', true)).toBe((144 + 2 * 100) * 8 + (10 + 10) * 4)
    const strided = { ...conv3, stride: 3 } as const
    // 12×12 pixels, 9 taps of up to 4 filters; 9 terms and 16 positions.
    const one = chain({ c: 1, h: 10, w: 10 }, strided)
    expect(bytesOf(one, 'typescript', false)).toBe((144 + 4 * 9) * 8 + (9 + 16) * 4)
  })

  test('of a locally connected layer: four patches and where they lie; compiled, volumes of four images', () => {
    const spec = chain({ c: 4, h: 6, w: 6 }, { type: 'local', filters: 2, size: [2, 3], groups: 2 })
    expect(bytesOf(spec, 'typescript', true)).toBe((4 * 12 + 12) * 4)
    // Pictures of 4·6·6, results and biases of 2·5·4; zeros and dX of 12; tables of 1, 2 and twice 12, and a filter of 12 made up to four.
    const numbers = 4 * 144 + 4 * 40 + 40 + 12 + 4 * 12 + 4 + 4 + 12 + 12 + 4 * 12
    expect(bytesOf(spec, 'wasm', false)).toBe(numbers * 4)
  })
})

describe('what an update rule remembers', () => {
  const spec = chain({ c: 1, h: 1, w: 1024 }, { type: 'fc', units: 1023, bias: false })
  const batch = 1
  const options = { loss: 'crossEntropy', batch, seed: 1 } as const

  test.each(optimisers)(
    '%s: is counted as it is allocated, and when the rule is chosen in mid-run',
    (type) => {
      const network = createNetwork(spec, { seed: 1, batch, kernels: 'reference' })
      const x = zeros([1, 1, 1, 1024])
      const counted = countBytes()
      const trainer = createTrainer(network, { ...options, update: { type, rate: 0.1 } })
      const request = { batch, train: true, optimiser: type, bytesPerNumber: 4 } as const
      expect(counted()).toBe(checkMemory(plan(spec), request).updateState)
      const other = { type: type === 'adam' ? 'sgd' : 'adam', rate: 0.1 } as const
      trainer.configure({ update: other })
      const before = counted()
      trainer.step({ x, labels: [0] })
      const state = checkMemory(plan(spec), { ...request, optimiser: other.type }).updateState
      // Beside it stands the gradient of the scores, 1,023 numbers, which the first step lays out.
      expect(counted() - before - 1023 * 4).toBe(state)
    },
  )

  test('of two numbers is refused where one still fits', () => {
    // 256 MiB of parameters: with their gradients and one number each for the rule they fit into 1 GiB, with two they do not.
    const larger = chain({ c: 1, h: 1, w: 1024 }, { type: 'fc', units: 65_536, bias: false })
    for (const type of optimisers) {
      const fits = updateRules[type].state < 2
      const check = () =>
        checkMemory(plan(larger), { batch, train: true, optimiser: type, bytesPerNumber: 4 })
      if (fits) expect(check, type).not.toThrow()
      else expect(check, type).toThrow(/state of the update rule 512 MiB/)
    }
  })
})

describe('what is too large', () => {
  test('is more than 1 GiB: what takes exactly that fits, and one unit more does not', () => {
    const wide = (units: number) => plan(chain({ c: 1, h: 37, w: 2357 }, { type: 'fc', units }))
    const kernels = 'reference'
    const request = { batch: 1, train: false, optimiser: 'sgd', bytesPerNumber: 4, kernels } as const
    // (37 · 2357 + 1) · 3077 parameters, 37 · 2357 pixels, 3077 activations.
    expect(checkMemory(wide(3077), request).total).toBe(2 ** 30)
    expect(() => checkMemory(wide(3078), request)).toThrow('the limit is 1,024 MiB')
  })

  test.each([2, 256, 65_536])(
    'a batch of %d on a large picture is refused, and nothing is allocated',
    (batch) => {
      const spec = chain({ c: 3, h: 1024, w: 1024 }, { type: 'conv', filters: 64, size: 3, pad: 1 })
      const counted = countBytes()
      expect(() => createNetwork(spec, { seed: 1, batch })).toThrow(/limit/)
      expect(counted()).toBe(0)
    },
  )

  test('the sentence has every term, the total and the limit, in both languages', () => {
    const spec = chain({ c: 3, h: 32, w: 32 }, { type: 'fc', units: 65536 })
    const request = { batch: 2, train: true, optimiser: 'adam', bytesPerNumber: 4 } as const
    expect(() => checkMemory(plan(spec), request)).toThrow(
      'This network needs activations 0.5 MiB + their gradients 0.5 MiB + parameters 768 MiB + their gradients 768 MiB + ' +
        'state of the update rule 1,537 MiB + pictures 0.02 MiB + workspace 0.51 MiB = 3,075 MiB at batch 2; the limit is 1,024 MiB.',
    )
  })
})
