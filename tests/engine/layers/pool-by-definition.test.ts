/** Pooling once more, written from its definition: for every unit the cells of its window, one by one, in float64. */
import { expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import type { LayerSpec } from '../../../engine/layers/index'
import { createRandom, type Random } from '../../../engine/random'
import { lengthOf, type Tensor } from '../../../engine/tensor'
import { cases } from '../../sample'
import { type DrawnPool, drawPool } from './draw-pool'

interface Pooled {
  readonly output: number[]
  readonly dInput: number[]
}

/** Windows of one axis. Rounded up, one may hang over the end as long as it starts on the picture, or before it. */
function starts(n: number, f: number, s: number, before: number, after: number, ceil: boolean): number[] {
  const end = n + after
  const found: number[] = []
  for (let start = -before; ; start += s) {
    const belongs = ceil ? start < n && start - s + f < end : start + f <= end // ceil: the one before left cells over
    if (!belongs) return found
    found.push(start)
  }
}

function byDefinition(layer: DrawnPool, x: Tensor, upstream: (unit: number) => number): Pooled {
  const [images, channels, h, w] = x.shape
  const { kind, size, stride, pad, countPad } = layer
  const [top, left, bottom, right] = pad
  const ceil = layer.rounding === 'ceil'
  const output: number[] = []
  const dInput = Array.from(x.data, () => 0)
  for (let plane = 0; plane < images * channels; plane++) {
    for (const i of starts(h, size[0], stride[0], top, bottom, ceil)) {
      for (const j of starts(w, size[1], stride[1], left, right, ceil)) {
        const read: number[] = []
        let divisor = 0
        for (let y = i; y < i + size[0]; y++) {
          for (let column = j; column < j + size[1]; column++) {
            const inside = y >= 0 && y < h && column >= 0 && column < w
            if (inside) read.push((plane * h + y) * w + column)
            if (inside || (countPad && y < h + bottom && column < w + right)) divisor++
          }
        }
        const dy = upstream(output.length)
        const values = read.map((cell) => x.data[cell])
        const most = Math.max(...values)
        const length = Math.hypot(...values)
        const sum = values.reduce((a, b) => a + b, 0)
        output.push(kind === 'max' ? most : kind === 'avg' ? sum / divisor : length)
        read.forEach((cell, k) => {
          if (kind === 'max') dInput[cell] += k === values.indexOf(most) ? dy : 0
          else if (kind === 'avg') dInput[cell] += dy / divisor
          else dInput[cell] += length === 0 ? 0 : (dy * values[k]) / length
        })
      }
    }
  }
  return { output, dInput }
}

const drawn = (shape: readonly number[], random: Random): Tensor => ({
  shape,
  // Halves between −1 and 1: ties, and windows of zeros, come up often.
  data: Float64Array.from({ length: lengthOf(shape) }, () => (random.below(5) - 2) / 2),
})

function expectNear(found: Tensor | undefined, exact: readonly number[], what: string): void {
  expect(found?.data, what).toHaveLength(exact.length)
  exact.forEach((value, i) => {
    const error = Math.abs((found?.data[i] ?? Number.NaN) - value)
    if (!(error <= 1e-9)) expect.fail(`${what}[${i}]: ${found?.data[i]} instead of ${value}`)
  })
}

test('pooling of every kind and size is what its definition says, forward and backward', () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < cases(600, 20_000); seed++) {
    const random = createRandom(seed)
    const { layer, input, out } = drawPool(random, ['max', 'avg', 'l2'])
    const x = drawn([1 + random.below(2), input.c, input.h, input.w], random)
    const upstream = drawn([x.shape[0], out.c, out.h, out.w], random)
    const { output, dInputs } = runLayer(layer, { inputs: [x], upstream })
    const expected = byDefinition(layer, x, (unit) => upstream.data[unit])
    const at = `seed ${seed} ${JSON.stringify(layer)} on ${x.shape}`
    expectNear(output, expected.output, `y, ${at}`)
    expectNear(dInputs?.[0], expected.dInput, `dx, ${at}`)
    seen.add(`${layer.kind} ${layer.rounding} ${layer.countPad}`)
  }
  expect(seen.size).toBe(12) // max and l2 in three roundings, avg in three with and without its padding
})

test('global pooling is pooling under a window as large as the map', () => {
  for (let seed = 0; seed < cases(60, 2000); seed++) {
    const random = createRandom(seed)
    const [h, w] = [1 + random.below(7), 1 + random.below(7)]
    const kind = (['max', 'avg', 'l2'] as const)[random.below(3)]
    const inputs = [drawn([2, 3, h, w], random)]
    const upstream = drawn([2, 3, 1, 1], random)
    const window: LayerSpec = { type: 'pool', kind, size: [h, w] }
    const found = runLayer({ type: 'globalpool', kind }, { inputs, upstream })
    expect(found, `seed ${seed}`).toEqual(runLayer(window, { inputs, upstream }))
  }
})
