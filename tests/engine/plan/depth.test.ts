import { expect, test } from 'vitest'
import { depth } from '../../../engine/plan/depth'
import { plan } from '../../../engine/plan/plan'

const conv = { type: 'conv', filters: 2, size: 1 }

test('two convolutions and a classifier are three layers: a projection beside them and a ReLU count nothing', () => {
  const block = plan({
    version: 1,
    input: { c: 1, h: 2, w: 2 },
    nodes: [
      { id: 'a', from: ['input'], layer: conv },
      { id: 'relu', from: ['a'], layer: { type: 'relu' } },
      { id: 'b', from: ['relu'], layer: conv },
      { id: 'project', from: ['input'], layer: conv },
      { id: 'sum', from: ['b', 'project'], layer: { type: 'add' } },
      { id: 'norm', from: ['sum'], layer: { type: 'batchnorm' } },
      { id: 'fc', from: ['norm'], layer: { type: 'fc', units: 3 } },
    ],
    outputs: ['fc', 'project'],
  })
  expect(depth(block)).toBe(3)
  expect(depth(block, 'project')).toBe(1)
})
