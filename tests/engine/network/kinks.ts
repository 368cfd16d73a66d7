import { layerType } from '../../../engine/layers/index'
import type { Trace } from '../../../engine/layers/layer'
import type { Network } from '../../../engine/network/network.types'
import type { PlannedNode } from '../../../engine/plan/plan.types'
import type { Tensor } from '../../../engine/tensor'

/** Distances below which a central difference of step h is no longer good to 1e-6. */
export interface Margins {
  /** To a break of the slope: a pre-activation to 0, the largest number of a pooling window to the second. */
  readonly kink: number
  /** Lengths and standard deviations that are divided by: the curvature grows with their inverse square. */
  readonly length: number
}

/**
 * Whether some number of the last pass lies too near to where the slope breaks or bends. What is exactly 0, or exactly as
 * large as another, comes of numbers that ReLU or dropout has switched off, and does not move.
 */
export const nearKink = (network: Network, margins: Margins): boolean =>
  network.plan.nodes.some((node) => isNear(network, node, margins))

/** Whether some margin s_j − s_y + 1 of the hinge loss lies within `distance` of 0. All numbers of an image are its scores. */
export function nearHinge({ shape, data }: Tensor, labels: readonly number[], distance: number): boolean {
  const classes = data.length / shape[0]
  return data.some((score, i) => {
    const first = Math.floor(i / classes) * classes
    const label = first + labels[first / classes]
    return i !== label && Math.abs(score - data[label] + 1) < distance
  })
}

function isNear(network: Network, node: PlannedNode, { kink, length }: Margins): boolean {
  const x = network.activation(node.from[0])
  switch (node.layer.type) {
    case 'relu':
    case 'leakyrelu':
      return isWithin([...x.data].map(Math.abs), kink)
    case 'pool':
    case 'globalpool':
      return poolings(network, node).some(({ pooling, values, total }) => {
        if (pooling === 'l2') return isWithin([total], length)
        return pooling === 'max' && isWithin(gaps(values, total), kink)
      })
    case 'batchnorm':
      // A channel that does not vary at all is divided by √ε.
      return deviations(x).some((deviation) => deviation < length)
    default:
      return false
  }
}

const isWithin = (distances: readonly number[], margin: number): boolean =>
  distances.some((distance) => distance > 0 && distance < margin)

const gaps = (values: readonly (number | null)[], largest: number): number[] =>
  values.flatMap((value) => (value === null ? [] : [largest - value]))

/** Every window of every image. */
function poolings({ activation }: Network, { id, layer, from, out }: PlannedNode) {
  const traces: Extract<Trace, { kind: 'pool' }>[] = []
  const [x, y] = [imagesOf(activation(from[0])), imagesOf(activation(id))]
  x.forEach((input, n) => {
    for (let i = 0; i < out.c * out.h * out.w; i++) {
      const unit = { c: Math.floor(i / (out.h * out.w)), y: Math.floor(i / out.w) % out.h, x: i % out.w }
      const trace = layerType(layer).trace(layer, { inputs: [input], output: y[n], params: {} }, unit)
      if (trace.kind === 'pool') traces.push(trace)
    }
  })
  return traces
}

const imagesOf = ({ shape: [n, ...shape], data }: Tensor): Tensor[] =>
  Array.from({ length: n }, (_, i) => ({
    shape: [1, ...shape],
    data: data.subarray((i * data.length) / n, ((i + 1) * data.length) / n),
  }))

/** Of each channel over the batch. */
function deviations({ shape: [, c, h, w], data }: Tensor): number[] {
  return Array.from({ length: c }, (_, channel) => {
    const values = [...data].filter((_, i) => Math.floor(i / (h * w)) % c === channel)
    const mean = values.reduce((a, b) => a + b) / values.length
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  })
}
