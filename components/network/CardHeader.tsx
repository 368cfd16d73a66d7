import type { Plan } from '../../engine/index'
import { Glyph } from '../controls/Glyph'
import { formatVolume } from '../format'
import { useText } from '../language'
import styles from './LayerCard.module.css'
import type { StripLayout } from './layout'
import { sourcesOf } from './sources'
import { activeInWords, activeShare, cardLabel, parametersOf, words } from './words'

interface Props {
  readonly plan: Plan
  readonly node: string
  readonly strip: StripLayout
  readonly chosen: boolean
  readonly broken: boolean
  /** A new network is being built. */
  readonly stale: boolean
  /** Share of units above zero; null where it says nothing. */
  readonly active: number | null
  onChoose(): void
}

/** Name, volume, parameters, share of active units. Only layers that own weights have the filter's glyph. */
export function CardHeader({ plan, node, strip, chosen, broken, stale, active, onChoose }: Props) {
  const t = useText()
  const out = plan.shapeOf(node)
  const planned = node === 'input' ? null : plan.node(node)
  const title = planned?.title ?? words.picture
  const parameters = planned?.parameterCount ?? 0
  const mark = broken ? 'warning' : !planned ? 'input' : parameters > 0 ? 'filter' : null
  const share = active === null || !planned ? null : activeShare(active)
  const sources = sourcesOf(plan, strip.nodes, strip.nodes.indexOf(node))
  const state = stale ? words.waiting : broken ? words.broken : share
  return (
    <button
      type="button"
      className={styles.header}
      style={{ height: strip.header, lineHeight: `${strip.line}px` }}
      tabIndex={-1}
      aria-pressed={chosen}
      aria-label={t(cardLabel(title, out, parameters, active, sources))}
      onClick={onChoose}
    >
      <span className={styles.name}>
        {mark && <Glyph role={mark} size={10} />}
        {t(title)}
      </span>
      <span className={styles.volume}>{formatVolume(out)}</span>
      <span>{planned && t(parametersOf(parameters))}</span>
      <span className={styles.share} title={share && active !== null ? t(activeInWords(active)) : undefined}>
        {state && t(state)}
      </span>
    </button>
  )
}
