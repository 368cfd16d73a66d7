/**
 * Convolution and locally connected layers once more, written from their definition: one product after another, in float64.
 *
 *   y[n][k][i][j] = b + Σ over c, u, v of w[k][c][u][v] · x[n][g·C/G + c][i·S − top + u·D][j·S − left + v·D]
 *
 * for filter k of group g; padding reads 0. Local layers have w and b for each place (i, j).
 */
import { expect, test } from 'vitest'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { createRandom } from '../../../engine/random'
import type { Tensor } from '../../../engine/tensor'
import { cases } from '../../sample'
import { drawTensor } from '../draw'
import { expectNear } from '../near'
import { type DrawnFilters, drawFilters } from './draw-filters'

interface Filtered {
  readonly output: number[]
  readonly dInput: number[]
  readonly dWeights: number[]
  readonly dBiases: number[]
}

/** Windows along an axis: whole ones, or with ceil also one that starts on the picture or before and hangs over the end. */
function windows({ settings, x }: DrawnFilters, axis: 0 | 1): number {
  const { size, stride, pad, dilation, rounding } = settings
  const [n, before, after] = [x.shape[2 + axis], pad[axis], pad[axis + 2]]
  const covered = dilation[axis] * (size[axis] - 1) + 1
  let count = 0
  for (let start = -before; start + covered <= n + after; start += stride[axis]) count++
  if (rounding !== 'ceil') return count
  const [last, next] = [-before + (count - 1) * stride[axis], -before + count * stride[axis]]
  if (last + covered < n + after && next < n) return count + 1
  return last >= n ? count - 1 : count
}

function byDefinition(drawn: DrawnFilters, shared: boolean, upstream: (unit: number) => number): Filtered {
  const { settings, x, params } = drawn
  const { filters, size, stride, pad, dilation, groups } = settings
  const [images, channels, h, w] = x.shape
  const [oh, ow] = [windows(drawn, 0), windows(drawn, 1)]
  const read = channels / groups
  const zeros = (tensor: Tensor | undefined) => Array.from(tensor?.data ?? [], () => 0)
  const [dInput, dWeights, dBiases] = [zeros(x), zeros(params.weights), zeros(params.biases)]
  const output: number[] = []
  for (let n = 0; n < images; n++) {
    for (let k = 0; k < filters; k++) {
      for (let i = 0; i < oh; i++) {
        for (let j = 0; j < ow; j++) {
          const dy = upstream(output.length)
          const filter = shared ? k : (i * ow + j) * filters + k
          const bias = shared ? k : (k * oh + i) * ow + j
          let sum = params.biases?.data[bias] ?? 0
          if (params.biases) dBiases[bias] += dy
          for (let c = 0; c < read; c++) {
            const channel = Math.floor(k / (filters / groups)) * read + c
            for (let u = 0; u < size[0]; u++) {
              for (let v = 0; v < size[1]; v++) {
                const row = i * stride[0] - pad[0] + u * dilation[0]
                const column = j * stride[1] - pad[1] + v * dilation[1]
                if (row < 0 || row >= h || column < 0 || column >= w) continue
                const cell = ((n * channels + channel) * h + row) * w + column
                const weight = ((filter * read + c) * size[0] + u) * size[1] + v
                sum += params.weights.data[weight] * x.data[cell]
                dInput[cell] += params.weights.data[weight] * dy
                dWeights[weight] += x.data[cell] * dy
              }
            }
          }
          output.push(sum)
        }
      }
    }
  }
  return { output, dInput, dWeights, dBiases }
}

test.each(['conv', 'local'] as const)('%s is what its definition says, forward and backward', (type) => {
  const seen = new Set<string>()
  for (let seed = 0; seed < cases(150, 5000); seed++) {
    const random = createRandom(seed)
    const drawn = drawFilters(random, type)
    const { settings, x, params, out } = drawn
    const upstream = drawTensor(random, x.shape[0], settings.filters, ...out)
    const found = runLayer({ type, ...settings }, { inputs: [x], params, upstream })
    const expected = byDefinition(drawn, type === 'conv', (unit) => upstream.data[unit])
    const at = `seed ${seed} ${JSON.stringify(settings)} on ${x.shape}`
    expectNear(found.output.data, expected.output, `y, ${at}`)
    expectNear(found.dInputs?.[0].data, expected.dInput, `dx, ${at}`)
    expectNear(found.dParams?.weights.data, expected.dWeights, `dWeights, ${at}`)
    if (settings.bias) expectNear(found.dParams?.biases.data, expected.dBiases, `dBiases, ${at}`)
    const depthwise = settings.groups > 1 && settings.groups === x.shape[1]
    const spread = settings.dilation.some((d, axis) => d > 1 && settings.size[axis] > 1)
    const jumps = settings.stride.some((s) => s > 1)
    seen.add(settings.rounding)
    if (depthwise) seen.add('depthwise')
    if (spread && jumps) seen.add('dilation with stride')
  }
  expect([...seen].sort()).toEqual(['ceil', 'depthwise', 'dilation with stride', 'exact', 'floor'])
})
