/** The large networks are here to be counted, but all that is newer than 1998 also runs: once forward, with fresh weights. */
import { expect, test } from 'vitest'
import { createNetwork } from '../../../engine/network/network'
import { withInputSize } from '../../../engine/plan/fully-convolutional'
import { createRandom } from '../../../engine/random'
import { zeros } from '../../../engine/tensor'
import { zooSpecs } from '../../../engine/zoo/specs'

function probabilities(id: string, width: number): Map<string, readonly number[]> {
  const { spec } = zooSpecs.get(id)!
  const random = createRandom(1)
  const x = zeros([1, 3, width, width])
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal()
  const network = createNetwork(withInputSize(spec, { h: width, w: width }), { seed: 1, train: false })
  network.forward(x, 'test')
  return new Map(network.plan.outputs.map((output) => [output, [...network.activation(output).data]]))
}

test.each([
  ['all-conv', 32, 10, 1],
  ['resnet18', 64, 1000, 1],
  ['resnet50-v1', 64, 1000, 1],
  ['googlenet-heads', 224, 1000, 3],
])(
  '%s on a picture of %i gives %i probabilities, not all alike, at %i outputs',
  { timeout: 60_000 },
  (id, width, classes, count) => {
    const outputs = probabilities(id, width)
    expect(outputs.size).toBe(count)
    for (const shares of outputs.values()) {
      expect(shares).toHaveLength(classes)
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
      expect(Math.max(...shares)).toBeGreaterThan(Math.min(...shares))
    }
  },
)

test('LeNet-5 of 1998 is counted only', () => {
  const { spec } = zooSpecs.get('lenet5-1998')!
  expect(() => createNetwork(spec, { seed: 1 })).toThrow(
    'Layer S2 is of type subsample, which can be counted but not run here.',
  )
})
