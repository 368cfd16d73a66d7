import { Select } from '../../../components/controls/Select'
import { useText } from '../../../components/language'
import {
  type Initialisation,
  initialisations,
  initialisationTypes,
  type LossName,
  losses,
  lossNames,
  type Optimiser,
  optimisers,
  type Schedule,
  schedules,
  scheduleTypes,
  type Text,
  updateRules,
} from '../../../engine/index'
import { initialisationOf, scheduleOf, updateInPlaceOf } from '../../store/lab-settings'
import { useLab } from '../../store/use-lab'
import { tellOfNetwork } from '../new-network'

const words = {
  loss: { en: 'Loss', zh: '损失函数' },
  rule: { en: 'Update rule', zh: '更新规则' },
  schedule: { en: 'Schedule of the rate', zh: '学习率计划' },
  initialisation: { en: 'First weights', zh: '权重初始化' },
} satisfies Record<string, Text>

interface Named {
  readonly name: Text
}

function useOptions<Value extends string>(values: readonly Value[], named: Readonly<Record<Value, Named>>) {
  const t = useText()
  return values.map((value) => ({ value, label: t(named[value].name) }))
}

/** Hinge and squared error want the scores themselves: the network is opened anew without its softmax. */
export function LossControl() {
  const t = useText()
  const loss = useLab((s) => s.settings.loss)
  const chooseLoss = useLab((s) => s.actions.chooseLoss)
  const options = useOptions<LossName>(lossNames, losses)
  return <Select label={t(words.loss)} options={options} value={loss} onChange={chooseLoss} />
}

export function RuleControl() {
  const t = useText()
  const update = useLab((s) => s.settings.update)
  const configure = useLab((s) => s.actions.configure)
  const options = useOptions<Optimiser>(optimisers, updateRules)
  const choose = (type: Optimiser): void => configure({ update: updateInPlaceOf(update, type) })
  return <Select label={t(words.rule)} options={options} value={update.type} onChange={choose} />
}

export function ScheduleControl() {
  const t = useText()
  const { type } = useLab((s) => s.settings.schedule)
  const configure = useLab((s) => s.actions.configure)
  const options = useOptions<Schedule['type']>(scheduleTypes, schedules)
  return (
    <Select
      label={t(words.schedule)}
      options={options}
      value={type}
      onChange={(next) => configure({ schedule: scheduleOf[next] })}
    />
  )
}

/** Another way of drawing them is another beginning: the network starts anew. */
export function InitialisationControl() {
  const t = useText()
  const { type } = useLab((s) => s.initialisation)
  const choose = useLab((s) => s.actions.chooseInitialisation)
  const options = useOptions<Initialisation['type']>(initialisationTypes, initialisations)
  return (
    <Select
      label={t(words.initialisation)}
      options={options}
      value={type}
      onChange={(next) => {
        choose(initialisationOf[next])
        tellOfNetwork()
      }}
    />
  )
}
