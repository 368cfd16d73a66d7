/** Where everything in the strip stands, in CSS pixels: computed, so that threads need not measure the page. */
import type { Plan } from '../../engine/index'
import { COUNT_LINE, type ColumnLayout, commonSide } from '../draw/tile-box'
import { IN, OUT, OUTSIDE, type Wire, wiresOf } from './wiring'

export interface StripLayout {
  readonly nodes: readonly string[]
  readonly slot: number // 36: largest side of a tile
  readonly side: number // of the tiles drawn in them, see `commonSide`
  readonly pitch: number // 38: from one tile to the next
  readonly column: number // 63: width of a card
  readonly above: number // height of what stands above the cards: block names, or wires and what they bring
  readonly blocks: readonly Block[] // none where there are wires
  readonly wires: readonly Wire[] // none in a chain
  readonly sourceLines: readonly number[] // of each card, of the words above it
  readonly sourceRoom: number // their width
  readonly header: number // height of a card's words
  readonly line: number // height of one of its lines
  readonly top: number // first tile, from the top of the strip
  readonly viewport: number // height of the tiles in sight
  readonly width: number
  readonly height: number
  readonly dpr: number
  /** Left edge of a card; −1 where it is not shown. */
  left(node: string): number
}

export interface Block {
  readonly first: number // index of a card
  readonly last: number
}

interface Wish {
  readonly tile: number
  readonly rows: number
  readonly dpr: number
  /** Width of the longest words of a card, px. */
  readonly widest: number
  /** Width that the cards may take together, px: tiles grow into it. Without it they are as large as `tile`. */
  readonly room?: number
  /** Of each card, lines of the words above it that say what it reads; 0 where it is the card before. */
  sourceLines(room: number): readonly number[]
}

const LINE = 14 // of a card's header
const GAP = 2 // between tiles
const BESIDE = 27 // of a tile, to the next card's: what threads need
const MARGIN = 6 // between a card's border and its tiles
const BRACKET = LINE + 12
const FEWEST = 4 // maps of a card, however many wires there are
const LANE = 9 // from one wire to the next
const DROP = 15 // from the lowest wire to what it brings
const WIRE_TOP = 4
const CLEAR = 8 // px beside the words above a card, for the threads between cards

export function stripLayout(plan: Plan, nodes: readonly string[], wish: Wish): StripLayout {
  const { rows, dpr, widest } = wish
  const wires = wiresOf(plan, nodes)
  const header = 4 * LINE + 4
  const tile = grown(plan, nodes, wish)
  const pitch = tile + GAP
  const column = Math.max(tile + BESIDE, widest + 6)
  const sourceRoom = column - CLEAR
  const sourceLines = wish.sourceLines(sourceRoom)
  const blocks = wires.length > 0 ? [] : blocksOf(plan, nodes)
  const bracket = blocks.length > 0 ? BRACKET : 0
  const above = wires.length > 0 ? wiresHeight(wires) + Math.max(...sourceLines) * LINE : bracket
  const top = above + MARGIN + header
  // Wires that are higher than a bracket take the room of maps: a screen that held a chain holds this as well.
  const wished = wish.tile + GAP
  const held = Math.max(FEWEST, rows - Math.ceil(Math.max(0, above - BRACKET) / wished)) * wished
  const viewport = tile > wish.tile ? wholeTiles(held, pitch, mostMaps(plan, nodes)) : held
  const places = new Map(nodes.map((id, i) => [id, i * column]))
  return {
    nodes,
    slot: tile,
    side: commonSide(sidesOf(plan, nodes), tile, dpr),
    pitch,
    column,
    above,
    blocks,
    wires,
    sourceLines,
    sourceRoom,
    header,
    line: LINE,
    top,
    viewport,
    width: nodes.length * column,
    height: top + viewport + MARGIN,
    dpr,
    left: (node) => places.get(node) ?? -1,
  }
}

/**
 * The side of a tile: as large as the room across allows, in the height of `rows` tiles of the least size. A layer whose
 * maps all fit keeps them all in sight; where some have to be scrolled to anyway, half as many are seen, twice as large.
 */
function grown(plan: Plan, nodes: readonly string[], { tile, rows, room = 0 }: Wish): number {
  const half = Math.ceil(rows / 2)
  const most = mostMaps(plan, nodes)
  const inSight = most > rows ? half : Math.max(most, half)
  const height = rows * (tile + GAP) - (most > inSight ? COUNT_LINE : 0)
  const down = Math.floor(height / inSight) - GAP
  const across = Math.floor(room / nodes.length) - BESIDE
  return Math.max(tile, Math.min(down, across))
}

const mostMaps = (plan: Plan, nodes: readonly string[]): number =>
  Math.max(...nodes.map((id) => plan.shapeOf(id).c))

/** The height for tiles, none of them cut. */
function wholeTiles(height: number, pitch: number, most: number): number {
  if (most * pitch <= height) return Math.floor(height / pitch) * pitch
  return Math.floor((height - COUNT_LINE) / pitch) * pitch + COUNT_LINE
}

const wiresHeight = (wires: readonly Wire[]): number =>
  Math.max(...wires.map(({ lane }) => lane)) * LANE + DROP + WIRE_TOP

/** Height of a wire, from the top of the strip. */
export const laneTop = ({ wires }: StripLayout, lane: number): number =>
  WIRE_TOP + (Math.max(...wires.map((wire) => wire.lane)) - lane) * LANE

/** Where a wire leaves a card, and where it arrives at one. */
export const outOf = ({ column }: StripLayout, card: number): number =>
  card === OUTSIDE ? 0 : Math.round((card + OUT) * column)

export const into = ({ column }: StripLayout, card: number): number => Math.round((card + IN) * column)

export const columnLayout = (strip: StripLayout, plan: Plan, node: string): ColumnLayout => ({
  shape: plan.shapeOf(node),
  slot: strip.slot,
  side: strip.side,
  pitch: strip.pitch,
  left: Math.floor((strip.column - strip.slot) / 2),
  dpr: strip.dpr,
})

const sidesOf = (plan: Plan, nodes: readonly string[]): number[] =>
  nodes.map((id) => Math.max(plan.shapeOf(id).h, plan.shapeOf(id).w))

/** A block ends with its pooling; what comes after the last one (the classifier) is none. Branches are told by wires instead. */
function blocksOf(plan: Plan, nodes: readonly string[]): readonly Block[] {
  const found: Block[] = []
  let first = nodes[0] === 'input' ? 1 : 0
  nodes.forEach((id, i) => {
    if (id === 'input' || plan.node(id).layer.type !== 'pool') return
    found.push({ first, last: i })
    first = i + 1
  })
  return found
}
