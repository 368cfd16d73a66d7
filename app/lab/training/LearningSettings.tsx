import { NumberControl } from '../../../components/controls/NumberControl'
import { useText } from '../../../components/language'
import { formatSignificant } from '../../../components/significant'
import { checkUpdate, type Initialisation, rateAt, type Schedule, type Text } from '../../../engine/index'
import { settingRanges } from '../../store/setting-ranges'
import { useLab } from '../../store/use-lab'
import styles from './TrainingBar.module.css'

type Setting = Exclude<keyof typeof settingRanges, 'rate' | 'momentum' | 'l2'>

const words = {
  rho: { en: 'Memory ρ', zh: '记忆 ρ' },
  beta1: { en: 'Memory β₁', zh: '记忆 β₁' },
  beta2: { en: 'Memory β₂', zh: '记忆 β₂' },
  epsilon: { en: 'Smallest divisor ε', zh: '最小除数 ε' },
  every: { en: 'After so many steps', zh: '每隔多少步' },
  factor: { en: 'Times', zh: '乘以' },
  steps: { en: 'Length in steps', zh: '总步数' },
  floor: { en: 'Share left at the end', zh: '最后剩下的比例' },
  deviation: { en: 'Standard deviation', zh: '标准差' },
  value: { en: 'Every weight is', zh: '每个权重等于' },
  biases: { en: 'Every bias is', zh: '每个偏置等于' },
} satisfies Record<Setting, Text>

interface Props {
  readonly name: Setting
  readonly value: number
  onChange(value: number): void
}

function Setting({ name, value, onChange }: Props) {
  const t = useText()
  return (
    <NumberControl
      compact
      slider={false}
      label={t(words[name])}
      {...settingRanges[name]}
      {...{ value, onChange }}
    />
  )
}

/** What the update rule takes beside its rate; momentum has a control of its own in the bar. */
export function RuleSettings() {
  const update = useLab((s) => s.settings.update)
  const configure = useLab((s) => s.actions.configure)
  const change = (name: string) => (value: number) =>
    configure({ update: checkUpdate({ ...update, [name]: value }) })
  switch (update.type) {
    case 'sgd':
    case 'momentum':
    case 'nesterov':
      return null
    case 'adagrad':
      return <Setting name="epsilon" value={update.epsilon} onChange={change('epsilon')} />
    case 'rmsprop':
    case 'adadelta':
      return (
        <>
          <Setting name="rho" value={update.rho} onChange={change('rho')} />
          <Setting name="epsilon" value={update.epsilon} onChange={change('epsilon')} />
        </>
      )
    case 'adam':
      return (
        <>
          <Setting name="beta1" value={update.beta1} onChange={change('beta1')} />
          <Setting name="beta2" value={update.beta2} onChange={change('beta2')} />
          <Setting name="epsilon" value={update.epsilon} onChange={change('epsilon')} />
        </>
      )
    default:
      return update satisfies never
  }
}

const alike: Text = {
  en: 'Equal weights get equal gradients: all filters of a hidden layer stay alike.',
  zh: '权重相同，梯度也就相同：隐藏层里的滤波器会一直彼此相同。',
}

const rateNow = (rate: string): Text => ({ en: `The rate is now ${rate}.`, zh: `现在的学习率是 ${rate}。` })

export function ScheduleSettings() {
  const t = useText()
  const schedule = useLab((s) => s.settings.schedule)
  const now = useLab((s) => rateAt(s.settings.schedule, s.settings.update.rate, s.step))
  const configure = useLab((s) => s.actions.configure)
  const choose = (changed: Schedule): void => configure({ schedule: changed })
  if (schedule.type === 'constant') return null
  return (
    <>
      {schedule.type === 'step' ? (
        <>
          <Setting name="every" value={schedule.every} onChange={(every) => choose({ ...schedule, every })} />
          <Setting
            name="factor"
            value={schedule.factor}
            onChange={(factor) => choose({ ...schedule, factor })}
          />
        </>
      ) : (
        <>
          <Setting name="steps" value={schedule.steps} onChange={(steps) => choose({ ...schedule, steps })} />
          <Setting
            name="floor"
            value={schedule.floor ?? 0}
            onChange={(floor) => choose({ ...schedule, floor })}
          />
        </>
      )}
      <p className={styles.note}>{t(rateNow(formatSignificant(now, 3)))}</p>
    </>
  )
}

export function InitialisationSettings() {
  const initialisation = useLab((s) => s.initialisation)
  const choose = useLab((s) => s.actions.chooseInitialisation)
  const { biases = 0 } = initialisation
  const t = useText()
  const isDeep = useLab((s) => s.plan.nodes.filter(({ parameterCount }) => parameterCount > 0).length > 1)
  const change = (changed: Initialisation): void => choose(changed)
  return (
    <>
      {initialisation.type === 'normal' && (
        <Setting
          name="deviation"
          value={initialisation.deviation ?? 0}
          onChange={(deviation) => change({ ...initialisation, deviation })}
        />
      )}
      {initialisation.type === 'constant' && (
        <Setting
          name="value"
          value={initialisation.value}
          onChange={(value) => change({ ...initialisation, value })}
        />
      )}
      <Setting
        name="biases"
        value={biases}
        onChange={(next) => change({ ...initialisation, biases: next })}
      />
      {initialisation.type === 'constant' && isDeep && <p className={styles.note}>{t(alike)}</p>}
    </>
  )
}
