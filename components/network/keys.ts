import type { Plan } from '../../engine/index'
import type { UnitAddress } from './strip.types'

/** The unit in the middle of a layer's first map: where the keyboard starts. */
export function middleOf(plan: Plan, node: string): UnitAddress {
  const { h, w } = plan.shapeOf(node)
  return { node, c: 0, y: h >> 1, x: w >> 1 }
}

/** Where a key leads from a unit: arrows within its map, [ and ] to the layer before and after, 1 … 9, 0 and Page keys to another map. */
export function unitAfterKey(
  plan: Plan,
  nodes: readonly string[],
  from: UnitAddress,
  key: string,
): UnitAddress | null {
  const { c } = plan.shapeOf(from.node)
  if (key === '[' || key === ']') return inNeighbour(plan, nodes, from, key === ']' ? 1 : -1)
  if (key === 'PageUp' || key === 'PageDown') return inMap(from, from.c + (key === 'PageDown' ? 1 : -1), c)
  if (/^[0-9]$/.test(key)) return inMap(from, (Number(key) + 9) % 10, c) // 0 is the tenth
  return byArrow(plan, from, key)
}

function byArrow(plan: Plan, from: UnitAddress, key: string): UnitAddress | null {
  const { c, h, w } = plan.shapeOf(from.node)
  const [down, right] = arrows[key] ?? [0, 0]
  if (down === 0 && right === 0) return null
  // Units of a fully connected layer are maps of one cell: the next one lies below.
  if (h * w === 1) return inMap(from, from.c + (down || right), c)
  return { ...from, y: clamp(from.y + down, h), x: clamp(from.x + right, w) }
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const clamp = (at: number, length: number): number => Math.max(0, Math.min(length - 1, at))

const inMap = (from: UnitAddress, c: number, channels: number): UnitAddress => ({
  ...from,
  c: clamp(c, channels),
})

/** The same place of the picture in the next layer. */
function inNeighbour(plan: Plan, nodes: readonly string[], from: UnitAddress, by: number): UnitAddress {
  const node = nodes[clamp(nodes.indexOf(from.node) + by, nodes.length)]
  if (node === from.node) return from
  const here = plan.shapeOf(from.node)
  const there = plan.shapeOf(node)
  const scaled = (at: number, n: number, to: number): number => clamp(Math.floor(((at + 0.5) / n) * to), to)
  return {
    node,
    c: clamp(from.c, there.c),
    y: scaled(from.y, here.h, there.h),
    x: scaled(from.x, here.w, there.w),
  }
}
