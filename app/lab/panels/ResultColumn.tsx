import { ScoreBars } from '../../../components/charts/ScoreBars'
import { Glyph } from '../../../components/controls/Glyph'
import { formatCount } from '../../../components/format'
import { useText } from '../../../components/language'
import type { UnitAddress } from '../../../components/network/strip.types'
import { type Plan, scoresNode, type Text } from '../../../engine/index'
import { usePresenter } from '../../site/presenter'
import { useLab } from '../../store/use-lab'
import { useClasses } from '../use-classes'
import styles from './panels.module.css'

const words = {
  result: { en: 'Result', zh: '结果' },
  waiting: { en: 'No picture has gone through yet.', zh: '还没有图片通过网络。' },
} satisfies Record<string, Text>

const parameters = (count: number): Text => ({
  en: `${formatCount(count)} par.`,
  zh: `${formatCount(count)} 参数`,
})

/** The last fully connected layer (the scores) and the softmax after it; the same node where the network ends with its scores. */
export function headsOf(plan: Plan): { scores: string; shares: string } {
  return { scores: scoresNode(plan), shares: plan.outputs[0] }
}

/** The class whose score or share a unit is; null: it is another layer's. */
function ofHeads(plan: Plan, unit: UnitAddress | null): number | null {
  const { scores, shares } = headsOf(plan)
  return unit?.node === scores || unit?.node === shares ? unit.c : null
}

interface Props {
  readonly compact?: boolean
}

/** What the network says of the picture: scores, probabilities, and whether it is right. */
export function ResultColumn({ compact }: Props) {
  const t = useText()
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const chosen = useLab((s) => ofHeads(s.plan, s.hovered ?? s.unit))
  const { choose, pick } = useLab((s) => s.actions)
  const classes = useClasses(snapshot)
  const { revealed } = usePresenter()
  const heads = headsOf(plan)
  const scores = snapshot?.values('activations', heads.scores)?.data
  const shares = snapshot?.values('activations', heads.shares)?.data
  const layer = plan.node(heads.scores)
  return (
    <section className={styles.result} aria-label={t(words.result)} data-tour="result">
      {!compact && (
        <h2 className={styles.layerName}>
          <Glyph role="filter" /> {t(layer.title)} <small>{t(parameters(layer.parameterCount))}</small>
        </h2>
      )}
      {scores && shares && snapshot ? (
        <ScoreBars
          scores={Array.from(scores)}
          shares={heads.shares === heads.scores ? null : Array.from(shares)}
          {...{ classes, compact }}
          top={compact ? 5 : undefined}
          label={snapshot.label}
          loss={snapshot.loss}
          hidden={!revealed}
          chosen={chosen}
          onPick={(of, c) => {
            const node = heads[of]
            choose(node)
            pick({ node, c, y: 0, x: 0 })
          }}
        />
      ) : (
        <p className={styles.waiting}>{t(words.waiting)}</p>
      )}
    </section>
  )
}
