/**
 * The end of the colour scale, m, of every map. Pool, ReLU and what else keeps the unit of measure follow the layer
 * they read, so that red that vanishes means ReLU and nothing else.
 */
import { layerType, type Plan, type PlannedNode } from '../../engine/index'
import { type Held, hold } from './hold-scale'
import type { Snapshot, Values } from './snapshot'

export type ScaleMode = 'map' | 'layer' | 'network'

export interface MapScales {
  readonly mode: ScaleMode
  /** The value at the end of the scale of one map (channel) of a node. */
  of(node: string, channel: number): number
}

/** A layer that adds, weighs or normalises has its own scale; one that passes values on follows its input. */
function passesValuesOn({ layer, from, parameters }: PlannedNode): boolean {
  if (layerType(layer).ownScale?.(layer)) return false
  return from.length === 1 && from[0] !== 'input' && parameters.length === 0
}

const ownersOf = new WeakMap<Plan, ReadonlyMap<string, string>>()

/** The node whose m this one uses. */
export function scaleOwner(plan: Plan, id: string): string {
  let owners = ownersOf.get(plan)
  if (!owners) {
    owners = findOwners(plan)
    ownersOf.set(plan, owners)
  }
  return owners.get(id) ?? id
}

function findOwners(plan: Plan): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const node of plan.nodes)
    owners.set(node.id, passesValuesOn(node) ? owners.get(node.from[0])! : node.id)
  return owners
}

/** 98.5th percentile of |value| of a run of numbers. */
export function spreadOf(data: ArrayLike<number>, from: number, to: number): number {
  const sizes = new Float32Array(to - from)
  for (let i = from; i < to; i++) sizes[i - from] = Math.abs(data[i])
  sizes.sort()
  return sizes[Math.min(sizes.length - 1, Math.floor(0.985 * sizes.length))]
}

/** Below so many numbers the percentile is the second or third largest: the largest itself is the end. */
const FEW = 200

/** The end of the scale of a whole layer, of its values or of its weights. */
export const endOf = (values: Values | null): number =>
  !values ? 0 : values.data.length < FEW ? Math.max(-values.min, values.max) : values.spread

/** Remembers each m between frames (see `hold`); one per page, for one network. */
export class ScaleKeeper {
  private readonly held = new Map<string, Held>()
  private pass = ''

  /** `now` in milliseconds. Another picture, run or quantity is measured afresh. */
  measure(snapshot: Snapshot, part: 'activations' | 'gradients', mode: ScaleMode, now: number): MapScales {
    this.forget(`${snapshot.run}/${part}/${JSON.stringify(pictureKey(snapshot))}`)
    const found = new Map<string, number>()
    const of = (node: string, channel: number): number => {
      const owner = scaleOwner(snapshot.plan, node)
      const key =
        mode === 'network'
          ? '*'
          : mode === 'layer'
            ? owner
            : `${owner}.${mapOf(snapshot, owner, node, channel)}`
      let most = found.get(key)
      if (most === undefined) {
        most = this.keep(
          `${mode}/${key}`,
          wanted(snapshot, part, mode, owner, mapOf(snapshot, owner, node, channel)),
          now,
        )
        found.set(key, most)
      }
      return most
    }
    return { mode, of }
  }

  private keep(key: string, most: number, now: number): number {
    const held = hold(this.held.get(key) ?? null, most, now)
    this.held.set(key, held)
    return held.most
  }

  private forget(pass: string): void {
    if (pass !== this.pass) this.held.clear()
    this.pass = pass
  }
}

const pictureKey = ({ picture }: Snapshot): unknown =>
  picture.kind === 'set' ? [picture.split, picture.index] : picture.pixels.length

/** A layer that follows another has as many maps; where it does not (flatten), the whole layer's m stands in: −1. */
const mapOf = ({ plan }: Snapshot, owner: string, node: string, channel: number): number =>
  plan.shapeOf(owner).c === plan.shapeOf(node).c ? channel : -1

function wanted(
  snapshot: Snapshot,
  part: 'activations' | 'gradients',
  mode: ScaleMode,
  owner: string,
  map: number,
): number {
  if (mode === 'network') {
    const owners = new Set(snapshot.plan.nodes.map((n) => scaleOwner(snapshot.plan, n.id)))
    return Math.max(0, ...[...owners].map((id) => endOf(snapshot.values(part, id))))
  }
  const values = snapshot.values(part, owner)
  if (!values) return 0
  if (mode === 'layer' || map < 0) return endOf(values)
  const { h, w } = snapshot.plan.shapeOf(owner)
  return spreadOf(values.data, map * h * w, (map + 1) * h * w)
}
