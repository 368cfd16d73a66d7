import { useRef, useState } from 'react'
import { useText } from '../../../components/language'
import { FilterGrid } from '../../../components/maps/FilterGrid'
import type { Plan, PlannedNode, Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import { useBox } from '../use-box'
import { useClasses } from '../use-classes'
import styles from './panels.module.css'

const titleOf = ({ en, zh }: Text): Text => ({ en: `Filters of ${en}`, zh: `${zh} 的滤波器` })

/** The layer whose filters are shown: the chosen one, or the last before it that owns any. */
export function filteredLayer(plan: Plan, chosen: string): string {
  let node = plan.nodes.find(({ id }) => id === chosen)
  while (node && !ownsFilters(node) && node.from[0] !== 'input') node = plan.node(node.from[0])
  return node && ownsFilters(node) ? node.id : (plan.nodes.find(ownsFilters)?.id ?? chosen)
}

/** Batch normalisation learns as well, but no filters. */
const ownsFilters = ({ parameters }: PlannedNode): boolean =>
  parameters.some(({ name }) => name === 'weights')

interface Props {
  /** px, until the panel's own room is measured. */
  readonly width: number
  readonly height: number
}

/** Height of the words around the filters, px: how to read them, which map one makes, the scale. */
const WORDS = 98
const SWITCH = 40 // in colour | by channel

/** The learned weights of the chosen layer. A filter and its map are one thing seen twice: choosing either marks both. */
export function FiltersPanel(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const room = useBox(place, { width: props.width, height: props.height + WORDS })
  const t = useText()
  const [pointed, setPointed] = useState<number | null>(null)
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const chosen = useLab((s) => s.chosenNode)
  const unit = useLab((s) => s.hovered ?? s.unit)
  const channel = useLab((s) => s.channel)
  const mapsShow = useLab((s) => s.mapsShow)
  const scale = useLab((s) => s.scale)
  const { choose, pick, openChannel } = useLab((s) => s.actions)
  const classes = useClasses()
  const node = filteredLayer(plan, unit?.node ?? chosen)
  const { title, out } = plan.node(node)
  const readsColour = plan.node(node).from[0] === 'input' && plan.input.c === 3 && mapsShow === 'values'
  const isHead = out.c === classes.length && out.h * out.w === 1
  return (
    <section className={styles.panel} aria-label={t(titleOf(title))} data-tour="filters">
      <h2 className={styles.heading}>{t(titleOf(title))}</h2>
      <div ref={place} className={styles.room}>
        <FilterGrid
          {...{ plan, snapshot, node, mapsShow, scale, channel }}
          width={room.width}
          height={Math.max(96, room.height - WORDS - (readsColour ? SWITCH : 0))}
          highlighted={pointed ?? (unit?.node === node ? unit.c : null)}
          nameOf={isHead ? (i) => t(classes[i]) : undefined}
          onHighlight={setPointed}
          onChoose={(filter, opened) => {
            choose(node)
            const at = unit?.node === node ? unit : { y: out.h >> 1, x: out.w >> 1 }
            pick({ node, c: filter, y: at.y, x: at.x })
            if (opened !== null) openChannel(opened)
          }}
        />
      </div>
    </section>
  )
}
