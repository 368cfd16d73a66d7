import { expect, test } from 'vitest'
import { createNetwork } from '../../../engine/index'
import type { LayerSpec } from '../../../engine/layers/index'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { SpecError } from '../../../engine/shape'

const planned = (table: readonly (readonly number[])[]) =>
  plan(chain({ c: 3, h: 5, w: 4 }, { type: 'partialconv', table, size: 2 })).nodes[0]

test('two filters that read three channels between them: 3·2·2 weights and two biases', () => {
  const node = planned([[0, 2], [1]])
  expect(node.out).toEqual({ c: 2, h: 4, w: 3 })
  expect(node.parameterCount).toBe(3 * 4 + 2)
  expect(node.connections).toBe(4 * 3 * (3 * 4))
  expect(node.macs).toBe(0) // multiply-adds are those of conv, local and fc
})

test('with every channel in every row it has the parameters and connections of the convolution', () => {
  const all = [0, 1, 2]
  const [conv] = plan(chain({ c: 3, h: 5, w: 4 }, { type: 'conv', filters: 2, size: 2 })).nodes
  const { out, parameterCount, connections } = planned([all, all])
  expect({ out, parameterCount, connections }).toEqual({
    out: conv.out,
    parameterCount: conv.parameterCount,
    connections: conv.connections,
  })
})

test.each([
  [[], /table must be a list of 1 to 4,096 entries/],
  [[[0], []], /table\[1\] must be a list of 1 to 4,096 entries/],
  [[[0, 0]], /table\[0\] names a channel twice/],
  [[[-1]], /table\[0\]\[0\] must be a whole number from 0 to 4,095/],
  [[[3]], /names channel 3, but the input's 3 channels are numbered 0 to 2/],
])('the table %j is refused', (table, sentence) => {
  expect(() => planned(table)).toThrow(SpecError)
  expect(() => planned(table)).toThrow(sentence)
})

const historic: readonly LayerSpec[] = [
  { type: 'subsample', size: 2 },
  { type: 'partialconv', table: [[0]], size: 3 },
  { type: 'rbf', units: 10 },
]

test.each(historic)('a network with a $type layer is planned, and refused where it would run', (layer) => {
  const spec = chain({ c: 1, h: 4, w: 4 }, layer)
  expect(plan(spec).nodes).toHaveLength(1)
  expect(() => createNetwork(spec, { seed: 1 })).toThrow(/can be counted but not run here/)
})
