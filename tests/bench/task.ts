import {
  createNetwork,
  type NetworkSpec,
  plan,
  type Shape,
  scoresNode,
  type Tensor,
  zeros,
} from '../../engine/index'
import type { Task } from './peers/peer'

/** The same numbers every time, in [0, 1): mulberry32 by Tommy Ettinger (public domain). */
export function createNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Uniform in [−1, 1): dense, as pictures are; zeros would flatter an engine that skips them. */
export function noise(shape: readonly number[], seed: number, tensor = zeros(shape)): Tensor {
  const next = createNumbers(seed)
  const { data } = tensor
  for (let i = 0; i < data.length; i++) data[i] = 2 * next() - 1
  return tensor
}

export const pictures = (batch: number, { c, h, w }: Shape, seed = 7): Tensor => noise([batch, c, h, w], seed)

/** A network with weights drawn, and a batch to run it on. */
export function createTask(spec: NetworkSpec, batch: number): Task {
  const planned = plan(spec)
  const classes = planned.shapeOf(scoresNode(planned)).c
  const network = createNetwork(spec, { seed: 1, train: false, batch: 1 })
  const labels = Array.from({ length: batch }, (_, i) => (i * 3) % classes)
  return { spec, params: network.parameters(), examples: { x: pictures(batch, planned.input), labels } }
}
