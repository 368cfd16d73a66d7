import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../engine/network/network'
import type { Network } from '../../../engine/network/network.types'
import { createRandom } from '../../../engine/random'
import type { NetworkSpec } from '../../../engine/spec'
import type { Numbers, Tensor } from '../../../engine/tensor'
import { softmaxCrossEntropy } from '../../../engine/train/losses'
import { cases } from '../../sample'
import { randomBatch, randomGraph, scoresOf } from './graphs'

const STEP = 1e-5
const CHECKS_PER_ARRAY = 5

function lossOf(network: Network, spec: NetworkSpec, x: Tensor, labels: number[]): number {
  network.forward(x, 'train')
  return softmaxCrossEntropy(network.activation(scoresOf(spec)), labels).loss
}

/** (loss(v + h) − loss(v − h)) / 2h */
function slope(values: Numbers, i: number, loss: () => number): number {
  const value = values[i]
  values[i] = value + STEP
  const above = loss()
  values[i] = value - STEP
  const below = loss()
  values[i] = value
  return (above - below) / (2 * STEP)
}

describe('the gradients of whole random graphs, in float64', { timeout: 300_000 }, () => {
  it('agree with numeric slopes for every parameter and the picture, through add branches too', () => {
    let worst = 0
    for (let seed = 0; seed < cases(10, 200); seed++) {
      const random = createRandom(seed)
      const spec = randomGraph(random)
      const network = createNetwork(spec, { seed, precision: 'float64', batch: 3, inputGradient: true })
      // The scores start small; at full size every layer below receives a gradient worth checking.
      for (const { data } of network.parameters().values())
        for (let i = 0; i < data.length; i++) data[i] += 0.3 * random.normal()
      const { x, labels } = randomBatch(spec, 3, random, 'float64')
      network.forward(x, 'train')
      const { dScores } = softmaxCrossEntropy(network.activation(scoresOf(spec)), labels)
      for (const _ of network.backwardSteps(dScores, scoresOf(spec)));
      const pairs = [...network.gradients()].map(
        ([name, d]) => [name, network.block.value(name).data, d.data.slice()] as const,
      )
      pairs.push(['input', x.data, network.gradient('input').data.slice()])
      for (const [name, values, gradient] of pairs) {
        for (let check = 0; check < CHECKS_PER_ARRAY; check++) {
          const i = random.below(values.length)
          const numeric = slope(values, i, () => lossOf(network, spec, x, labels))
          const error = Math.abs(numeric - gradient[i]) / (1 + Math.abs(numeric) + Math.abs(gradient[i]))
          worst = Math.max(worst, error)
          if (error > 1e-6) expect.fail(`seed ${seed}, ${name}[${i}]: ${gradient[i]}, numerically ${numeric}`)
        }
      }
    }
    expect(worst).toBeLessThan(1e-6)
  })

  it('is zero for whoever does not affect the node at which it enters', () => {
    const spec: NetworkSpec = {
      version: 1,
      input: { c: 1, h: 2, w: 2 },
      nodes: [
        { id: 'early', from: ['input'], layer: { type: 'fc', units: 2 } },
        { id: 'late', from: ['early'], layer: { type: 'fc', units: 2 } },
      ],
    }
    const network = createNetwork(spec, { seed: 1, precision: 'float64' })
    network.forward({ shape: [1, 1, 2, 2], data: Float64Array.of(1, 2, 3, 4) }, 'train')
    for (const _ of network.backwardSteps({ shape: [1, 2, 1, 1], data: Float64Array.of(1, -1) }, 'early'));
    expect([...(network.gradients().get('early.biases')?.data ?? [])]).toEqual([1, -1])
    expect(
      network
        .gradients()
        .get('late.weights')
        ?.data.every((d) => d === 0),
    ).toBe(true)
  })
})
