import { colourScale } from '../draw/colour-scale'
import { type FilterLayout, filterLayout } from '../draw/filter-layout'
import { spreadOf } from '../draw/map-scales'
import { BIAS_ROOM, type FilterScene } from '../draw/paint-filters'
import { inks, type Theme } from '../draw/theme'
import type { MapsShow } from '../network/strip.types'
import type { FilterLook, FilterShape, FilterValues } from './filters'

/** Patches a filter has in the grid. */
export const perFilterOf = (look: FilterLook, { channels }: FilterShape): number =>
  look === 'rows' ? channels : 1

const LEAST: Readonly<Record<FilterLook, number>> = { colour: 20, plane: 20, rows: 6 } // px, side of a patch
const MOST: Readonly<Record<FilterLook, number>> = { colour: 66, plane: 56, rows: 33 }

const MANY = 16 // filters that stand closer, so that all may be in sight

interface Room {
  readonly width: number // px
  readonly height: number
}

export function layoutOf(shape: FilterShape, look: FilterLook, room: Room, named: boolean): FilterLayout {
  const { filters, h, w } = shape
  const perFilter = perFilterOf(look, shape)
  return filterLayout({
    patches: filters * perFilter,
    perRow: look === 'rows' ? perFilter : null,
    h,
    w,
    width: room.width,
    height: look === 'rows' ? null : room.height, // rows stand as close as they can already
    gap: look !== 'rows' ? (filters > MANY ? 2 : 4) : h * w === 1 ? 1 : 2,
    left: look === 'rows' ? 6 + 7 * String(filters).length : 2,
    right: look === 'rows' ? BIAS_ROOM : 2,
    below: named ? 16 : 0,
    least: named ? 58 : h * w === 1 ? 3 : LEAST[look],
    most: MOST[look],
  })
}

interface Parts {
  readonly shape: FilterShape
  readonly look: FilterLook
  readonly values: FilterValues | null
  readonly mapsShow: MapsShow
  readonly layout: FilterLayout
  readonly theme: Theme
  readonly dpr: number
  most(filter: number): number
}

export function sceneOf({ shape, look, values, mapsShow, layout, theme, dpr, most }: Parts): FilterScene {
  const { filters, h, w } = shape
  const weights = values?.weights.data ?? null
  const length = weights ? weights.length / filters : 0
  return {
    weights,
    biases: look === 'rows' ? (values?.biases?.data ?? null) : null,
    inColour: look === 'colour',
    perFilter: perFilterOf(look, shape),
    filters,
    h,
    w,
    layout,
    colours: colourScale(theme, mapsShow === 'values' ? 'value' : 'gradient'),
    inks: inks[theme],
    dpr,
    // In colour no scale is shared: a template is read for its picture, not for its size.
    most: look === 'colour' && weights ? (i) => spreadOf(weights, i * length, (i + 1) * length) : most,
  }
}
