/** Fully connected, activation, softmax, joining and copying layers once more, each from its formula, in float64. */
import { describe, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import type { LayerSpec } from '../../../engine/layers/index'
import { createRandom, type Random } from '../../../engine/random'
import { cases } from '../../sample'
import { between, drawImages, drawTensor } from '../draw'
import { expectNear } from '../near'

const eachSeed = (what: (random: Random, at: string) => void): void => {
  for (let seed = 0; seed < cases(60, 3000); seed++) what(createRandom(seed), `seed ${seed}`)
}

test('a fully connected layer is Wx + b, its gradients Wᵀdy, dy·xᵀ and dy, summed over the images', () => {
  eachSeed((random, at) => {
    const x = drawImages(random)
    const [images] = x.shape
    const [inputs, units] = [x.data.length / images, between(random, 1, 9)]
    const bias = random.below(3) > 0
    const [weights, biases] = [drawTensor(random, units, inputs), drawTensor(random, units)]
    const upstream = drawTensor(random, images, units, 1, 1)
    const output: number[] = []
    const [dInput, dWeights, dBiases] = [x, weights, biases].map(({ data }) => Array.from(data, () => 0))
    for (let n = 0; n < images; n++) {
      for (let k = 0; k < units; k++) {
        const dy = upstream.data[n * units + k]
        let sum = bias ? biases.data[k] : 0
        for (let i = 0; i < inputs; i++) {
          sum += weights.data[k * inputs + i] * x.data[n * inputs + i]
          dInput[n * inputs + i] += weights.data[k * inputs + i] * dy
          dWeights[k * inputs + i] += x.data[n * inputs + i] * dy
        }
        dBiases[k] += dy
        output.push(sum)
      }
    }
    const params = { weights, ...(bias && { biases }) }
    const found = runLayer({ type: 'fc', units, bias }, { inputs: [x], params, upstream })
    expectNear(found.output.data, output, `y, ${at}`)
    expectNear(found.dInputs?.[0].data, dInput, `dx, ${at}`)
    expectNear(found.dParams?.weights.data, dWeights, `dWeights, ${at}`)
    if (bias) expectNear(found.dParams?.biases.data, dBiases, `dBiases, ${at}`)
  })
})

describe('an activation function', () => {
  interface Activation {
    readonly layer: LayerSpec
    readonly value: (x: number) => number
    readonly slope: (x: number) => number
  }
  const relu: Activation = { layer: { type: 'relu' }, value: (x) => Math.max(0, x), slope: (x) => +(x > 0) }
  const draws: Record<string, (random: Random) => Activation> = {
    relu: () => relu,
    leakyrelu(random) {
      const slope = random.uniform()
      return {
        layer: { type: 'leakyrelu', slope },
        value: (x) => Math.max(0, x) + slope * Math.min(0, x),
        slope: (x) => (x > 0 ? 1 : slope),
      }
    },
    tanh(random) {
      const [outer, inner] = [0.1 + 3 * random.uniform(), 0.1 + 3 * random.uniform()]
      return {
        layer: { type: 'tanh', outer, inner },
        value: (x) => outer * (1 - 2 / (Math.exp(2 * inner * x) + 1)),
        slope: (x) => (outer * inner) / Math.cosh(inner * x) ** 2,
      }
    },
    sigmoid: () => ({
      layer: { type: 'sigmoid' },
      value: (x) => (1 + Math.tanh(x / 2)) / 2,
      slope: (x) => 1 / (4 * Math.cosh(x / 2) ** 2),
    }),
  }
  test.each(Object.entries(draws))('%s is its formula, number by number', (_name, draw) => {
    eachSeed((random, at) => {
      const { layer, value, slope } = draw(random)
      const x = drawImages(random)
      const upstream = drawTensor(random, ...x.shape)
      const { output, dInputs } = runLayer(layer, { inputs: [x], upstream })
      expectNear(output.data, Array.from(x.data, value), `y, ${at}`)
      const dx = Array.from(x.data, (number, i) => upstream.data[i] * slope(number))
      expectNear(dInputs?.[0].data, dx, `dx, ${at}`)
    })
  })
})

test('softmax is the share of the exponentials over channels, and its gradient dy through the whole Jacobian', () => {
  eachSeed((random, at) => {
    const x = drawImages(random)
    const upstream = drawTensor(random, ...x.shape)
    const [images, c, h, w] = x.shape
    const output = Array.from(x.data, () => 0)
    const dInput = Array.from(x.data, () => 0)
    for (let n = 0; n < images; n++) {
      for (let place = 0; place < h * w; place++) {
        const at = (channel: number) => (n * c + channel) * h * w + place
        let sum = 0
        for (let k = 0; k < c; k++) sum += Math.exp(x.data[at(k)])
        for (let k = 0; k < c; k++) output[at(k)] = Math.exp(x.data[at(k)]) / sum
        for (let j = 0; j < c; j++) {
          for (let k = 0; k < c; k++) {
            const slope = output[at(k)] * ((j === k ? 1 : 0) - output[at(j)]) // ∂y_k/∂x_j
            dInput[at(j)] += slope * upstream.data[at(k)]
          }
        }
      }
    }
    const found = runLayer({ type: 'softmax' }, { inputs: [x], upstream })
    expectNear(found.output.data, output, `y, ${at}`)
    expectNear(found.dInputs?.[0].data, dInput, `dx, ${at}`)
  })
})

test('add sums two to four volumes, and each receives the whole gradient', () => {
  eachSeed((random, at) => {
    const first = drawImages(random)
    const others = Array.from({ length: between(random, 1, 3) }, () => drawTensor(random, ...first.shape))
    const inputs = [first, ...others]
    const upstream = drawTensor(random, ...first.shape)
    const { output, dInputs } = runLayer({ type: 'add' }, { inputs, upstream })
    const sums = Array.from(first.data, (_, i) => inputs.reduce((sum, { data }) => sum + data[i], 0))
    expectNear(output.data, sums, `y, ${at}`)
    inputs.forEach((_, i) => {
      expectNear(dInputs?.[i].data, upstream.data, `dx${i}, ${at}`)
    })
  })
})

test('concat hands every number to its place behind the channels before it, and its gradient back', () => {
  eachSeed((random, at) => {
    const first = drawImages(random)
    const [images, c, h, w] = first.shape
    const channels = [c, ...Array.from({ length: between(random, 1, 3) }, () => between(random, 1, 4))]
    const inputs = channels.map((count) => drawTensor(random, images, count, h, w))
    const all = channels.reduce((a, b) => a + b, 0)
    const upstream = drawTensor(random, images, all, h, w)
    const { output, dInputs } = runLayer({ type: 'concat' }, { inputs, upstream })
    let before = 0
    inputs.forEach((x, input) => {
      const joined = Array.from(x.data, (_, i) => {
        const [place, channel] = [i % (h * w), Math.floor(i / (h * w)) % channels[input]]
        const n = Math.floor(i / (h * w * channels[input]))
        return (n * all + before + channel) * h * w + place
      })
      expectNear(
        x.data,
        joined.map((there) => output.data[there]),
        `input ${input}, ${at}`,
      )
      expectNear(
        dInputs?.[input].data,
        joined.map((there) => upstream.data[there]),
        `dx${input}, ${at}`,
      )
      before += channels[input]
    })
  })
})

test('flatten writes channel after channel, row after row', () => {
  eachSeed((random, at) => {
    const x = drawImages(random)
    const [images, c, h, w] = x.shape
    const rows: number[] = []
    for (let n = 0; n < images; n++)
      for (let k = 0; k < c; k++)
        for (let i = 0; i < h; i++)
          for (let j = 0; j < w; j++) rows.push(x.data[((n * c + k) * h + i) * w + j])
    const upstream = drawTensor(random, images, c * h * w, 1, 1)
    const { output, dInputs } = runLayer({ type: 'flatten' }, { inputs: [x], upstream })
    expectNear(output.data, rows, `y, ${at}`)
    expectNear(dInputs?.[0].data, upstream.data, `dx, ${at}`)
  })
})
