import type { Network } from '../network/network.types'
import type { LossName } from '../plan/losses'
import type { Plan } from '../plan/plan.types'
import { indexOfLargest, scoresNode } from '../plan/scores'
import type { FrameEntry, FramePart } from '../protocol'
import { lengthOf, type Tensor } from '../tensor'
import { lossOf } from '../train/losses'
import { statisticsOf } from './statistics'

/** The chosen picture, fitted to the network's input. */
export interface LookedAt {
  /** Values 0 … 255, [1][c][h][w]. */
  readonly pixels: Tensor
  /** As the network sees it. */
  readonly x: Tensor
  readonly label: number | null
}

export interface SnapshotWish {
  readonly parts: readonly FramePart[]
  readonly nodes: readonly string[] | null
  readonly loss: LossName
}

export interface SnapshotResult {
  readonly buffer: ArrayBuffer
  readonly entries: readonly FrameEntry[]
  readonly loss: number | null
}

const GRADIENT_PARTS: readonly FramePart[] = ['gradients', 'parameterGradients']

export const wantsGradients = (parts: readonly FramePart[]): boolean =>
  parts.some((part) => GRADIENT_PARTS.includes(part))

/**
 * One picture through the network at batch 1 in test mode, and back if gradients are wished for: their loss is that of
 * the training for the picture's label, or of the predicted class where there is none or it has no score. `network` shares the weights of
 * the one in training and has activations and gradients of its own, so that watching changes nothing.
 */
export function* snapshot(
  network: Network,
  looked: LookedAt,
  wish: SnapshotWish,
  takeBuffer: (bytes: number) => ArrayBuffer,
): Generator<void, SnapshotResult> {
  const { plan } = network
  const scores = scoresNode(plan)
  yield* network.forwardSteps(looked.x, 'test')
  const output = network.activation(scores)
  const classes = lengthOf(output.shape)
  // A set may have more classes than the network has scores: to such a picture it has no loss.
  const label = looked.label !== null && looked.label < classes ? looked.label : null
  const target = label ?? indexOfLargest(output.data, 0, classes)
  const { loss, dScores } = lossOf(wish.loss, output, { labels: [target] })
  if (wantsGradients(wish.parts)) yield* network.backwardSteps(dScores, scores)
  const arrays = wish.parts.flatMap((part) => arraysOf(part, network, looked, wish.nodes))
  const { buffer, entries } = yield* pack(arrays, takeBuffer)
  return { buffer, entries, loss: label === null ? null : loss }
}

interface Named {
  readonly part: FramePart
  readonly name: string
  readonly tensor: Tensor
}

function arraysOf(
  part: FramePart,
  network: Network,
  { pixels }: LookedAt,
  nodes: readonly string[] | null,
): Named[] {
  const wanted = wantedNodes(network.plan, nodes)
  const named = (name: string, tensor: Tensor): Named => ({ part, name, tensor })
  switch (part) {
    case 'pixels':
      return [named('input', pixels)]
    case 'activations':
      return ['input', ...wanted].map((id) => named(id, network.activation(id)))
    case 'gradients':
      return wanted.filter((id) => hasGradient(network.plan, id)).map((id) => named(id, network.gradient(id)))
    case 'parameters':
      return [...network.parameters()].map(([name, tensor]) => named(name, tensor))
    case 'parameterGradients':
      return [...network.gradients()].map(([name, tensor]) => named(name, tensor))
    default:
      throw new RangeError(`no part '${part satisfies never}'`)
  }
}

const wantedNodes = (plan: Plan, nodes: readonly string[] | null): string[] =>
  plan.nodes.map((node) => node.id).filter((id) => nodes === null || nodes.includes(id))

/** The gradient enters at the scores: a softmax behind them has none. */
const hasGradient = (plan: Plan, id: string): boolean => id === scoresNode(plan) || id !== plan.outputs[0]

function* pack(
  arrays: readonly Named[],
  takeBuffer: (bytes: number) => ArrayBuffer,
): Generator<void, { buffer: ArrayBuffer; entries: FrameEntry[] }> {
  const total = arrays.reduce((sum, { tensor }) => sum + lengthOf(tensor.shape), 0)
  const buffer = takeBuffer(total * 4)
  const out = new Float32Array(buffer, 0, total)
  const entries: FrameEntry[] = []
  let offset = 0
  for (const { part, name, tensor } of arrays) {
    const length = lengthOf(tensor.shape)
    const values = tensor.data.length === length ? tensor.data : tensor.data.subarray(0, length)
    out.set(values, offset)
    entries.push({ part, name, shape: tensor.shape, offset, length, ...statisticsOf(values) })
    offset += length
    yield
  }
  return { buffer, entries }
}
