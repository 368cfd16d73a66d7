import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../engine/index'
import { layers, layerType } from '../../../engine/layers/index'
import type { Network } from '../../../engine/network/network.types'
import { plan } from '../../../engine/plan/plan'
import type { NetworkSpec } from '../../../engine/spec'
import { randomTensor, seeded } from '../kernels/cases'

/** Every example of a layer that leaves something from forward to backward, as a network of that one layer. */
const keeping = layers.map(layerType).flatMap(({ type, examples }) =>
  examples.flatMap(({ layer, inputs }, i) => {
    const spec: NetworkSpec = {
      version: 1,
      input: inputs[0],
      nodes: [{ id: 'only', from: ['input'], layer }],
    }
    return inputs.length === 1 && keepsSome(spec) ? [{ name: `${type} ${i + 1}`, spec }] : []
  }),
)

function keepsSome(spec: NetworkSpec): boolean {
  const [{ layer, inputs, out }] = plan(spec).nodes
  return (layerType(layer).keeps?.(layer, inputs, out) ?? []).length > 0
}

/** A network beside it in the same memory, with a batch that the memory has no room for yet. */
function grow(network: Network): void {
  const before = network.activation('input').data.buffer
  createNetwork(network.plan.spec, { seed: 2, kernels: 'wasm', batch: 20_000, share: network.block })
  expect(network.activation('input').data.buffer).not.toBe(before)
}

describe('a memory that grows between forward and backward', () => {
  it('is met by layers that keep switches, masks, sums and statistics', () => {
    expect(new Set(keeping.map(({ name }) => name.split(' ')[0]))).toEqual(
      new Set(['pool', 'globalpool', 'dropout', 'lrn', 'batchnorm']),
    )
  })

  it.each(keeping)('changes no gradient: $name', ({ spec }) => {
    const gradient = (kernels: 'reference' | 'wasm', grows: boolean) => {
      const random = seeded(4)
      const network = createNetwork(spec, { seed: 1, kernels, batch: 3, inputGradient: true })
      const { c, h, w } = spec.input
      const y = network.forward(randomTensor([3, c, h, w], random, 'float32'), 'train')
      if (grows) grow(network)
      network.backward(randomTensor(y.shape, random, 'float32'))
      return Array.from(network.gradient('input').data)
    }
    const [undisturbed, grown] = [gradient('wasm', false), gradient('wasm', true)]
    expect(grown).toEqual(undisturbed)
    expect(grown.some((number) => number !== 0)).toBe(true)
    gradient('reference', false).forEach((exact, i) => {
      expect(Math.abs(grown[i] - exact)).toBeLessThan(1e-4 * (1 + Math.abs(exact)))
    })
  })
})
