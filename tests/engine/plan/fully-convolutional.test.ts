import { describe, expect, test } from 'vitest'
import type { LayerSpec } from '../../../engine/layers/index'
import { createNetwork } from '../../../engine/network/network'
import { chain } from '../../../engine/plan/chain'
import { toFullyConvolutional, withInputSize } from '../../../engine/plan/fully-convolutional'
import { plan } from '../../../engine/plan/plan'
import { createRandom } from '../../../engine/random'
import type { NetworkSpec } from '../../../engine/spec'
import { lengthOf, type Tensor, zeros } from '../../../engine/tensor'
import { zoo } from '../../../engine/zoo/index'

const relu: LayerSpec = { type: 'relu' }
const pool: LayerSpec = { type: 'pool', size: 2 }

describe('VGG-16, as in the chapter', () => {
  const stage = (n: number, filters: number): LayerSpec[] => [
    ...Array.from({ length: n }, (): LayerSpec[] => [
      { type: 'conv', filters, size: 3, pad: 1 },
      relu,
    ]).flat(),
    pool,
  ]
  const trunk = [stage(2, 64), stage(2, 128), stage(3, 256), stage(3, 512), stage(3, 512)].flat()
  const fc = [4096, 4096, 1000].map((units): LayerSpec => ({ type: 'fc', units }))
  const vgg16 = chain({ c: 3, h: 224, w: 224 }, ...trunk, fc[0], relu, fc[1], relu, fc[2])
  const converted = plan(toFullyConvolutional(vgg16).spec)

  test('7×7×512 meets filters of 7×7, then 1×1 twice; the parameters are as many as before', () => {
    expect(['fc1', 'fc2', 'fc3'].map((id) => converted.node(id).parameters[0].shape)).toEqual([
      [4096, 512, 7, 7],
      [4096, 4096, 1, 1],
      [1000, 4096, 1, 1],
    ])
    expect(converted.shapeOf('fc3')).toEqual({ c: 1000, h: 1, w: 1 })
    expect(converted.parameterCount).toBe(plan(vgg16).parameterCount)
  })

  test('384×384 gives 12×12×512, hence 6×6 scores', () => {
    const larger = plan(withInputSize(converted.spec, { h: 384, w: 384 }))
    expect(larger.shapeOf('pool5')).toEqual({ c: 512, h: 12, w: 12 })
    expect(larger.shapeOf('fc3')).toEqual({ c: 1000, h: 6, w: 6 })
  })

  test('a size at which a window does not fit is refused, by the node', () => {
    expect(() => withInputSize(converted.spec, { h: 384, w: 385 })).toThrow(
      expect.objectContaining({ code: 'does-not-fit', node: 'pool1' }),
    )
  })
})

/** No padding, so that a place sees the same whatever stands beside it; strides 2 · 1. */
const small = chain(
  { c: 2, h: 8, w: 10 },
  { type: 'conv', filters: 3, size: 3 },
  relu,
  pool,
  { type: 'flatten' },
  { type: 'dropout', rate: 0.5 },
  { type: 'fc', units: 6 },
  relu,
  { type: 'fc', units: 4, bias: false },
  { type: 'softmax' },
)

function networkOf(spec: NetworkSpec, params?: ReadonlyMap<string, Tensor>) {
  const network = createNetwork(spec, { seed: 3, precision: 'float64', kernels: 'reference' })
  if (params) network.load(params)
  return network
}

function normal(shape: readonly number[]): Tensor {
  const random = createRandom(11)
  return { shape, data: Float64Array.from({ length: lengthOf(shape) }, () => random.normal()) }
}

/** Rows from `top`, columns from `left`. */
function cut(
  { shape: [, c, h, w], data }: Tensor,
  top: number,
  left: number,
  height: number,
  width: number,
): Tensor {
  const part = zeros([1, c, height, width], 'float64')
  for (let channel = 0; channel < c; channel++) {
    for (let y = 0; y < height; y++) {
      const start = (channel * h + top + y) * w + left
      part.data.set(data.subarray(start, start + width), (channel * height + y) * width)
    }
  }
  return part
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found).toHaveLength(expected.length)
  for (let i = 0; i < found.length; i++) expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(1e-12)
}

describe('with weights', () => {
  const original = networkOf(small)
  const { spec, weights } = toFullyConvolutional(small, original.parameters())

  test('the outputs on a picture of the old size are the same numbers', () => {
    const x = normal([3, 2, 8, 10])
    const expected = original.forward(x, 'test')
    const found = networkOf(spec, weights).forward(x, 'test')
    expect(found.shape).toEqual(expected.shape)
    expectClose(found.data, expected.data)
  })

  test('flatten is gone, dropout stays, every id is as it was', () => {
    expect(spec.nodes.map(({ id, from }) => `${from} → ${id}`)).toEqual([
      'input → conv1',
      'conv1 → relu1',
      'relu1 → pool1',
      'pool1 → dropout1',
      'dropout1 → fc1',
      'fc1 → relu2',
      'relu2 → fc2',
      'fc2 → softmax1',
    ])
  })

  test('its map on a larger picture is the network slid over that picture', () => {
    const x = normal([1, 2, 14, 14])
    const map = networkOf(withInputSize(spec, { h: 14, w: 14 }), weights).forward(x, 'test')
    expect(map.shape).toEqual([1, 4, 4, 3])
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 3; j++) {
        const alone = original.forward(cut(x, 2 * i, 2 * j, 8, 10), 'test').data
        expectClose(
          alone.map((_, k) => map.data[(k * 4 + i) * 3 + j]),
          alone,
        )
      }
    }
  })

  test('some of the weights may be given, as an object too; those of other layers pass', () => {
    const some = toFullyConvolutional(small, {
      'fc1.weights': zeros([6, 36]),
      'conv1.biases': zeros([3]),
    }).weights
    expect([...(some ?? [])].map(([name, { shape }]) => [name, shape])).toEqual([
      ['fc1.weights', [6, 3, 3, 4]],
      ['conv1.biases', [3]],
    ])
  })

  test('weights of another network are refused', () => {
    expect(() => toFullyConvolutional(small, { 'fc1.weights': zeros([6, 35]) })).toThrow(
      'fc1.weights must be a tensor of 6 × 36; found 6 × 35 (210).',
    )
  })
})

describe('between flatten and fc', () => {
  const flat = (...layers: LayerSpec[]) => chain({ c: 2, h: 3, w: 3 }, { type: 'flatten' }, ...layers)

  test.each<LayerSpec>([{ type: 'batchnorm' }, { type: 'softmax' }, { type: 'globalpool' }])(
    '$type is refused, for it works by channel',
    (layer) => {
      expect(() => toFullyConvolutional(flat(layer, { type: 'fc', units: 2 }))).toThrow(
        new RegExp(`^${layer.type}1 is a ${layer.type} layer on 1×1×18 flattened numbers`),
      )
    },
  )

  test('two volumes may be put one behind the other, in the same order', () => {
    const spec: NetworkSpec = {
      version: 1,
      input: { c: 2, h: 3, w: 3 },
      nodes: [
        { id: 'a', from: ['input'], layer: { type: 'conv', filters: 2, size: 3, pad: 1 } },
        { id: 'left', from: ['a'], layer: { type: 'flatten' } },
        { id: 'right', from: ['input'], layer: { type: 'flatten' } },
        { id: 'both', from: ['left', 'right'], layer: { type: 'concat' } },
        { id: 'scores', from: ['both'], layer: { type: 'fc', units: 3 } },
      ],
    }
    const original = networkOf(spec)
    const converted = toFullyConvolutional(spec, original.parameters())
    const x = normal([2, 2, 3, 3])
    expectClose(
      networkOf(converted.spec, converted.weights).forward(x, 'test').data,
      original.forward(x, 'test').data,
    )
  })
})

test('several outputs stay as many, in their order; a flattened one becomes the volume it was made of', () => {
  const spec: NetworkSpec = {
    version: 1,
    input: { c: 2, h: 3, w: 3 },
    nodes: [
      { id: 'a', from: ['input'], layer: { type: 'conv', filters: 2, size: 3, pad: 1 } },
      { id: 'flat', from: ['a'], layer: { type: 'flatten' } },
      { id: 'scores', from: ['flat'], layer: { type: 'fc', units: 3 } },
      { id: 'aside', from: ['a'], layer: { type: 'fc', units: 4 } },
    ],
    outputs: ['aside', 'scores', 'flat', 'a'],
  }
  const original = networkOf(spec)
  const written = toFullyConvolutional(spec, original.parameters())
  expect(written.spec.outputs).toEqual(['aside', 'scores', 'a']) // what was flattened is `a` itself, once
  const converted = networkOf(written.spec, written.weights)
  const x = normal([2, 2, 3, 3])
  for (const network of [original, converted]) network.forward(x, 'test')
  for (const id of ['aside', 'scores', 'a'])
    expectClose(converted.activation(id).data, original.activation(id).data)
})

test.each([...zoo.keys()])('%s has no fc layer left, and as many parameters', (id) => {
  const before = plan(zoo.get(id)?.spec)
  const after = plan(toFullyConvolutional(before.spec).spec)
  expect(after.nodes.filter(({ layer }) => layer.type === 'fc')).toEqual([])
  expect(after.parameterCount).toBe(before.parameterCount)
  expect(after.shapeOf(after.outputs[0])).toEqual(before.shapeOf(before.outputs[0]))
})
