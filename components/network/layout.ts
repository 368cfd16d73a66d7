/** Where everything in the strip stands, in CSS pixels: computed, so that threads need not measure the page. */
import type { Plan } from '../../engine/index'
import { type ColumnLayout, commonSide } from '../draw/tile-box'

export interface StripLayout {
  readonly nodes: readonly string[]
  readonly slot: number // 36: largest side of a tile
  readonly side: number // of the tiles drawn in them, see `commonSide`
  readonly pitch: number // 38: from one tile to the next
  readonly column: number // 63: width of a card
  readonly bracket: number // height of the block names
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

interface Wish {
  readonly tile: number
  readonly rows: number
  readonly dpr: number
  /** Width of the longest words of a card, px. */
  readonly widest: number
}

const LINE = 14 // of a card's header
const GAP = 2 // between tiles
const MARGIN = 6 // between a card's border and its tiles

export function stripLayout(plan: Plan, nodes: readonly string[], wish: Wish): StripLayout {
  const { tile, rows, dpr, widest } = wish
  const bracket = hasBlocks(plan, nodes) ? LINE + 12 : 0
  const header = 4 * LINE + 4
  const pitch = tile + GAP
  const column = Math.max(tile + 27, widest + 6)
  const top = bracket + MARGIN + header
  const viewport = rows * pitch
  const places = new Map(nodes.map((id, i) => [id, i * column]))
  return {
    nodes,
    slot: tile,
    side: commonSide(sidesOf(plan, nodes), tile, dpr),
    pitch,
    column,
    bracket,
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

export interface Block {
  readonly first: number // index of a card
  readonly last: number
}

/** A block ends with its pooling; what comes after the last one (the classifier) is none. */
export function blocks(plan: Plan, nodes: readonly string[]): readonly Block[] {
  const found: Block[] = []
  let first = nodes[0] === 'input' ? 1 : 0
  nodes.forEach((id, i) => {
    if (id === 'input' || plan.node(id).layer.type !== 'pool') return
    found.push({ first, last: i })
    first = i + 1
  })
  return found
}

const hasBlocks = (plan: Plan, nodes: readonly string[]): boolean => blocks(plan, nodes).length > 0
