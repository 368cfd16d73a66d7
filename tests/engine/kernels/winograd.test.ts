import { describe, expect, it } from 'vitest'
import { createWasmKernels } from '../../../engine/kernels/wasm'
import { forwardWinograd, inputWinograd, paramsWinograd } from '../../../engine/kernels/wasm/winograd-layout'
import { zeros } from '../../../engine/tensor'
import { randomDense, randomTensor, seeded } from './cases'
import { compare } from './compare'

const CASES = process.env.CONVSCOPE_FULL ? 300 : 24

/** Not by `createKernels`, which takes the tiled loops in the place of a set that computes wrong. */
const kernels = createWasmKernels()
const same = { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 } as const
const volume = (channels: number, side: number) => ({ shape: [1, channels, side, side] })

describe("Winograd's filtering", () => {
  it('convolves as the float64 reference does, forward and backward', { timeout: 240_000 }, () => {
    const taken = { forward: new Set<number>(), input: new Set<number>(), params: new Set<number>() }
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const c = randomDense(random)
      const tensor = (shape: readonly number[]) => randomTensor(shape, random, 'float32')
      const [x, weights, dy, biases] = [tensor(c.x), tensor(c.weights), tensor(c.y), tensor([c.weights[0]])]
      const images = { from: 0, to: c.x[0] }
      const at = `seed ${seed} ${JSON.stringify(c)}`
      taken.forward.add(forwardWinograd(x, dy, c.window)?.taps ?? 0)
      taken.input.add(inputWinograd(x, dy, c.window)?.taps ?? 0)
      taken.params.add(paramsWinograd(x, dy, c.window)?.taps ?? 0)
      compare(kernels, [x, weights, biases], tensor(c.y), `y, ${at}`, (k, [a, w, b], y) => {
        k.convForward(a, w, c.biases ? b : null, y, c.window, images)
      })
      for (const fresh of [true, false])
        compare(kernels, [dy, weights], tensor(c.x), `dx, fresh: ${fresh}, ${at}`, (k, [d, w], dx) => {
          k.convBackwardInput(d, w, dx, c.window, images, fresh)
        })
      compare(kernels, [x, dy], tensor(c.weights), `dWeights, ${at}`, (k, [a, d], dw) => {
        k.convBackwardParams(a, d, dw, null, c.window, images)
      })
    }
    expect([...taken.forward].sort()).toEqual([0, 3, 5])
    expect([...taken.input].sort()).toEqual([0, 3, 5])
    expect([...taken.params].sort()).toEqual([0, 3, 5])
  })

  it('leaves to the sum over taps what has few channels, a stride, a dilation or another window', () => {
    const [x, y] = [volume(16, 16), volume(16, 16)]
    expect(forwardWinograd(x, y, { ...same })?.taps).toBe(3)
    expect(forwardWinograd(volume(1, 16), volume(8, 16), { ...same })).toBeNull()
    expect(forwardWinograd(x, volume(16, 8), { ...same, stride: [2, 2] })).toBeNull()
    expect(forwardWinograd(x, y, { ...same, padBefore: [2, 2], dilation: [2, 2] })).toBeNull()
    expect(forwardWinograd(x, y, { ...same, size: [3, 5], padBefore: [1, 2] })).toBeNull()
    expect(forwardWinograd(x, y, { ...same, size: [7, 7], padBefore: [3, 3] })).toBeNull()
    expect(inputWinograd(x, y, { ...same, groups: 16 })).toBeNull()
  })

  it.each([3, 5])(
    'lets what is not finite reach the results whose %i × %i windows hold it, and no others',
    (taps) => {
      const reach = (taps - 1) / 2
      const window = { ...same, size: [taps, taps], padBefore: [reach, reach] } as const
      const [x, y] = [1, 2].map(() => zeros([1, 16, 10, 16], 'float32'))
      const weights = randomTensor([16, 16, taps, taps], seeded(3), 'float32')
      expect(forwardWinograd(x, y, window)).not.toBeNull()
      x.data[4 * 16 + 5] = Number.POSITIVE_INFINITY
      kernels.convForward(x, weights, null, y, window, { from: 0, to: 1 })
      for (let row = 0; row < 10; row++)
        for (let column = 0; column < 16; column++)
          expect(Number.isFinite(y.data[row * 16 + column]), `row ${row}, column ${column}`).toBe(
            Math.abs(row - 4) > reach || Math.abs(column - 5) > reach,
          )
    },
  )

  it('is passed over by the sum over the taps, which is there to be compared', () => {
    const random = seeded(5)
    const [x, weights] = [
      [1, 16, 10, 16],
      [16, 16, 3, 3],
    ].map((shape) => randomTensor(shape, random, 'float32'))
    const [y, sums] = [1, 2].map(() => zeros([1, 16, 10, 16], 'float32'))
    kernels.convForward(x, weights, null, y, same, { from: 0, to: 1 })
    kernels.convForwardByTaps?.(x, weights, null, sums, same, { from: 0, to: 1 })
    expect(sums.data).not.toEqual(y.data) // in the last bits
    for (const [i, sum] of sums.data.entries()) expect(y.data[i]).toBeCloseTo(sum, 3)
  })

  it('gives the same bits however a batch is cut at multiples of four', () => {
    const random = seeded(4)
    const [x, dy, weights] = [
      [9, 16, 10, 16],
      [9, 20, 10, 16],
      [20, 16, 5, 5],
    ].map((shape) => randomTensor(shape, random, 'float32'))
    const window = { ...same, size: [5, 5], padBefore: [2, 2] } as const
    const wanted = [
      forwardWinograd(x, dy, window),
      inputWinograd(x, dy, window),
      paramsWinograd(x, dy, window),
    ]
    expect(wanted).not.toContain(null)
    const run = (cuts: readonly number[]) => {
      const [y, dx, dWeights] = [dy, x, weights].map(({ shape }) => zeros(shape, 'float32'))
      for (const [i, from] of cuts.entries()) {
        const images = { from, to: cuts[i + 1] ?? 9 }
        kernels.convForward(x, weights, null, y, window, images)
        kernels.convBackwardInput(dy, weights, dx, window, images)
        kernels.convBackwardParams(x, dy, dWeights, null, window, images)
      }
      return { y, dx, dWeights }
    }
    expect(run([0, 4, 8])).toEqual(run([0]))
  })
})
