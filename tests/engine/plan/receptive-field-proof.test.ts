/**
 * The receptive field by experiment: where every weight is positive nothing cancels, so a number has a gradient exactly if
 * some path leads from it to the unit. Max pooling, which hides all but one cell of its window, gives way to the average.
 */
import { expect, test } from 'vitest'
import type { LayerSpec } from '../../../engine/layers/index'
import { createNetwork } from '../../../engine/network/network'
import type { Network } from '../../../engine/network/network.types'
import type { Interval } from '../../../engine/plan/cells-read'
import { unitField } from '../../../engine/plan/receptive-field'
import { createRandom, type Random } from '../../../engine/random'
import { type Tensor, zeros } from '../../../engine/tensor'
import { cases } from '../../sample'
import { between, type Candidate, drawOne, randomDag } from '../random-dag'

const UNITS_PER_GRAPH = 6

function drawWindow(random: Random) {
  const pair = (from: number, to: number): [number, number] => [
    between(from, to, random),
    between(from, to, random),
  ]
  const side = (): number => between(0, 2, random)
  return {
    size: pair(1, 3),
    stride: pair(1, 2),
    pad: [side(), side(), side(), side()] as const,
    rounding: drawOne(['floor', 'ceil'] as const, random),
  }
}

const draws: readonly ((random: Random) => Candidate)[] = [
  ...Array.from({ length: 3 }, () => (random: Random) => ({
    layer: {
      type: 'conv',
      filters: between(1, 2, random),
      dilation: [between(1, 3, random), between(1, 3, random)],
      ...drawWindow(random),
    } satisfies LayerSpec,
    reads: 1,
  })),
  (random) => ({ layer: { type: 'local', filters: 1, ...drawWindow(random) }, reads: 1 }),
  (random) => ({ layer: { type: 'pool', kind: 'avg', ...drawWindow(random) }, reads: 1 }),
  () => ({ layer: { type: 'globalpool', kind: 'avg' }, reads: 1 }),
  () => ({ layer: { type: 'fc', units: 2 }, reads: 1 }),
  () => ({ layer: { type: 'batchnorm' }, reads: 1 }),
  () => ({ layer: { type: 'relu' }, reads: 1 }),
  () => ({ layer: { type: 'add' }, reads: 2 }),
  () => ({ layer: { type: 'concat' }, reads: 2 }),
]

/** Positive weights, and what a positive picture becomes stays positive, so that no ReLU is in the way. */
function positiveNetwork(random: Random): Network {
  const input = { c: between(1, 2, random), h: between(6, 12, random), w: between(6, 12, random) }
  const draw = (r: Random): Candidate => drawOne(draws, r)(r)
  const spec = randomDag(input, between(2, 7, random), draw, random)
  const network = createNetwork(spec, { seed: 1, precision: 'float64', inputGradient: true })
  for (const [name, { data }] of network.parameters()) {
    const sign = name.endsWith('.runningMean') ? -1 : 1 // it is taken off
    for (let i = 0; i < data.length; i++) data[i] = sign * (0.5 + random.uniform())
  }
  const x = zeros([1, input.c, input.h, input.w], 'float64')
  for (let i = 0; i < x.data.length; i++) x.data[i] = 0.5 + random.uniform()
  network.forward(x, 'test')
  return network
}

/** Rows and columns of what has a gradient, over all channels; null where nothing has. */
function extent({ shape: [, c, h, w], data }: Tensor): { rows: Interval; columns: Interval } | null {
  const [rows, columns]: [number[], number[]] = [[], []]
  for (let i = 0; i < c * h * w; i++) {
    if (data[i] === 0) continue
    rows.push(Math.floor(i / w) % h)
    columns.push(i % w)
  }
  const ends = (cells: readonly number[]): Interval => [Math.min(...cells), Math.max(...cells)]
  return rows.length > 0 ? { rows: ends(rows), columns: ends(columns) } : null
}

test('the numbers that have a gradient are those of the field, for random units onto random nodes', {
  timeout: 300_000,
}, () => {
  let inside = 0 // units whose field is wholly on the picture: there the rule start + i·jump is proved, too
  const graphs = cases(40, 1000)
  for (let seed = 0; seed < graphs; seed++) {
    const random = createRandom(seed)
    const network = positiveNetwork(random)
    const { plan } = network
    for (let trial = 0; trial < UNITS_PER_GRAPH; trial++) {
      const node = drawOne(plan.nodes, random)
      const unit = { y: random.below(node.out.h), x: random.below(node.out.w) }
      const earlier = ['input', ...plan.nodes.slice(0, plan.nodes.indexOf(node)).map(({ id }) => id)]
      const onto = drawOne(earlier, random)
      const field = unitField(plan, node.id, unit, onto)
      const expected = field && { rows: field.rows, columns: field.columns }
      const told = `seed ${seed}: ${node.id} ${JSON.stringify(unit)} onto ${onto} of ${JSON.stringify(plan.spec)}`
      expect(gradientExtent(network, node.id, unit, onto), told).toEqual(expected)
      if (!field) continue
      expect(holds(field.unclipped.rows, field.rows), told).toBe(true)
      expect(holds(field.unclipped.columns, field.columns), told).toBe(true)
      if (!field.clipped) inside++
    }
  }
  expect(inside).toBeGreaterThan(graphs)
})

const holds = (outer: Interval, inner: Interval): boolean => outer[0] <= inner[0] && inner[1] <= outer[1]

/** Of the sum of all channels at this place. */
function gradientExtent(network: Network, id: string, { y, x }: { y: number; x: number }, onto: string) {
  const { c, h, w } = network.plan.shapeOf(id)
  const dOutput = zeros([1, c, h, w], 'float64')
  for (let channel = 0; channel < c; channel++) dOutput.data[(channel * h + y) * w + x] = 1
  for (const _ of network.backwardSteps(dOutput, id));
  return extent(network.gradient(onto))
}
