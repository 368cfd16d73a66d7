import { describe, expect, test } from 'vitest'
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
  ['linear', 30_730],
  ['small', 3710],
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
