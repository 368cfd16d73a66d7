import { useId } from 'react'
import { Button } from '../../../components/controls/Button'
import { NumberField } from '../../../components/controls/NumberField'
import { formatCount, formatPercent } from '../../../components/format'
import { useText } from '../../../components/language'
import { formatLoss } from '../../../components/significant'
import { type Optimiser, type Text, updateRules } from '../../../engine/index'
import type { Race, Racer, RacerPhase } from '../../store/race.types'
import { settingRanges } from '../../store/setting-ranges'
import { commonStep } from './common-step'
import { dashes } from './dashes'
import styles from './Race.module.css'

const words = {
  rule: { en: 'Rule', zh: '规则' },
  rate: { en: 'Learning rate', zh: '学习率' },
  step: { en: 'Step', zh: '步' },
  state: { en: 'State', zh: '状态' },
  add: { en: 'Add a rule:', zh: '加入规则：' },
} satisfies Record<string, Text>

const states: Readonly<Record<RacerPhase, Text>> = {
  ready: { en: 'ready', zh: '就绪' },
  training: { en: 'training', zh: '训练中' },
  waiting: { en: 'waiting for pictures', zh: '等待图片' },
  stopped: { en: 'stopped', zh: '已停止' },
  refused: { en: 'could not be opened', zh: '无法打开' },
}

const lossAt = (step: number): Text => ({
  en: `Loss at ${formatCount(step)}`,
  zh: `第 ${formatCount(step)} 步损失`,
})
const accuracyAt = (step: number): Text => ({
  en: `Accuracy at ${formatCount(step)}`,
  zh: `第 ${formatCount(step)} 步准确率`,
})

const takeOut = (rule: string): Text => ({ en: `Take ${rule} out`, zh: `去掉 ${rule}` })
const rateOf = (rule: string): Text => ({ en: `Rate of ${rule}`, zh: `${rule} 的学习率` })

interface Props extends Pick<Race, 'racers' | 'actions'> {
  readonly missing: readonly Optimiser[]
  /** The rule that is pointed at. */
  onLight(rule: Optimiser | null): void
}

/** In the order in which they were added: a row that moves takes the focus from who types in it. The chart has them by loss. */
export function RaceTable({ racers, missing, actions, onLight }: Props) {
  const t = useText()
  const common = commonStep(racers)
  return (
    <div className={styles.entries}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(words.rule)}</th>
            <th scope="col">{t(words.rate)}</th>
            <th scope="col">{t(words.step)}</th>
            <th scope="col">{t(lossAt(common))}</th>
            <th scope="col">{t(accuracyAt(common))}</th>
            <th scope="col">{t(words.state)}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {racers.map((racer) => (
            <Entry key={racer.rule} {...{ racer, common, actions, onLight }} />
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p className={styles.add}>
          {t(words.add)}
          {missing.map((rule) => (
            <Button key={rule} onClick={() => actions.add(rule)}>
              {t(updateRules[rule].name)}
            </Button>
          ))}
        </p>
      )}
    </div>
  )
}

const withinReach = (rate: number): number =>
  Number(Math.min(settingRanges.rate.max, Math.max(settingRanges.rate.min, rate)).toPrecision(3))

function Entry({
  racer,
  common,
  actions,
  onLight,
}: { racer: Racer; common: number } & Pick<Props, 'actions' | 'onLight'>) {
  const t = useText()
  const { rule, update, phase, step, history } = racer
  const name = t(updateRules[rule].name)
  // Who stopped before that step has no numbers at it.
  const last = step < common ? undefined : history.points.findLast((point) => point.step <= common)
  const id = useId()
  const setRate = (rate: number): void => actions.setRate(rule, withinReach(rate))
  return (
    <tr
      onPointerEnter={() => onLight(rule)}
      onPointerLeave={() => onLight(null)}
      onFocus={() => onLight(rule)}
      onBlur={() => onLight(null)}
    >
      <th scope="row">
        <svg width="34" height="8" aria-hidden="true">
          <line x1="0" x2="34" y1="4" y2="4" className={styles.sample} strokeDasharray={dashes[rule]} />
        </svg>{' '}
        {name}
      </th>
      <td className={styles.rate}>
        <NumberField
          id={id}
          name={t(rateOf(name))}
          {...settingRanges.rate}
          value={update.rate}
          onCommit={setRate}
          onStep={(by) => setRate(update.rate * (by > 0 ? 1.1 : 1 / 1.1))}
        />
      </td>
      <td>{formatCount(step)}</td>
      <td>
        <b>{last ? formatLoss(last.smoothed) : '–'}</b>
      </td>
      <td>{last ? formatPercent(last.accuracy) : '–'}</td>
      <td>{t(states[phase])}</td>
      <td>
        <Button
          kind="quiet"
          className={styles.remove}
          aria-label={t(takeOut(name))}
          onClick={() => actions.remove(rule)}
        >
          ✕
        </Button>
      </td>
    </tr>
  )
}
