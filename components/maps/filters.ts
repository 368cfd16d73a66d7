/** The filters of a layer as they are drawn: fully connected layers too, a row of W being a filter as large as its input. */
import type { Plan } from '../../engine/index'
import { endOf, type ScaleMode, spreadOf } from '../draw/map-scales'
import type { Snapshot, Values } from '../draw/snapshot'
import type { MapsShow } from '../network/strip.types'

export interface FilterShape {
  readonly filters: number
  /** Channels each filter reads: of its group, where there are groups. */
  readonly channels: number
  readonly h: number
  readonly w: number
  /** Reads the picture, so that it can be shown in the picture's colours. */
  readonly readsColour: boolean
}

/** null for a layer without weights. */
export function filterShape(plan: Plan, id: string): FilterShape | null {
  const node = id === 'input' ? null : plan.node(id)
  const weights = node?.parameters.find(({ name }) => name === 'weights')
  if (!node || !weights) return null
  const [input] = node.inputs
  const [filters] = weights.shape
  const [channels, h, w] = weights.shape.length === 4 ? weights.shape.slice(1) : [input.c, input.h, input.w]
  return { filters, channels, h, w, readsColour: node.from[0] === 'input' && channels === 3 }
}

export interface FilterValues {
  readonly weights: Values
  /** null for a layer without biases. */
  readonly biases: Values | null
}

export function filterValues(snapshot: Snapshot | null, id: string, mapsShow: MapsShow): FilterValues | null {
  const part = mapsShow === 'values' ? 'parameters' : 'parameterGradients'
  const weights = snapshot?.values(part, `${id}.weights`)
  return weights ? { weights, biases: snapshot?.values(part, `${id}.biases`) ?? null } : null
}

/** The end of the scale of each filter, as wished: of its own, of the layer, or of all layers' weights. */
export function filterScale(
  snapshot: Snapshot | null,
  id: string,
  mapsShow: MapsShow,
  mode: ScaleMode,
): (filter: number) => number {
  const values = filterValues(snapshot, id, mapsShow)?.weights
  if (!snapshot || !values) return () => 0
  const [filters] = values.shape
  const length = values.data.length / filters
  if (mode === 'map') return (i) => spreadOf(values.data, i * length, (i + 1) * length)
  if (mode === 'layer') return () => endOf(values)
  const spreads = snapshot.plan.nodes.map((node) =>
    endOf(filterValues(snapshot, node.id, mapsShow)?.weights ?? null),
  )
  return () => Math.max(0, ...spreads)
}

/** How filters are laid out: in colour and with a single channel side by side, else one row per filter. */
export type FilterLook = 'colour' | 'plane' | 'rows'

export const lookOf = ({ readsColour, channels }: FilterShape, byChannel: boolean): FilterLook =>
  readsColour && !byChannel ? 'colour' : channels === 1 ? 'plane' : 'rows'
