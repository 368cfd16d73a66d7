import { describe, expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { plan } from '../../../engine/plan/plan'
import { zoo } from '../../../engine/zoo/index'

describe.each([...zoo])('%s', (id, entry) => {
  const found = plan(entry.spec)

  test('its name is its key, its texts are in both languages', () => {
    expect(entry.id).toBe(id)
    for (const text of [entry.title, entry.about]) {
      expect(text.en).not.toBe(text.zh)
      expect(text.zh).not.toBe('')
    }
  })

  test('it ends in ten probabilities and carries its normalisation', () => {
    expect(found.nodes[found.nodes.length - 1].layer.type).toBe('softmax')
    expect(found.shapeOf(found.outputs[0])).toEqual({ c: 10, h: 1, w: 1 })
    expect(entry.spec.input.mean).toHaveLength(entry.spec.input.c)
    expect(entry.spec.input.scale).toHaveLength(entry.spec.input.c)
  })

  test('it survives a round trip through JSON', () => {
    expect(plan(JSON.parse(JSON.stringify(entry.spec))).spec).toEqual(found.spec)
  })
})

test.each([
  ['cs231n', 6440],
  ['convnetjs-cifar10', 22_466],
  ['convnetjs-mnist', 5994],
  ['lenet5', 61_706],
  ['lenet5-tanh', 61_706],
  ['linear', 30_730],
  ['small', 3710],
  ['alexnet-small', 51_266],
  ['inception-small', 11_950],
  ['resnet-small', 31_722],
])('%s has %i parameters', (id, parameters) => {
  expect(plan(zoo.get(id)?.spec).parameterCount).toBe(parameters)
})

test('ConvNetJS on CIFAR-10: 1,216 + 8,020 + 10,020 + 3,210', () => {
  const counts = plan(zoo.get('convnetjs-cifar10')?.spec).nodes.map((node) => node.parameterCount)
  expect(counts.filter((count) => count > 0)).toEqual([1216, 8020, 10_020, 3210])
})

test('the course page: volumes 32, 32, 16, 16, 16, 8, 8, 8, 4 and seventeen layers', () => {
  const { nodes } = plan(zoo.get('cs231n')?.spec)
  expect(nodes).toHaveLength(17)
  const widths = nodes
    .filter(({ layer }) => layer.type === 'conv' || layer.type === 'pool')
    .map(({ out }) => out.w)
  expect(widths).toEqual([32, 32, 16, 16, 16, 8, 8, 8, 4])
})

test('the figure of the chapter: 32 filters of 5×5 in the first layer', () => {
  const [first] = plan(zoo.get('filters32')?.spec).nodes
  expect(first.parameters[0].shape).toEqual([32, 3, 5, 5])
})

test('the small residual network: 432 weights and 32 of the norm, then three blocks, then 330', () => {
  const { nodes } = plan(zoo.get('resnet-small')?.spec)
  const of = (block: string) =>
    nodes.filter(({ id }) => id.startsWith(block)).reduce((sum, node) => sum + node.parameterCount, 0)
  // 16 to 16: 2·(3·3·16·16 + 2·16), the shortcut is the input itself and costs nothing
  expect(of('block1')).toBe(4672)
  // 16 to 24: 3·3·16·24 + 3·3·24·24 + 16·24 on the shortcut + 3 norms of 2·24
  expect(of('block2')).toBe(9168)
  expect(432 + 32 + of('block1') + of('block2') + of('block3') + 330).toBe(31_722)
})

test('the shortcut of the first block is what the block begins with', () => {
  const found = plan(zoo.get('resnet-small')?.spec)
  expect(found.node('block1-add').from).toEqual(['block1-norm2', 'relu1'])
  expect(found.node('block2-add').from).toEqual(['block2-norm2', 'block2-project-norm'])
})

test('the small AlexNet pools 32 to 16, 8 and 4 with windows that overlap and hang over the border', () => {
  const pools = plan(zoo.get('alexnet-small')?.spec).nodes.filter(({ layer }) => layer.type === 'pool')
  expect(pools.map(({ out }) => out.w)).toEqual([16, 8, 4])
})

test('its normalisation does something at the size of numbers that there are here: 2 beside two ones becomes 0.66', () => {
  const found = plan(zoo.get('alexnet-small')?.spec)
  const { layer } = found.node('lrn1')
  const x = { shape: [1, 5, 1, 1], data: Float64Array.of(1, 0, 2, 0, 1) }
  const { output } = runLayer(layer, { inputs: [x] })
  // (2 + 2/5 · (1 + 4 + 1))^0.75 = 3.03 in the middle, where all five are seen
  expect(x.data[2] / output.data[2]).toBeCloseTo(4.4 ** 0.75, 6)
})

test('the inception module puts 8, 12, 6 and 6 maps side by side', () => {
  const { inputs, out } = plan(zoo.get('inception-small')?.spec).node('concat')
  expect(inputs.map(({ c }) => c)).toEqual([8, 12, 6, 6])
  expect(out).toEqual({ c: 32, h: 16, w: 16 })
})
