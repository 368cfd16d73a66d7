import { describe, expect, test } from 'vitest'
import { type LayerSpec, layers } from '../../../engine/layers/index'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { SpecError } from '../../../engine/shape'

const input = { c: 3, h: 8, w: 8 }
const conv: LayerSpec = { type: 'conv', filters: 4, size: 3, pad: 1 }
const relu: LayerSpec = { type: 'relu' }

const residual = {
  version: 1,
  input,
  nodes: [
    { id: 'a', from: ['input'], layer: conv },
    { id: 'b', from: ['a'], layer: conv },
    { id: 'sum', from: ['a', 'b'], layer: { type: 'add' } },
    { id: 'scores', from: ['sum'], layer: { type: 'fc', units: 10 } },
  ],
}

function refusal(spec: unknown): SpecError {
  try {
    plan(spec)
  } catch (error) {
    if (error instanceof SpecError) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('what follows from a spec', () => {
  test('every default is filled in', () => {
    const [node] = plan(chain(input, { type: 'conv', filters: 2, size: 3 })).nodes
    expect(node.layer).toEqual({
      type: 'conv',
      filters: 2,
      size: 3,
      stride: 1,
      pad: 0,
      dilation: 1,
      groups: 1,
      bias: true,
      rounding: 'exact',
    })
  })

  test('a plan of its own spec is the same plan, also through JSON', () => {
    const { spec, nodes } = plan(residual)
    const again = plan(JSON.parse(JSON.stringify(spec)))
    expect(again.spec).toEqual(spec)
    expect(again.nodes).toEqual(nodes)
  })

  test('the last node is the output unless the spec names others', () => {
    expect(plan(residual).outputs).toEqual(['scores'])
    expect(plan({ ...residual, outputs: ['b', 'scores'] }).outputs).toEqual(['b', 'scores'])
  })

  test('each node knows who reads it', () => {
    const { node } = plan(residual)
    expect(node('a').consumers).toEqual(['b', 'sum'])
    expect(node('scores').consumers).toEqual([])
  })

  test('a node that reads another twice is one reader', () => {
    const spec = {
      ...residual,
      nodes: [residual.nodes[0], { id: 'twice', from: ['a', 'a'], layer: { type: 'add' } }],
    }
    expect(plan(spec).node('a').consumers).toEqual(['twice'])
  })

  test('layers are titled by type and number, in both languages', () => {
    const spec = chain(
      input,
      conv,
      relu,
      conv,
      relu,
      { type: 'pool', size: 2 },
      { type: 'fc', units: 10 },
      { type: 'softmax' },
    )
    const titles = plan(spec).nodes.map((node) => node.title)
    expect(titles.map((title) => title.en)).toEqual([
      'conv 1',
      'ReLU 1',
      'conv 2',
      'ReLU 2',
      'pool 1',
      'fc 1',
      'softmax',
    ])
    expect(titles.map((title) => title.zh)).toEqual([
      '卷积 1',
      'ReLU 1',
      '卷积 2',
      'ReLU 2',
      '池化 1',
      '全连接 1',
      'softmax',
    ])
  })

  test('He initialisation divides by the numbers that a unit adds up', () => {
    const { node } = plan(residual)
    expect(node('a').parameters.map((p) => [p.name, p.shape, p.fanIn, p.decays])).toEqual([
      ['weights', [4, 3, 3, 3], 27, true],
      ['biases', [4], 0, false],
    ])
    expect(node('scores').parameters[0].fanIn).toBe(256)
  })

  test('an unknown node is asked for in vain', () => {
    const { node, shapeOf } = plan(residual)
    expect(() => node('input')).toThrow(SpecError)
    expect(() => shapeOf('constructor')).toThrow(SpecError)
    expect(shapeOf('input')).toEqual(input)
  })
})

describe('a refusal names the node and the place', () => {
  test('a filter that does not fit', () => {
    const error = refusal(chain({ c: 1, h: 7, w: 7 }, relu, { type: 'conv', filters: 2, size: 3, stride: 3 }))
    expect(error.node).toBe('conv1')
    expect(error.values.path).toBe('nodes[1]')
    expect(error.fixes[0]).toEqual({ symbol: 'P', value: 1, gives: 3 })
  })

  test('an unknown layer, with those that are known', () => {
    const error = refusal({ ...residual, nodes: [{ id: 'x', from: ['input'], layer: { type: 'blur' } }] })
    expect(error.code).toBe('unknown-layer')
    expect(error.node).toBe('x')
    expect(error.text.en).toContain(layers.map(({ type }) => type).join(', '))
  })

  test('a field of a layer that does not exist', () => {
    const error = refusal({
      ...residual,
      nodes: [{ id: 'x', from: ['input'], layer: { ...conv, padding: 1 } }],
    })
    expect(error.code).toBe('unknown-field')
    expect(error.values.path).toBe('nodes[0].layer.padding')
  })

  test('classes that do not match the output', () => {
    expect(refusal({ ...residual, classes: ['cat', 'dog'] }).text.en).toMatch(
      /^The output has 10 channels but 2 classes are named\. Name 10, or give \w+ 2 outputs\.$/,
    )
  })

  test('volumes that cannot be added', () => {
    const error = refusal({
      ...residual,
      nodes: [residual.nodes[0], { id: 's', from: ['a', 'input'], layer: { type: 'add' } }],
    })
    expect(error.code).toBe('wrong-inputs')
    expect(error.node).toBe('s')
  })

  test('counts beyond what can be counted exactly', () => {
    const wide = { c: 4096, h: 4096, w: 4096 }
    expect(refusal(chain(wide, { type: 'conv', filters: 4096, size: 64 })).code).toBe('too-large')
    expect(refusal(chain(wide, { type: 'conv', filters: 4096, size: 64 })).text.en).toBe(
      'This is too large even to count exactly: about 1.12·10¹⁸; the limit is 2⁵³, about 9.01·10¹⁵.',
    )
  })
})

const node = (more: Record<string, unknown>): unknown => ({
  ...residual,
  nodes: [{ id: 'a', from: ['input'], layer: relu, ...more }],
})
const layer = (more: Record<string, unknown>): unknown => node({ layer: { ...conv, ...more } })
const picture = (more: Record<string, unknown>): unknown => ({ ...residual, input: { ...input, ...more } })

const nested = (depth: number): unknown => {
  let list: unknown = []
  for (let i = 0; i < depth; i++) list = [list, 1]
  return list
}

const hostile: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a text', 'INPUT → FC'],
  ['a list', [residual]],
  ['a function', () => residual],
  ['an empty object', {}],
  ['another version', { ...residual, version: 2 }],
  ['a version in words', { ...residual, version: '1' }],
  ['no nodes', { ...residual, nodes: [] }],
  ['nodes as an object', { ...residual, nodes: { length: 1 } }],
  [
    '1025 nodes',
    {
      ...residual,
      nodes: Array.from({ length: 1025 }, (_, i) => ({ id: `n${i}`, from: ['input'], layer: relu })),
    },
  ],
  ['a hole in the list of nodes', { ...residual, nodes: new Array(2) }],
  ['a million holes', { ...residual, nodes: new Array(1_000_000) }],
  ['a node that is null', { ...residual, nodes: [null] }],
  ['an own __proto__', JSON.parse('{ "__proto__": { "version": 1 }, "nodes": [] }')],
  ['an own __proto__ in a layer', node({ layer: JSON.parse('{ "type": "relu", "__proto__": { "x": 1 } }') })],
  ['everything inherited', Object.create(residual)],
  ['an inherited type', node({ layer: Object.create({ type: 'relu' }) })],
  ['the type constructor', node({ layer: { type: 'constructor' } })],
  ['the type __proto__', node({ layer: { type: '__proto__' } })],
  ['a type that is a list', node({ layer: { type: ['relu'] } })],
  ['a hole in the means', { ...residual, input: { ...residual.input, mean: new Array(residual.input.c) } }],
  ['the id input', node({ id: 'input' })],
  ['the id __proto__', node({ id: '__proto__' })],
  ['the id constructor', node({ id: 'constructor' })],
  ['an empty id', node({ id: '' })],
  ['an id with a dot', node({ id: 'a.weights' })],
  ['an id with markup', node({ id: '<img>' })],
  ['an id of 41 letters', node({ id: 'a'.repeat(41) })],
  ['an id that is a number', node({ id: 1 })],
  ['two nodes of one id', { ...residual, nodes: [residual.nodes[0], residual.nodes[0]] }],
  ['a node that reads itself', node({ from: ['a'] })],
  ['a cycle', { ...residual, nodes: [{ ...residual.nodes[0], from: ['b'] }, residual.nodes[1]] }],
  ['reading from nowhere', node({ from: [] })],
  ['reading from a text', node({ from: 'input' })],
  ['reading from null', node({ from: [null] })],
  ['too many inputs', node({ from: ['input', 'input'] })],
  ['a layer that is a list', node({ layer: [] })],
  ['a node with a stranger field', node({ weights: [1] })],
  ['a size that is not a number', layer({ size: Number.NaN })],
  ['a size of null', layer({ size: null })],
  ['an endless size', layer({ size: Number.POSITIVE_INFINITY })],
  ['half a filter', layer({ filters: 2.5 })],
  ['a negative stride', layer({ stride: -1 })],
  ['a stride of 0', layer({ stride: 0 })],
  ['a huge padding', layer({ pad: 1e9 })],
  ['a size beyond every image', layer({ size: 64 })],
  ['1e308 filters', layer({ filters: 1e308 })],
  ['a size with a hole', layer({ size: new Array(2) })],
  ['a list in a list, a hundred thousand deep', layer({ size: nested(100_000) })],
  ['a bias of 1', layer({ bias: 1 })],
  ['groups that do not divide', layer({ groups: 2 })],
  ['no channels', picture({ c: 0 })],
  ['a picture of a billion pixels a side', picture({ h: 1e9 })],
  ['a mean for too few channels', picture({ mean: [0] })],
  ['a mean that is not finite', picture({ mean: [0, Number.NaN, 0] })],
  ['a scale in words', picture({ scale: ['1', '1', '1'] })],
  ['outputs that do not exist', { ...residual, outputs: ['z'] }],
  ['outputs named twice', { ...residual, outputs: ['a', 'a'] }],
  ['no outputs', { ...residual, outputs: [] }],
  ['classes that are not texts', { ...residual, classes: Array.from({ length: 10 }, () => ({})) }],
  ['a class name of a megabyte', { ...residual, classes: ['x'.repeat(1e6)] }],
]

describe('whatever a stranger sends is refused with a sentence in both languages', () => {
  test.each(hostile)('%s', (_name, spec) => {
    const { text, message } = refusal(spec)
    expect(message).toBe(text.en)
    expect(text.en.length).toBeGreaterThan(10)
    expect(text.en.length).toBeLessThan(500)
    expect(text.en).not.toMatch(/undefined|\[object/)
    expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
  })

  test('and nothing is left behind', () => {
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
