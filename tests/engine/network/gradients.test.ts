import { describe, expect, it } from 'vitest'
import { layers } from '../../../engine/layers/index'
import { createNetwork } from '../../../engine/network/network'
import type { Network } from '../../../engine/network/network.types'
import { createRandom, type Random } from '../../../engine/random'
import type { NetworkSpec } from '../../../engine/spec'
import { type Numbers, type Tensor, zeros } from '../../../engine/tensor'
import { hinge, softmaxCrossEntropy, squaredError } from '../../../engine/train/losses'
import { cases } from '../../sample'
import { between, type Candidate, drawOne, randomDag } from '../random-dag'
import { numbersOf } from '../tensors'
import { nearHinge, nearKink } from './kinks'

const STEP = 1e-5
const IMAGES = 3
const CHECKS_PER_ARRAY = 4
const MARGINS = { kink: 100 * STEP, length: 0.1 }

const runnable = layers.filter((layer) => !layer.planOnly)

/** Of each type as often, in the settings of its examples; and convolutions that keep the size, so that branches meet. */
const candidates: readonly (readonly Candidate[])[] = [
  ...runnable.map(({ examples }) => examples.map(({ layer, inputs }) => ({ layer, reads: inputs.length }))),
  [1, 2, 3].map((filters) => ({ layer: { type: 'conv', filters, size: 3, pad: 1 }, reads: 1 })),
]

const draw = (random: Random): Candidate => drawOne(drawOne(candidates, random), random)

interface Judged {
  readonly loss: number
  readonly dScores: Tensor
}

/** All numbers of an output are its scores. */
type Loss = (y: Tensor) => Judged

/** null: a margin of the hinge lies at its kink. */
function drawLoss(y: Tensor, random: Random): Loss | null {
  const length = y.data.length / IMAGES
  const labels = Array.from({ length: IMAGES }, () => random.below(length))
  const numbers = Float64Array.from(y.data, () => random.normal())
  const losses: readonly Loss[] = [
    (scores) => softmaxCrossEntropy(scores, labels),
    (scores) => hinge(scores, labels),
    (scores) => squaredError(scores, { shape: y.shape, data: numbers }),
    (scores) => weighted(scores, numbers),
  ]
  const loss = drawOne(losses, random)
  return loss === losses[1] && nearHinge(y, labels, MARGINS.kink) ? null : loss
}

/** Σ y·weights: what an exhibit asks of a single unit. */
function weighted(y: Tensor, weights: Float64Array): Judged {
  const loss = numbersOf(y).reduce((sum, value, i) => sum + value * weights[i], 0)
  return { loss, dScores: { shape: y.shape, data: weights } }
}

interface Case {
  readonly network: Network
  readonly x: Tensor
  /** Output → its loss. */
  readonly losses: ReadonlyMap<string, Loss>
  /** The same masks of dropout each time. */
  forward(): void
}

/** Draws until no number lies at a kink. */
function drawCase(random: Random): Case {
  for (;;) {
    const input = { c: between(1, 3, random), h: between(3, 6, random), w: between(3, 6, random) }
    const spec = randomDag(input, between(3, 8, random), draw, random)
    const network = createNetwork(spec, { seed: 1, precision: 'float64', batch: IMAGES, inputGradient: true })
    for (const { data } of network.parameters().values())
      for (let i = 0; i < data.length; i++) data[i] += 0.3 * random.normal()
    const x = zeros([IMAGES, input.c, input.h, input.w], 'float64')
    for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal()
    const state = network.randomState()
    const forward = (): void => {
      network.restoreRandom(state)
      network.forward(x, 'train')
    }
    forward()
    if (nearKink(network, MARGINS)) continue
    const losses = new Map<string, Loss>()
    for (const id of network.plan.outputs) {
      const loss = drawLoss(network.activation(id), random)
      if (loss) losses.set(id, loss)
    }
    if (losses.size === network.plan.outputs.length) return { network, x, losses, forward }
  }
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

/** Largest |analytic − numeric| / max(1, |analytic|, |numeric|) over some entries of every array. */
function worstError(
  { network, x, forward }: Case,
  output: string,
  loss: Loss,
  random: Random,
): [number, string] {
  const judge = (): Judged => {
    forward()
    return loss(network.activation(output))
  }
  for (const _ of network.backwardSteps(judge().dScores, output));
  const gradients = [...network.gradients()].map(
    ([name, { data }]) => [name, network.block.value(name).data, data.slice()] as const,
  )
  let worst: [number, string] = [0, '']
  for (const [name, values, gradient] of [
    ...gradients,
    ['input', x.data, network.gradient('input').data.slice()] as const,
  ]) {
    for (let check = 0; check < CHECKS_PER_ARRAY; check++) {
      const i = random.below(values.length)
      const numeric = slope(values, i, () => judge().loss)
      const error = Math.abs(numeric - gradient[i]) / Math.max(1, Math.abs(numeric), Math.abs(gradient[i]))
      if (error > worst[0]) worst = [error, `${name}[${i}]: ${gradient[i]}, numerically ${numeric}`]
    }
  }
  return worst
}

describe('the gradients of whole random graphs, in float64', { timeout: 600_000 }, () => {
  it('agree with numeric slopes for every parameter and the picture, from every output', () => {
    const met = new Set<string>()
    for (let seed = 0; seed < cases(60, 2000); seed++) {
      const random = createRandom(seed)
      const drawn = drawCase(random)
      for (const { layer } of drawn.network.plan.nodes) met.add(layer.type)
      for (const [output, loss] of drawn.losses) {
        const [error, where] = worstError(drawn, output, loss, random)
        if (error <= 1e-6) continue
        expect.fail(`seed ${seed}, from ${output}, ${where}: ${JSON.stringify(drawn.network.plan.spec)}`)
      }
    }
    expect([...met].sort()).toEqual(runnable.map(({ type }) => type).sort())
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
