import { useMemo } from 'react'
import type { Snapshot } from '../../../components/draw/snapshot'
import { formatFixed } from '../../../components/format'
import { useText } from '../../../components/language'
import { lossOfGuessing, type Text } from '../../../engine/index'
import type { History } from '../../store/lab.types'
import { useLab } from '../../store/use-lab'
import { overflowed } from '../overflow'
import styles from './panels.module.css'

const MANY = 50 // points of the curve

/** The smoothed loss has been more than ten times that of guessing for many points. */
export const ranAway = ({ points }: History, chance: number): boolean =>
  points.length >= MANY && points.slice(-MANY).every(({ smoothed }) => smoothed > 10 * chance)

/** Titles of the layers whose ReLU lets nothing through: none of its units is above zero. */
export function deadLayers({ plan, values }: Snapshot): readonly Text[] {
  const isOff = (id: string): boolean => {
    const relu = values('activations', id)
    return relu?.active === 0 && relu.data.every((value) => value === 0) // NaN is not above 0 either
  }
  return plan.nodes
    .filter(({ id, layer }) => layer.type === 'relu' && isOff(id))
    .map(({ from }) => (from[0] === 'input' ? picture : plan.node(from[0]).title))
}

const picture: Text = { en: 'the picture', zh: '图像' }

const runaway = (chance: number): Text => ({
  en: `The loss is far above guessing (${formatFixed(chance, 2)}): lower the rate, then Reset.`,
  zh: `损失远高于随机猜测（${formatFixed(chance, 2)}）：请降低学习率，再重置。`,
})

const dead = (layers: readonly Text[]): Text => ({
  en: `All units of ${layers.map(({ en }) => en).join(', ')} are off: ReLU passes no value and no gradient.`,
  zh: `${layers.map(({ zh }) => zh).join('、')} 的神经元全部关闭：ReLU 不让任何值和梯度通过。`,
})

const broken: Text = {
  en: 'Orange: not finite.',
  zh: '橙色：不是有限的数。',
}

/** What goes wrong, a quiet line each. Where numbers overflowed, that alone: the notice of the stop tells the rest. */
export function TrainingTroubles() {
  const t = useText()
  const history = useLab((s) => s.history)
  const snapshot = useLab((s) => s.snapshot)
  const chance = useLab(({ plan, settings }) =>
    lossOfGuessing(settings.loss, plan.shapeOf(plan.outputs[0]).c),
  )
  // The curve grows more often than frames come, and a frame is many numbers.
  const layers = useMemo(() => (snapshot ? deadLayers(snapshot) : []), [snapshot])
  const lines = [
    ...(ranAway(history, chance) ? [runaway(chance)] : []),
    ...(layers.length > 0 ? [dead(layers)] : []),
  ]
  return (
    <div className={styles.troubles} role="status">
      {overflowed(snapshot) ? (
        <p>
          <i className={styles.brokenKey} aria-hidden /> {t(broken)}
        </p>
      ) : (
        lines.map((line) => <p key={line.en}>{t(line)}</p>)
      )}
    </div>
  )
}
