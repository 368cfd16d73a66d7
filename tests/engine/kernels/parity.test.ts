import { describe, expect, it } from 'vitest'
import { createKernels } from '../../../engine/kernels/index'
import type { Images, Kernels } from '../../../engine/kernels/kernels'
import { reference } from '../../../engine/kernels/reference'
import { lengthOf, type Tensor, zeros } from '../../../engine/tensor'
import { halving, randomConv, randomPool, randomTensor, seeded } from './cases'
import { compare, expectClose } from './compare'

const CASES = process.env.CONVSCOPE_FULL ? 1000 : 120

describe.each(['reference', 'typescript', 'wasm'] as const)('%s kernels', { timeout: 120_000 }, (name) => {
  const kernels = createKernels(name)

  it('convolves random volumes as the float64 reference does, forward and backward', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const c = randomConv(random)
      const tensor = (shape: readonly number[]) => randomTensor(shape, random, 'float32')
      const [x, weights, dy, biases] = [tensor(c.x), tensor(c.weights), tensor(c.y), tensor([c.weights[0]])]
      const images = { from: 0, to: c.x[0] }
      const at = `seed ${seed} ${JSON.stringify(c)}`
      compare(kernels, [x, weights, biases], tensor(c.y), `y, ${at}`, (k, [a, w, b], y) => {
        k.convForward(a, w, c.biases ? b : null, y, c.window, images)
      })
      compare(kernels, [dy, weights], tensor(c.x), `dx, ${at}`, (k, [d, w], dx) => {
        k.convBackwardInput(d, w, dx, c.window, images)
      })
      compare(kernels, [x, dy], tensor(c.weights), `dWeights, ${at}`, (k, [a, d], dw) => {
        k.convBackwardParams(a, d, dw, null, c.window, images)
      })
      compare(kernels, [x, dy, weights], tensor([c.weights[0]]), `dBiases, ${at}`, (k, [a, d, w], db) => {
        k.convBackwardParams(a, d, { ...w, data: w.data.slice() }, db, c.window, images)
      })
    }
  })

  it('gives every place filters of its own in a locally connected layer, forward and backward', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const c = randomConv(random)
      const [n, filters, oh, ow] = c.y
      const tensor = (shape: readonly number[]) => randomTensor(shape, random, 'float32')
      const [x, dy] = [tensor(c.x), tensor(c.y)]
      const weights = tensor([oh, ow, ...c.weights])
      const biases = tensor([filters, oh, ow])
      const images = { from: 0, to: n }
      const at = `seed ${seed} ${JSON.stringify(c)}`
      compare(kernels, [x, weights, biases], tensor(c.y), `y, ${at}`, (k, [a, w, b], y) => {
        k.localForward(a, w, c.biases ? b : null, y, c.window, images)
      })
      compare(kernels, [dy, weights], tensor(c.x), `dx, ${at}`, (k, [d, w], dx) => {
        k.localBackwardInput(d, w, dx, c.window, images)
      })
      compare(kernels, [x, dy], tensor(weights.shape), `dWeights, ${at}`, (k, [a, d], dw) => {
        k.localBackwardParams(a, d, dw, null, c.window, images)
      })
      compare(kernels, [x, dy, weights], tensor(biases.shape), `dBiases, ${at}`, (k, [a, d, w], db) => {
        k.localBackwardParams(a, d, { ...w, data: w.data.slice() }, db, c.window, images)
      })
    }
  })

  it('gives a picture that no window of a locally connected layer reaches no gradient', () => {
    const window = { size: [1, 1], stride: [1, 1], padBefore: [0, 3], dilation: [1, 1], groups: 1 } as const
    const one = (shape: readonly number[]) => ({ shape, data: new Float32Array(lengthOf(shape)).fill(1) })
    const dx = one([1, 1, 1, 2])
    kernels.localBackwardInput(one([1, 1, 1, 1]), one([1, 1, 1, 1, 1, 1]), dx, window, { from: 0, to: 1 })
    expect([...dx.data]).toEqual([1, 1]) // it adds to what stands there
  })

  it('multiplies by the weights of a fully connected layer, forward and backward', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const [n, units, inputs] = [1 + random.below(9), 1 + random.below(11), 1 + random.below(40)]
      const tensor = (shape: readonly number[]) => randomTensor(shape, random, 'float32')
      const x = tensor([n, inputs, 1, 1])
      const dy = tensor([n, units, 1, 1])
      const weights = tensor([units, inputs])
      const biases = tensor([units])
      const images = { from: 0, to: n }
      const at = `seed ${seed}: ${n} × ${inputs} → ${units}`
      compare(kernels, [x, weights, biases], tensor(dy.shape), `y, ${at}`, (k, [a, w, b], y) => {
        k.fcForward(a, w, b, y, images)
      })
      compare(kernels, [dy, weights], tensor(x.shape), `dx, ${at}`, (k, [d, w], dx) => {
        k.fcBackwardInput(d, w, dx, images)
      })
      compare(kernels, [x, dy], tensor(weights.shape), `dWeights, ${at}`, (k, [a, d], dw) => {
        k.fcBackwardParams(a, d, dw, null, images)
      })
      compare(kernels, [x, dy, weights], tensor([units]), `dBiases, ${at}`, (k, [a, d, w], db) => {
        k.fcBackwardParams(a, d, { ...w, data: w.data.slice() }, db, images)
      })
    }
  })

  it('pools as the reference does, to the bit: the same winners, ties and borders included', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const { x: shape, y: out, window, counted } = randomPool(random)
      const x = randomTensor(shape, random, 'float32')
      for (let i = 0; i < x.data.length; i++) x.data[i] = Math.round(x.data[i]) // ties, and windows of zeros
      const dy = randomTensor(out, random, 'float32')
      const images = { from: 0, to: shape[0] }
      const run = (k: Kernels) => {
        const switches = new Int32Array(dy.data.length)
        const [max, avg, l2] = [zeros(out), zeros(out), zeros(out)]
        const dMax = { shape, data: x.data.slice() } // backward adds
        k.maxPoolForward(x, max, switches, window, images)
        k.maxPoolBackward(dy, switches, dMax, window, images)
        k.avgPoolForward(x, avg, window, counted, images)
        k.l2PoolForward(x, l2, window, images)
        return { switches, max, dMax, avg, l2 }
      }
      expect(run(kernels), `seed ${seed}`).toEqual(run(reference))
    }
  })

  it('gives the numbers under a mean or a length their shares of the gradient as the float64 reference does', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const { x: shape, y: out, window, counted } = randomPool(random)
      const [x, dx] = [randomTensor(shape, random, 'float32'), randomTensor(shape, random, 'float32')]
      for (let i = 0; i < x.data.length; i++) x.data[i] *= random.below(3) // windows of zeros
      const [y, dy] = [zeros(out), randomTensor(out, random, 'float32')]
      reference.l2PoolForward(x, y, window, { from: 0, to: shape[0] })
      const images = { from: random.below(shape[0]), to: shape[0] }
      const at = `seed ${seed} ${JSON.stringify({ shape, out, window, counted, images })}`
      compare(kernels, [dy], dx, `dx of the mean, ${at}`, (k, [d], to) => {
        k.avgPoolBackward(d, to, window, counted, images)
      })
      compare(kernels, [x, y, dy], dx, `dx of the length, ${at}`, (k, [a, b, d], to) => {
        k.l2PoolBackward(a, b, d, to, window, images)
      })
    }
  })

  it.each([2, 1])('lets the first NaN win a 2×2 window of stride %i, and takes −∞ for a number', (stride) => {
    const [nan, low] = [Number.NaN, Number.NEGATIVE_INFINITY]
    const windows = { size: [2, 2], stride: [stride, stride], padBefore: [0, 0], dilation: [1, 1] } as const
    const x = {
      shape: [4, 1, 2, 2],
      data: Float32Array.of(1, nan, 9, nan, nan, 8, 7, 6, 3, 4, 9, nan, low, low, low, low),
    }
    const y = zeros([4, 1, 1, 1])
    const switches = new Int32Array(4)
    kernels.maxPoolForward(x, y, switches, { ...windows, groups: 1 }, { from: 0, to: 4 })
    expect([...y.data]).toEqual([nan, nan, nan, low])
    expect([...switches]).toEqual([1, 0, 3, 0])
  })

  it('lets NaN win wherever it stands in a row of windows, as the reference does', () => {
    const random = seeded(21)
    const x = randomTensor([1, 2, 7, 23], random, 'float32')
    for (let i = 0; i < 60; i++)
      x.data[random.below(x.data.length)] = [Number.NaN, Number.NEGATIVE_INFINITY][i % 2]
    for (const stride of [1, 2, 3]) {
      const window = {
        size: [3, 3],
        stride: [stride, stride],
        padBefore: [1, 1],
        dilation: [1, 1],
        groups: 1,
      } as const
      const out = [1, 2, Math.floor(6 / stride) + 1, Math.floor(22 / stride) + 1]
      const run = (k: Kernels) => {
        const [y, switches] = [zeros(out), new Int32Array(lengthOf(out))]
        k.maxPoolForward(x, y, switches, window, { from: 0, to: 1 })
        return { y, switches }
      }
      expect(run(kernels), `stride ${stride}`).toEqual(run(reference))
    }
  })

  it('rectifies by a slope and adds ranges as the reference does, to the bit', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const shape = [1 + random.below(4), 1 + random.below(3), 1 + random.below(6), 1 + random.below(6)]
      const [x, dy, given] = [0, 1, 2].map(() => randomTensor(shape, random, 'float32'))
      const images = { from: random.below(shape[0]), to: shape[0] }
      const slope = Math.fround(random.uniform())
      const count = random.below(x.data.length + 1)
      const start = random.below(x.data.length + 1 - count)
      const run = (k: Kernels) => {
        const [y, dx, sum] = [0, 1, 2].map(() => ({ shape, data: given.data.slice() }))
        k.leakyReluForward(x, y, slope, images)
        k.leakyReluBackward(x, dy, dx, slope, images)
        k.accumulate(x.data, start, sum.data, x.data.length - start - count, count)
        return { y, dx, sum }
      }
      const [found, exact] = [run(kernels), run(reference)]
      expectClose(found.dx, exact.dx, exact.dx, `dx, seed ${seed}`) // its sum of two is rounded once or twice
      expect({ ...found, dx: null }, `seed ${seed}`).toEqual({ ...exact, dx: null })
    }
  })

  it('lets a positive number through a ReLU, and its gradient; and what is no number, so that it is seen', () => {
    const x = { shape: [1, 1, 1, 5], data: Float32Array.of(-2, 0, 3, Number.NaN, Number.NaN) }
    new Int32Array(x.data.buffer)[4] |= 1 << 31 // what 0/0 gives on most processors: a NaN with the sign of a negative number
    const y = zeros(x.shape)
    kernels.reluForward(x, y, { from: 0, to: 1 })
    expect([...y.data]).toEqual([0, 0, 3, Number.NaN, Number.NaN])
    const passed = { ...y, data: Float32Array.of(0, -0, 3, Number.NaN, 1) }
    const dy = { ...x, data: Float32Array.of(5, 5, 5, 5, 5) }
    const dx = { shape: x.shape, data: Float32Array.of(1, 1, 1, 1, 1) }
    kernels.reluBackward(passed, dy, dx, { from: 0, to: 1 })
    expect([...dx.data]).toEqual([1, 1, 6, 6, 6])
    kernels.reluBackward(passed, dy, dx, { from: 0, to: 1 }, true)
    expect([...dx.data]).toEqual([0, 0, 5, 5, 5])
  })

  it('writes a gradient that is fresh as it would be added to zeros, on the images it is told', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const random = seeded(seed)
      const tensor = (shape: readonly number[]) => randomTensor(shape, random, 'float32')
      const check = (shape: readonly number[], add: (dx: Tensor, images: Images, fresh: boolean) => void) => {
        const images = { from: random.below(shape[0]), to: shape[0] }
        const [written, added] = [tensor(shape), zeros(shape)]
        const before = written.data.slice(0, images.from * (written.data.length / shape[0]))
        add(written, images, true)
        add(added, images, false)
        added.data.set(before)
        const wrong = written.data.findIndex((number, i) => number !== added.data[i]) // 0 and −0 are one
        expect(wrong, `seed ${seed}: ${shape.join('×')}`).toBe(-1)
      }
      const { x, y, weights, window } = randomConv(random)
      const [dy, w] = [tensor(y), tensor(weights)]
      check(x, (dx, images, fresh) => kernels.convBackwardInput(dy, w, dx, window, images, fresh))
      const [images, units, inputs] = [x[0], 1 + random.below(99), 1 + random.below(9)]
      const [dScores, rows] = [tensor([images, units, 1, 1]), tensor([units, inputs])]
      check([images, inputs, 1, 1], (dx, range, fresh) =>
        kernels.fcBackwardInput(dScores, rows, dx, range, fresh),
      )
      const [made, dMade] = [tensor(x), tensor(x)]
      kernels.reluForward(made, made, { from: 0, to: images })
      check(x, (dx, range, fresh) => kernels.reluBackward(made, dMade, dx, range, fresh))
      const pool = random.below(2) === 0 ? randomPool(random) : halving(random)
      const [pooled, dPooled] = [zeros(pool.y), tensor(pool.y)]
      const switches = new Int32Array(pooled.data.length)
      kernels.maxPoolForward(tensor(pool.x), pooled, switches, pool.window, { from: 0, to: pool.x[0] })
      check(pool.x, (dx, range, fresh) =>
        kernels.maxPoolBackward(dPooled, switches, dx, pool.window, range, fresh),
      )
    }
  })

  it('works on the images it is told, and on no others', () => {
    const window = { size: [1, 1], stride: [1, 1], padBefore: [0, 0], dilation: [1, 1], groups: 1 } as const
    const x = { shape: [3, 1, 1, 1], data: Float32Array.of(1, 2, 3) }
    const two = { shape: [1, 1, 1, 1], data: Float32Array.of(2) }
    const y = { shape: [3, 1, 1, 1], data: Float32Array.of(9, 9, 9) }
    kernels.convForward(x, two, null, y, window, { from: 1, to: 2 })
    expect([...y.data]).toEqual([9, 4, 9])
    kernels.fcForward(x, { shape: [1, 1], data: Float32Array.of(5) }, null, y, { from: 2, to: 3 })
    expect([...y.data]).toEqual([9, 4, 15])
    const counted = { rows: [0, 1], columns: [0, 1] } as const
    const one = { from: 1, to: 2 }
    kernels.avgPoolForward(x, y, window, counted, one)
    expect([...y.data]).toEqual([9, 2, 15])
    kernels.avgPoolBackward(x, y, window, counted, one)
    expect([...y.data]).toEqual([9, 4, 15])
    kernels.l2PoolBackward(x, x, x, y, window, one)
    expect([...y.data]).toEqual([9, 6, 15])
    kernels.l2PoolForward(x, y, window, one)
    expect([...y.data]).toEqual([9, 2, 15])
  })
})

describe('createKernels', () => {
  it('takes the tiled loops for float32 and the reference for float64', () => {
    expect(createKernels('auto').name).toBe('wasm')
    expect(createKernels('auto', 'float64').name).toBe('reference')
    expect(createKernels('typescript', 'float64').name).toBe('reference')
  })
})

describe('typescript kernels over a batch that is cut at multiples of four', () => {
  it('sum to the same bits as over the whole batch', () => {
    const kernels = createKernels('typescript')
    const random = seeded(99)
    const window = { size: [3, 3], stride: [1, 1], padBefore: [1, 1], dilation: [1, 1], groups: 1 } as const
    const tensor = (shape: readonly number[]) => randomTensor(shape, random, 'float32')
    const x = tensor([11, 3, 6, 5])
    const dy = tensor([11, 5, 6, 5])
    const [flatX, flatDy] = [tensor([11, 90, 1, 1]), tensor([11, 7, 1, 1])]
    const sum = (cuts: readonly number[]) => {
      const [dWeights, dBiases, dW, db] = [zeros([5, 3, 3, 3]), zeros([5]), zeros([7, 90]), zeros([7])]
      const [dLocal, dPlaces] = [zeros([6, 5, 5, 3, 3, 3]), zeros([5, 6, 5])]
      for (let i = 0; i + 1 < cuts.length; i++) {
        const images = { from: cuts[i], to: cuts[i + 1] }
        kernels.convBackwardParams(x, dy, dWeights, dBiases, window, images)
        kernels.localBackwardParams(x, dy, dLocal, dPlaces, window, images)
        kernels.fcBackwardParams(flatX, flatDy, dW, db, images)
      }
      return [dWeights, dBiases, dLocal, dPlaces, dW, db]
    }
    expect(sum([0, 4, 8, 11])).toEqual(sum([0, 11]))
  })
})
