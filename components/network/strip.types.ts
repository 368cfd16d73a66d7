import type { Ref } from 'react'
import type { Plan, Unit } from '../../engine/index'
import type { MapScales, ScaleMode } from '../draw/map-scales'
import type { Snapshot } from '../draw/snapshot'

/** One unit of the network: the node, and channel, row, column in it, 0-based. Node 'input' is the picture. */
export interface UnitAddress extends Unit {
  readonly node: string
}

export type MapsShow = 'values' | 'gradients'

/**
 * The network as a row of layer cards. Everything it shows comes from one snapshot; it holds no state of its own but
 * scrolling. Light or dark comes from ThemeContext, the language from LanguageContext.
 */
export interface StripProps {
  readonly plan: Plan
  /** `pinned ?? snapshot`; null until the first frame: tiles are empty, headers stand. */
  readonly snapshot: Snapshot | null
  readonly mapsShow: MapsShow
  /** One scale per map, per layer, or one for the whole network. */
  readonly scale: ScaleMode
  /** From `useMapScales`, where another panel must agree with the strip's colours; by default the strip makes its own. */
  readonly scales?: MapScales
  /** Cards to show, in this order; 'input' gives a card with the picture's channels. Default: all nodes of the plan. */
  readonly nodes?: readonly string[]
  readonly chosenNode: string
  /** Chosen by click, tap or keys. */
  readonly unit: UnitAddress | null
  /** Pointed at; frames and threads follow it while it lasts. */
  readonly hovered: UnitAddress | null
  /** A new network is being built: tiles at 40 %, "waiting". */
  readonly stale?: boolean
  /** First layer with a value that is not finite. */
  readonly brokenNode?: string | null
  /** Largest side of a tile in CSS pixels: 36 (laptop), 44, 52, 48 (phone). */
  readonly tile?: number
  /** Width that the cards may take together, CSS pixels: tiles grow into it where the maps have the height. */
  readonly room?: number
  /** Tiles per card before the rest scrolls; 10. */
  readonly rows?: number
  onChoose(node: string): void
  /** Pointer over a unit; null when it leaves. Never called by touch. */
  onPoint(unit: UnitAddress | null): void
  /** Click, tap or keys; null lets go. */
  onPick(unit: UnitAddress | null): void
  /** Enter on the unit that is chosen already. */
  onHold?(): void
  /** Nodes whose cards are on screen, when that changes: the frames need carry no others. */
  registerVisible?(nodes: readonly string[]): void
  readonly ref?: Ref<StripHandle>
}

export interface StripHandle {
  /** Scrolls the chosen unit into view and gives it the keyboard (the U key); chooses one where none is. */
  focusUnit(): void
}
