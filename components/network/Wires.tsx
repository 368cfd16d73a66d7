import { memo } from 'react'
import type { Plan } from '../../engine/index'
import { corneredPath } from '../draw/corners'
import { useLanguage } from '../language'
import { into, laneTop, outOf, type StripLayout } from './layout'
import { sourceLabel } from './sources'
import styles from './Wires.module.css'
import { followsOn, OUTSIDE, type Wire } from './wiring'

interface Props {
  readonly plan: Plan
  readonly strip: StripLayout
  readonly chosenNode: string
}

const CORNER = 5
const HEAD = 5 // px, an arrow's

/** Above the cards: who reads whom, where it is not simply the card to the left. A card's own button says the same in words. */
export const Wires = memo(function Wires({ plan, strip, chosenNode }: Props) {
  const language = useLanguage()
  const { nodes, wires, width, height, above, column, sourceRoom } = strip
  if (wires.length === 0) return null
  const chosen = nodes.indexOf(chosenNode)
  const labels = nodes.map((_, i) => sourceLabel(plan, nodes, i, language))
  return (
    <>
      <svg className={styles.wires} {...{ width, height }} aria-hidden>
        {nodes.map(
          (node, i) => !followsOn(plan, nodes, i) && <BranchBegins key={node} {...{ strip }} card={i} />,
        )}
        {wires.map((wire) => (
          <Bundle key={`${wire.from}/${wire.to}`} {...{ wire, strip, chosen }} />
        ))}
      </svg>
      {labels.map(
        (label, i) =>
          label && (
            <span
              key={nodes[i]}
              className={styles.sources}
              style={{
                left: (i + 0.5) * column - sourceRoom / 2,
                width: sourceRoom,
                bottom: height - above,
                lineHeight: `${strip.line}px`,
              }}
              data-own={i === chosen || undefined}
              aria-hidden
            >
              <span>{label}</span>
            </span>
          ),
      )}
    </>
  )
})

/** A card that does not read the one before it: a line between them. */
function BranchBegins({ strip: { column, above, height }, card }: { strip: StripLayout; card: number }) {
  return <path className={styles.branch} d={`M${card * column + 0.5} ${above}V${height}`} />
}

/** All ways of one wire; those of the chosen card last, in ink. What crosses it goes under: a casing of paper. */
function Bundle({ wire, strip, chosen }: { wire: Wire; strip: StripLayout; chosen: number }) {
  const ways = wire.from
    .flatMap((from) => wire.to.map((to) => ({ from, to, own: from === chosen || to === chosen })))
    .sort((a, b) => Number(a.own) - Number(b.own))
    .map((way) => ({ ...way, d: wayPath(strip, wire, way) }))
  return (
    <g>
      {ways.map(({ from, to, d }) => (
        <path key={`${from}/${to}`} className={styles.casing} {...{ d }} />
      ))}
      {ways.map(({ from, to, own, d }) => (
        <path
          key={`${from}/${to}`}
          className={styles.wire}
          {...{ d }}
          data-wire={`${strip.nodes[from] ?? 'input'} ${strip.nodes[to]}`}
          data-own={own || undefined}
        />
      ))}
      {wire.from.map(
        (from) =>
          from !== OUTSIDE && (
            <circle
              key={from}
              className={styles.end}
              cx={outOf(strip, from)}
              cy={strip.above - 2}
              r={2.5}
              data-own={ways.some((way) => way.own && way.from === from) || undefined}
            />
          ),
      )}
      {wire.to.map((to) => (
        <path
          key={to}
          className={styles.end}
          d={headPath(into(strip, to), arrival(strip, to))}
          data-own={ways.some((way) => way.own && way.to === to) || undefined}
        />
      ))}
    </g>
  )
}

function wayPath(strip: StripLayout, { lane }: Wire, { from, to }: { from: number; to: number }): string {
  const [start, end, y] = [outOf(strip, from), into(strip, to), laneTop(strip, lane)]
  const rise = from === OUTSIDE ? [] : [{ x: start, y: strip.above - 2 }]
  return corneredPath(
    [...rise, { x: start, y }, { x: end, y }, { x: end, y: arrival(strip, to) - HEAD }],
    CORNER,
  )
}

/** Where an arrow ends: above the words, which stand right above the card. */
const arrival = ({ above, sourceLines, line }: StripLayout, card: number): number =>
  above - sourceLines[card] * line - 2

const headPath = (x: number, y: number): string => `M${x} ${y}l-4 ${-HEAD - 1}h8z`
