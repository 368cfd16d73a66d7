import type { Plan } from '../plan/plan.types'
import type { Numbers, Precision, Tensor } from '../tensor'
import { lengthOf } from '../tensor'

/**
 * All parameters of a network in one flat array, those that decay (weights) first, so that L2 is one range and an
 * update is one pass. What is kept but not learned (running statistics) stands last, after `learnedLength`.
 */
export interface ParameterBlock {
  readonly values: Numbers
  readonly gradients: Numbers // of what is learned; zero length where training is off
  readonly decayLength: number // numbers 0 … decayLength − 1 decay
  readonly learnedLength: number
  readonly entries: readonly ParameterEntry[]
  value(name: string): Tensor
  /** Throws for what is not learned. */
  gradient(name: string): Tensor
}

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
export function createParameterBlock(plan: Plan, precision: Precision, train: boolean): ParameterBlock {
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
  const allocate = (n: number): Numbers =>
    precision === 'float64' ? new Float64Array(n) : new Float32Array(n)
  return withViews({
    values: allocate(offset),
    gradients: allocate(train ? ends[1] : 0),
    decayLength: ends[0],
    learnedLength: ends[1],
    entries,
  })
}

/** The same values, with gradients of their own: the probe's backward pass must not touch the training gradients. */
export function shareParameterBlock(block: ParameterBlock, train: boolean): ParameterBlock {
  const { values, decayLength, learnedLength, entries } = block
  const length = train ? learnedLength : 0
  const gradients = values instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)
  return withViews({ values, gradients, decayLength, learnedLength, entries })
}

function withViews(block: Omit<ParameterBlock, 'value' | 'gradient'>): ParameterBlock {
  /** Of the entries that the array is long enough for: what is not learned stands last, and has no gradient. */
  const views = (data: Numbers): Map<string, Tensor> =>
    new Map(
      block.entries
        .filter((e) => e.offset + e.length <= data.length)
        .map((e) => [e.name, { shape: e.shape, data: data.subarray(e.offset, e.offset + e.length) }]),
    )
  const values = views(block.values)
  const gradients = views(block.gradients)
  const get = (map: Map<string, Tensor>, name: string): Tensor => {
    const tensor = map.get(name)
    if (!tensor) throw new RangeError(`no parameter '${name}'`)
    return tensor
  }
  return { ...block, value: (name) => get(values, name), gradient: (name) => get(gradients, name) }
}
