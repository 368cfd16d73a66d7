import type { ReactNode } from 'react'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { presetOf } from '../../store/lab-start'
import { useLab } from '../../store/use-lab'
import { EngineButton } from '../engine/EngineButton'
import { kernelNames } from '../engine/engine-words'
import { ScaleControl } from '../panels/MapsControls'
import { RaceButton } from '../race/RaceButton'
import { AugmentControl } from './AugmentControl'
import { InitialisationControl, LossControl, RuleControl, ScheduleControl } from './LearningControls'
import { InitialisationSettings, RuleSettings, ScheduleSettings } from './LearningSettings'
import { NetworkControl, SetControl } from './NetworkControl'
import { BatchControl, L2Control, MomentumControl, RateControl, SpeedControl } from './RateControls'
import { ResetMenu } from './ResetMenu'
import styles from './TrainingBar.module.css'

const words = {
  network: { en: 'Network', zh: '网络' },
  learning: { en: 'Learning', zh: '学习' },
  course: { en: 'In the long run', zh: '长期变化' },
  examples: { en: 'Examples and pace', zh: '样本与速度' },
  kernels: { en: 'Computed by', zh: '计算方式' },
  live: {
    en: 'Nearly all of this may change while it trains; the next step uses it. A new network, other first weights, and a loss that needs the softmax taken off or put back start anew.',
    zh: '几乎所有设置在训练中都可以改，下一步就生效。换网络、换初始化，以及需要去掉或加回 softmax 的损失函数，会从头开始。',
  },
} satisfies Record<string, Text>

/** Every setting in one place; the bar holds as many of them as it has room for. */
export function AllSettings() {
  const t = useText()
  const kernels = useLab((s) => s.kernels)
  const preset = useLab((s) => s.preset)
  return (
    <div className={styles.settings}>
      <SettingsGroup title={t(words.network)}>
        <NetworkControl />
        <p className={styles.note}>{t(presetOf(preset).about)}</p>
        <InitialisationControl />
        <InitialisationSettings />
        <ResetMenu />
      </SettingsGroup>
      <SettingsGroup title={t(words.learning)}>
        <LossControl />
        <RuleControl />
        <RaceButton />
        <RateControl />
        <MomentumControl />
        <RuleSettings />
      </SettingsGroup>
      <SettingsGroup title={t(words.course)}>
        <ScheduleControl />
        <ScheduleSettings />
        <L2Control />
      </SettingsGroup>
      <SettingsGroup title={t(words.examples)}>
        <SetControl />
        <BatchControl />
        <AugmentControl />
        <SpeedControl />
        <ScaleControl />
        <EngineButton />
      </SettingsGroup>
      <p className={styles.note}>
        {t(words.live)}
        {kernels && (
          <>
            {' '}
            {t(words.kernels)}: <b>{t(kernelNames[kernels])}</b>
          </>
        )}
      </p>
    </div>
  )
}

function SettingsGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}
