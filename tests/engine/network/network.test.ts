import { describe, expect, it } from 'vitest'
import type { KernelSetName } from '../../../engine/kernels/kernels'
import { paces } from '../../../engine/kernels/paces'
import { createNetwork } from '../../../engine/network/network'
import { leastImages, piecesOf } from '../../../engine/network/pieces'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { createRandom } from '../../../engine/random'
import type { NetworkSpec } from '../../../engine/spec'
import { zeros } from '../../../engine/tensor'
import { zoo } from '../../../engine/zoo/index'
import { randomBatch, randomGraph } from './graphs'

const tiny: NetworkSpec = chain(
  { c: 1, h: 4, w: 4 },
  { type: 'conv', filters: 2, size: 3 },
  { type: 'relu' },
  { type: 'fc', units: 3 },
  { type: 'softmax' },
)

const convnetjs = zoo.get('convnetjs-cifar10')!.spec

describe('createNetwork', () => {
  it('draws the same weights from the same seed, and others from another', () => {
    const values = (seed: number) => createNetwork(tiny, { seed }).block.values
    expect(values(7)).toEqual(values(7))
    expect(values(7)).not.toEqual(values(8))
  })

  it('draws a layer as before when another layer is put in front of it', () => {
    const layer = { id: 'c', from: ['input'], layer: { type: 'conv', filters: 3, size: 1 } } as const
    const alone: NetworkSpec = { version: 1, input: { c: 2, h: 3, w: 3 }, nodes: [layer] }
    const front = { id: 'first', from: ['input'], layer: { type: 'conv', filters: 2, size: 1 } } as const
    const after: NetworkSpec = { ...alone, nodes: [front, { ...layer, from: ['first'] }, ...fcAfter('c')] }
    const before: NetworkSpec = { ...alone, nodes: [layer, ...fcAfter('c')] }
    const weights = (spec: NetworkSpec) => createNetwork(spec, { seed: 5 }).block.value('c.weights').data
    expect(weights(after)).toEqual(weights(before))
  })

  it('starts with variance 2/fanIn, zero biases and small scores', () => {
    const spec = chain(
      { c: 8, h: 8, w: 8 },
      { type: 'conv', filters: 64, size: 3 },
      { type: 'fc', units: 10 },
    )
    const { block } = createNetwork(spec, { seed: 1 })
    const variance = (name: string) => {
      const data = Array.from(block.value(name).data)
      return data.reduce((sum, v) => sum + v * v, 0) / data.length
    }
    expect(variance('conv1.weights') / (2 / 72)).toBeCloseTo(1, 1)
    expect(variance('fc1.weights')).toBeLessThan(0.1 * (2 / (64 * 36)))
    expect(block.value('conv1.biases').data.every((b) => b === 0)).toBe(true)
  })

  it('refuses what is too large before it allocates, with the sum in the message', () => {
    const wide = chain({ c: 3, h: 1024, w: 1024 }, { type: 'conv', filters: 512, size: 3, pad: 1 })
    expect(() => createNetwork(wide, { seed: 1 })).toThrow(/MiB/)
    expect(() => createNetwork(tiny, { seed: 1 }).resize(1e7)).toThrow(/batch/)
  })

  it('takes fewer images than its batch and shows only those; more make room for themselves', () => {
    const network = createNetwork(tiny, { seed: 1, batch: 5 })
    const { x } = randomBatch(tiny, 2, createRandom(1), 'float32')
    expect(network.forward(x, 'test').shape).toEqual([2, 3, 1, 1])
    expect(network.activation('conv1').data).toHaveLength(2 * 2 * 2 * 2)
    expect(network.forward(zeros([6, 1, 4, 4]), 'test').shape[0]).toBe(6)
    expect(() => network.forward(zeros([0, 1, 4, 4]), 'test')).toThrow(/0×1×4×4/)
    expect(() => network.forward(zeros([1, 1, 5, 4]), 'test')).toThrow(/1×1×5×4/)
  })

  it('keeps its weights when the batch changes', () => {
    const network = createNetwork(tiny, { seed: 1 })
    const { x } = randomBatch(tiny, 1, createRandom(1), 'float32')
    const before = network.forward(x, 'test').data.slice()
    network.resize(8)
    expect(network.batch).toBe(8)
    expect(network.forward(x, 'test').data).toEqual(before)
  })
})

describe('gradients of a backward pass', () => {
  it.each(['reference', 'typescript', 'wasm'] as const)('keep nothing of the pass before: %s', (kernels) => {
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed)
      const spec = randomGraph(random)
      const entry = spec.nodes[random.below(spec.nodes.length)].id
      const { x } = randomBatch(spec, 3, random, 'float32')
      const used = createNetwork(spec, { seed, kernels, batch: 3, inputGradient: true })
      const { shape } = used.forward(x, 'test')
      used.backward({ ...zeros(shape), data: zeros(shape).data.fill(1) })
      const untouched = createNetwork(spec, { seed, kernels, batch: 3, inputGradient: true })
      const after = [used, untouched].map((network) => {
        network.forward(x, 'test')
        const dEntry = zeros(network.activation(entry).shape)
        dEntry.data.fill(0.5)
        for (const _ of network.backwardSteps(dEntry, entry));
        return ['input', ...spec.nodes.map(({ id }) => id)].map((id) => [...network.gradient(id).data])
      })
      expect(after[0], `seed ${seed}, from ${entry}`).toEqual(after[1])
    }
  })
})

describe('a pass in pieces', { timeout: 60_000 }, () => {
  it('ends pieces at multiples of four images, and covers each image once', () => {
    const pace = { macsPerPiece: 5e6 }
    expect(piecesOf(10, 1e6, pace)).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 8 },
      { from: 8, to: 10 },
    ])
    expect(piecesOf(10, 1, pace)).toEqual([{ from: 0, to: 10 }])
    expect(piecesOf(10, 1e6, pace, 8)).toEqual([
      { from: 0, to: 8 },
      { from: 8, to: 10 },
    ])
  })

  it('lets more images share a reading of weights where that is most of the work, and the loop is compiled', () => {
    const { nodes } = plan(
      chain({ c: 1, h: 4, w: 4 }, { type: 'conv', filters: 1, size: 4 }, { type: 'fc', units: 2 }),
    )
    const least = (pass: 'forward' | 'backward', set: KernelSetName) =>
      nodes.map((node) => leastImages(node, pass, paces[set]))
    expect([least('forward', 'wasm'), least('backward', 'wasm')]).toEqual([
      [4, 16],
      [4, 8],
    ])
    expect([least('forward', 'typescript'), least('backward', 'reference')]).toEqual([
      [4, 4],
      [4, 4],
    ])
  })

  it.each(['typescript', 'wasm'] as const)(
    'gives each image what it would get alone, bit for bit (%s)',
    (kernels) => {
      const network = createNetwork(convnetjs, { seed: 3, batch: 24, kernels })
      const { x } = randomBatch(convnetjs, 24, createRandom(2), 'float32')
      const pieces = [...network.forwardSteps(x, 'test')].length
      expect(pieces).toBeGreaterThan(1)
      const together = network.activation('softmax1').data.slice()
      const size = x.data.length / 24
      for (let n = 0; n < 24; n++) {
        const one = { shape: [1, 3, 32, 32], data: x.data.subarray(n * size, (n + 1) * size) }
        expect(network.forward(one, 'test').data).toEqual(together.subarray(n * 10, (n + 1) * 10))
      }
    },
  )

  it('walked step by step ends with the gradients of a pass at one go', () => {
    const random = createRandom(4)
    const [walked, whole] = [0, 1].map(() => createNetwork(convnetjs, { seed: 3, batch: 8 }))
    const { x } = randomBatch(convnetjs, 8, random, 'float32')
    const dOutput = zeros([8, 10, 1, 1])
    for (let i = 0; i < 80; i++) dOutput.data[i] = random.normal()
    for (const _ of walked.forwardSteps(x, 'train'));
    for (const _ of walked.backwardSteps(dOutput)) walked.parameters() // somebody looks in between
    whole.forward(x, 'train')
    whole.backward(dOutput)
    expect(walked.block.gradients).toEqual(whole.block.gradients)
    expect(whole.block.gradients.some((d) => d !== 0)).toBe(true)
  })
})

describe('weights shared with a second network', () => {
  it('follow the first, while gradients stay apart', () => {
    const spec = randomGraph(createRandom(11))
    const trained = createNetwork(spec, { seed: 1, batch: 4 })
    const probe = createNetwork(spec, { seed: 2, share: trained.block })
    expect(probe.block.values).toBe(trained.block.values)
    trained.block.gradients.fill(7)
    const { x } = randomBatch(spec, 1, createRandom(1), 'float32')
    const output = probe.forward(x, 'test')
    probe.backward({ shape: output.shape, data: output.data.slice() })
    expect(trained.block.gradients.every((d) => d === 7)).toBe(true)
  })
})

describe('load', () => {
  it('copies what is named and leaves the rest', () => {
    const network = createNetwork(tiny, { seed: 1 })
    const before = network.block.value('conv1.weights').data.slice()
    network.load({ 'conv1.biases': { shape: [2], data: Float32Array.of(3, 4) } })
    expect([...network.block.value('conv1.biases').data]).toEqual([3, 4])
    expect(network.block.value('conv1.weights').data).toEqual(before)
  })

  it('refuses unknown names, wrong shapes and numbers that are not finite, and then changes nothing', () => {
    const network = createNetwork(tiny, { seed: 1 })
    const before = network.block.values.slice()
    const good = { shape: [2], data: Float32Array.of(3, 4) }
    const load = (name: string, shape: number[], data: number[]) => () =>
      network.load({ 'conv1.biases': good, [name]: { shape, data: Float32Array.from(data) } })
    expect(load('conv9.biases', [2], [1, 2])).toThrow(/conv9.biases/)
    expect(load('fc1.biases', [2], [1, 2])).toThrow(/expected 3/)
    expect(load('fc1.biases', [3], [1, 2])).toThrow(/expected 3/)
    expect(load('fc1.biases', [3], [1, Number.NaN, 2])).toThrow(/finite/)
    expect(network.block.values).toEqual(before)
  })
})

function fcAfter(from: string): NetworkSpec['nodes'] {
  return [{ id: 'scores', from: [from], layer: { type: 'fc', units: 2 } }]
}

describe('a tensor that somebody holds', () => {
  it.each(['reference', 'typescript', 'wasm'] as const)(
    'has its numbers after passes and a larger batch, where memory has grown and moved (%s)',
    (kernels) => {
      const network = createNetwork(tiny, { seed: 1, kernels, batch: 9 })
      const weights = network.parameters().get('fc1.weights')
      const before = weights?.data.slice()
      const scores = network.forward(zeros([8, 1, 4, 4]), 'train')
      const seen = scores.data.slice()
      network.backward({ shape: scores.shape, data: seen })
      expect(scores.data).toEqual(seen)
      network.resize(4096)
      expect(weights?.data).toEqual(before)
    },
  )
})
