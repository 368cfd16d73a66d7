import { useMemo } from 'react'
import type { Plan } from '../../engine/index'
import { corneredPath } from '../draw/corners'
import type { Snapshot } from '../draw/snapshot'
import { type Point, threadPath, threadStyles } from '../draw/threads'
import { type Box, cellsBox, unitBox } from '../draw/tile-box'
import { type Contribution, contributionsTo } from './contributions'
import { columnLayout, laneTop, type StripLayout } from './layout'
import type { UnitAddress } from './strip.types'
import styles from './Threads.module.css'

interface Props {
  readonly plan: Plan
  readonly snapshot: Snapshot | null
  readonly strip: StripLayout
  readonly unit: UnitAddress | null
  /** How far each card's maps are scrolled. */
  readonly scrolled: Readonly<Record<string, number>>
}

const RING = 5
const CORNER = 6 // px

/** From each window in the layers before to the unit, as wide as what it contributes. */
export function Threads({ plan, snapshot, strip, unit, scrolled }: Props) {
  const parts = useMemo(
    () => (unit && snapshot ? contributionsTo(plan, snapshot, unit) : []),
    [plan, snapshot, unit],
  )
  if (!unit || strip.left(unit.node) < 0) return null
  const to = shifted(strip, unit.node, unitBox(columnLayout(strip, plan, unit.node), unit), scrolled)
  if (!inSight(strip, to)) return null
  const { h, w } = plan.shapeOf(unit.node)
  const end = { x: h * w === 1 ? to.x : to.x + to.w / 2 - RING, y: to.y + to.h / 2 }
  const looks = threadStyles(parts.map((part) => part.amount))
  return (
    <svg className={styles.threads} width={strip.width} height={strip.height} aria-hidden>
      <g key={`${unit.node}/${unit.c}/${unit.y}/${unit.x}`} className={styles.bundle}>
        {parts.map((part, i) => {
          const from = windowBox(plan, strip, part, scrolled)
          if (!from || !inSight(strip, from)) return null
          const start = { x: from.x + from.w, y: from.y + from.h / 2 }
          const d = overhead(strip, part.node, start, unit.node, end) ?? threadPath(start, end)
          const { width, dashed } = looks[i]
          return (
            <path
              key={`${part.node}/${part.channel}`}
              {...{ d }}
              strokeWidth={width}
              strokeDasharray={dashed ? '3 2.5' : undefined}
            />
          )
        })}
      </g>
    </svg>
  )
}

/** From a card further back a thread goes along the wire, between the cards: never across the maps of others. */
function overhead(
  strip: StripLayout,
  source: string,
  start: Point,
  reader: string,
  end: Point,
): string | null {
  const [from, to] = [source, reader].map((node) => strip.nodes.indexOf(node))
  const wire = strip.wires.find((some) => some.from.includes(from) && some.to.includes(to))
  if (!wire) return null
  const [leaves, arrives] = [strip.left(source) + strip.column, strip.left(reader)]
  const y = laneTop(strip, wire.lane)
  const turns = [
    { x: leaves, y: start.y },
    { x: leaves, y },
    { x: arrives, y },
    { x: arrives, y: end.y },
  ]
  return corneredPath([start, ...turns, end], CORNER)
}

function windowBox(
  plan: Plan,
  strip: StripLayout,
  { node, channel, cells }: Contribution,
  scrolled: Props['scrolled'],
): Box | null {
  if (strip.left(node) < 0 || !cells) return null
  return shifted(strip, node, cellsBox(columnLayout(strip, plan, node), channel, cells, 5), scrolled)
}

/** A box of a card's column, in the strip's coordinates. */
const shifted = (strip: StripLayout, node: string, box: Box, scrolled: Props['scrolled']): Box => ({
  ...box,
  x: box.x + strip.left(node),
  y: box.y + strip.top - (scrolled[node] ?? 0),
})

/** A map that is scrolled out of its card has no end for a thread. */
const inSight = (strip: StripLayout, { y, h }: Box): boolean =>
  y + h / 2 >= strip.top && y + h / 2 <= strip.top + strip.viewport
