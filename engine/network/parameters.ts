import type { Kernels } from '../kernels/kernels'
import { type Held, tensorOf } from '../kernels/memory'
import type { Plan } from '../plan/plan.types'
import type { Numbers, Precision, Tensor } from '../tensor'
import { lengthOf, precisionOf } from '../tensor'

/**
 * All parameters of a network in one flat array, those that decay (weights) first, so that L2 is one range and an
 * update is one pass. What is kept but not learned (running statistics) stands last, after `learnedLength`.
 */
export interface ParameterBlock {
  /** By which it is computed with, and in whose memory it lives. */
  readonly kernels: Kernels
  readonly held: { readonly values: Held<Numbers>; readonly gradients: Held<Numbers> }
  /** To be asked for anew each time, like `gradients`: where that memory grows, the view is another one. */
  readonly values: Numbers
  readonly gradients: Numbers // of what is learned; zero length where training is off
  readonly decayLength: number // numbers 0 … decayLength − 1 decay
  readonly learnedLength: number
  readonly entries: readonly ParameterEntry[]
  value(name: string): Tensor
  /** Throws for what is not learned. */
  gradient(name: string): Tensor
}

/** One array of parameters, and where it lies in the block. */
export interface ParameterEntry {
  readonly name: string // 'conv1.weights'
  readonly node: string
  readonly shape: readonly number[]
  readonly offset: number
  readonly length: number
  readonly fanIn: number
  readonly fanOut: number
  readonly start: number
  readonly learned: boolean
}

/** Lays out and allocates; the values are zero until they are initialised. */
export function createParameterBlock(
  plan: Plan,
  kernels: Kernels,
  precision: Precision,
  train: boolean,
): ParameterBlock {
  const entries: ParameterEntry[] = []
  let offset = 0
  const ends: number[] = []
  for (const belongs of [
    (p: { learned: boolean; decays: boolean }) => p.learned && p.decays,
    (p: { learned: boolean; decays: boolean }) => p.learned && !p.decays,
    (p: { learned: boolean }) => !p.learned,
  ]) {
    for (const node of plan.nodes) {
      for (const p of node.parameters.filter(belongs)) {
        const length = lengthOf(p.shape)
        const { shape, fanIn, fanOut, start, learned } = p
        entries.push({
          name: `${node.id}.${p.name}`,
          node: node.id,
          shape,
          offset,
          length,
          fanIn,
          fanOut,
          start,
          learned,
        })
        offset += length
      }
    }
    ends.push(offset)
  }
  const { memory } = kernels
  const held = {
    values: memory.hold(precision, offset),
    gradients: memory.hold(precision, train ? ends[1] : 0),
  }
  return blockOf({ kernels, held, decayLength: ends[0], learnedLength: ends[1], entries })
}

/** The same values, with gradients of their own: the probe's backward pass must not touch the training gradients. */
export function shareParameterBlock(block: ParameterBlock, kernels: Kernels, train: boolean): ParameterBlock {
  const { decayLength, learnedLength, entries } = block
  const gradients = kernels.memory.hold(precisionOf({ data: block.values }), train ? learnedLength : 0)
  const held = { values: block.held.values, gradients }
  return blockOf({ kernels, held, decayLength, learnedLength, entries })
}

function blockOf(
  given: Pick<ParameterBlock, 'kernels' | 'held' | 'decayLength' | 'learnedLength' | 'entries'>,
): ParameterBlock {
  const { held, entries } = given
  /** Of the entries that the array is long enough for: what is not learned stands last, and has no gradient. */
  const tensors = (all: Held<Numbers>): Map<string, Tensor> =>
    new Map(
      entries
        .filter((e) => e.offset + e.length <= all.array.length)
        .map((e) => [e.name, tensorOf(e.shape, all.part(e.offset, e.length))]),
    )
  const values = tensors(held.values)
  const gradients = tensors(held.gradients)
  const get = (map: Map<string, Tensor>, name: string): Tensor => {
    const tensor = map.get(name)
    if (!tensor) throw new RangeError(`no parameter '${name}'`)
    return tensor
  }
  return {
    ...given,
    get values() {
      return held.values.array
    },
    get gradients() {
      return held.gradients.array
    },
    value: (name) => get(values, name),
    gradient: (name) => get(gradients, name),
  }
}
