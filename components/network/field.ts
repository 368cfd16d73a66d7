/** What one unit reads of an earlier layer, or of the picture. */
import type { Layer, Plan, PlannedNode, Text } from '../../engine/index'
import { layerType, type UnitField, unitField } from '../../engine/index'
import type { Cells } from '../draw/tile-box'
import type { UnitAddress } from './strip.types'

export interface Field {
  /** Clipped to the cells that exist. */
  readonly cells: Cells
  /** By the formula, padding included: may begin below 0 and be larger than what it is laid on. */
  readonly whole: Cells
  /** The one map that is read, where no layer between mixes the channels; null: all of them. */
  readonly channel: number | null
}

/** null where the unit reads nothing of `onto`: a later layer, or another branch. */
export function fieldOn(plan: Plan, unit: UnitAddress, onto: string): Field | null {
  if (unit.node === 'input' || unit.node === onto) return null
  const field = unitField(plan, unit.node, unit, onto)
  const channel = channelOn(plan, unit, onto)
  if (!field || channel === null) return null
  return {
    cells: cellsOf(field),
    whole: cellsOf(field.unclipped),
    channel: channel === 'all' ? null : channel,
  }
}

const cellsOf = ({ rows, columns }: Pick<UnitField, 'rows' | 'columns'>): Cells => ({ rows, cols: columns })

/**
 * Which map is read. Depth is full once a layer on the way weighs the channels; pooling, ReLU and adding keep to their own,
 * copies to the one they copy: so the other branches of a concat are not read, null.
 */
function channelOn(plan: Plan, { node: id, ...unit }: UnitAddress, onto: string): number | 'all' | null {
  if (id === onto) return unit.c
  if (id === 'input') return null
  const { layer, inputs, from, parameters } = plan.node(id)
  const source = layerType(layer).copyOf?.(layer, inputs, unit)
  if (source) return channelOn(plan, { ...source.unit, node: from[source.input] }, onto)
  const ways = from.map((before) => channelOn(plan, { ...unit, node: before }, onto))
  const read = ways.filter((channel) => channel !== null)
  if (read.length === 0) return null
  return mixesChannels(layer, parameters) || read.some((channel) => channel !== read[0]) ? 'all' : read[0]
}

const mixesChannels = (layer: Layer, parameters: PlannedNode['parameters']): boolean =>
  layerType(layer).mixesChannels || parameters.some(({ name }) => name === 'weights')

/** Rows and columns count from 1. */
export const range = ([first, last]: readonly [number, number]): string =>
  first === last ? `${first + 1}` : `${first + 1}–${last + 1}`

export const extent = ([first, last]: readonly [number, number]): number => last - first + 1

/** "sees 10×10 pixels: rows 7–16, columns 17–26", and in words where it is larger than the picture. */
export function spokenField(plan: Plan, { cells, whole }: Field): Text {
  const { h, w } = plan.input
  const size = `${extent(whole.cols)}×${extent(whole.rows)}`
  const larger = extent(whole.rows) > h || extent(whole.cols) > w
  return {
    en: `Receptive field ${size}${larger ? `, larger than the ${w}×${h} picture` : ''}: rows ${range(cells.rows)}, columns ${range(cells.cols)}`,
    zh: `感受野 ${size}${larger ? `，大于 ${w}×${h} 的整张图` : ''}：第 ${range(cells.rows)} 行，第 ${range(cells.cols)} 列`,
  }
}
