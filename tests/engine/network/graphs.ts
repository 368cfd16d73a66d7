import { plan } from '../../../engine/plan/plan'
import type { Random } from '../../../engine/random'
import { type Shape, SpecError } from '../../../engine/shape'
import type { NetworkSpec, NodeSpec } from '../../../engine/spec'
import { type Precision, type Tensor, zeros } from '../../../engine/tensor'

const CLASSES = 4

/** A small network of random layers with branches that are added or put one behind the other, and a batch for it. */
export function randomGraph(random: Random): NetworkSpec {
  for (;;) {
    const spec = tryGraph(random)
    try {
      plan(spec)
      return spec
    } catch (error) {
      if (!(error instanceof SpecError)) throw error // a window that does not fit: draw again
    }
  }
}

function tryGraph(random: Random): NetworkSpec {
  const between = (from: number, to: number) => from + random.below(to - from + 1)
  const input: Shape = { c: between(1, 3), h: between(5, 9), w: between(5, 9) }
  const nodes: NodeSpec[] = []
  const last = () => nodes.at(-1)?.id ?? 'input'
  const push = (layer: NodeSpec['layer'], from = [last()]): string => {
    const id = `n${nodes.length}`
    nodes.push({ id, from, layer })
    return id
  }
  const blocks = between(1, 3)
  for (let block = 0; block < blocks; block++) {
    const filters = between(1, 5)
    const stride = between(1, 2)
    push({
      type: 'conv',
      filters,
      size: [between(1, 3), between(1, 3)],
      stride,
      pad: between(0, 1),
      bias: random.below(4) > 0,
      rounding: 'floor',
    })
    if (random.below(2)) push(activations[random.below(activations.length)])
    if (random.below(2)) addBranch(random.below(3) ? 'add' : 'concat', filters, push, last())
    if (random.below(2))
      push({ type: 'pool', kind: 'max', size: 2, stride: between(1, 2), rounding: 'floor' })
  }
  if (random.below(4) === 0) push({ type: 'flatten' })
  if (random.below(2)) {
    push({ type: 'fc', units: between(2, 9) })
    push({ type: 'relu' })
  }
  push({ type: 'fc', units: CLASSES })
  if (random.below(2)) push({ type: 'softmax' })
  return { version: 1, input, nodes }
}

const activations: readonly NodeSpec['layer'][] = [
  { type: 'relu' },
  { type: 'leakyrelu', slope: 0.1 },
  { type: 'tanh' },
  { type: 'sigmoid' },
]

/** Two readers of one value, and where they join again: what a gradient has to be added up for. */
function addBranch(
  join: 'add' | 'concat',
  filters: number,
  push: (layer: NodeSpec['layer'], from?: string[]) => string,
  trunk: string,
): void {
  const side = push({ type: 'conv', filters, size: 3, pad: 1 }, [trunk])
  const joined = push({ type: join }, [trunk, side])
  push({ type: 'relu' }, [joined])
}

export function randomBatch(
  spec: NetworkSpec,
  images: number,
  random: Random,
  precision: Precision,
): { x: Tensor; labels: number[] } {
  const { c, h, w } = spec.input
  const x = zeros([images, c, h, w], precision)
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal()
  return { x, labels: Array.from({ length: images }, () => random.below(CLASSES)) }
}

/** The node that cross-entropy enters at. */
export const scoresOf = ({ nodes }: NetworkSpec): string => {
  const last = nodes[nodes.length - 1]
  return last.layer.type === 'softmax' ? last.from[0] : last.id
}
