import type { PointerEvent, RefObject } from 'react'
import type { Plan } from '../../engine/index'
import { useText } from '../language'
import styles from './LayerMap.module.css'
import type { StripLayout } from './layout'
import type { Sight } from './use-cards-in-sight'
import { layersInSight, words } from './words'

interface Props {
  readonly plan: Plan
  readonly strip: StripLayout
  readonly sight: Sight
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** Where one is in a strip that is wider than its room: the window shows it, and can be dragged. */
export function LayerMap({ plan, strip, sight, scroller }: Props) {
  const t = useText()
  if (sight.all) return null
  const { nodes } = strip
  const { first, last, firstWhole, lastWhole, from, to } = sight
  const inWords = t(layersInSight(firstWhole + 1, lastWhole + 1, nodes.length))
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1 || !scroller.current) return
    const track = event.currentTarget
    if (event.type === 'pointerdown') track.setPointerCapture(event.pointerId)
    const edge = track.getBoundingClientRect()
    const share = (event.clientX - edge.left) / edge.width
    scroller.current.scrollLeft = share * strip.width - scroller.current.clientWidth / 2
  }
  return (
    <div className={styles.map}>
      <span>{t(words.layers)}</span>
      {/* The keyboard walks the cards with [ and ], which scrolls: this is the pointer's. */}
      <div className={styles.track} onPointerDown={drag} onPointerMove={drag} aria-hidden>
        {nodes.map((node, i) => (
          <span
            key={node}
            className={styles.layer}
            data-weights={(node !== 'input' && plan.node(node).parameterCount > 0) || undefined}
            data-sight={(i >= first && i <= last) || undefined}
          />
        ))}
        <span
          className={styles.window}
          style={{
            left: `${(from / nodes.length) * 100}%`,
            width: `${((to - from) / nodes.length) * 100}%`,
          }}
        />
      </div>
      <span>{inWords}</span>
    </div>
  )
}
