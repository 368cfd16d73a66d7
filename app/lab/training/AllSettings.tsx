import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import { ScaleControl } from '../panels/MapsControls'
import { AugmentControl } from './AugmentControl'
import { NetworkControl, SetControl } from './NetworkControl'
import { BatchControl, L2Control, MomentumControl, RateControl, SpeedControl } from './RateControls'
import { ResetMenu } from './ResetMenu'
import styles from './TrainingBar.module.css'

const words = {
  kernels: { en: 'Computed by', zh: '计算方式' },
  reference: { en: 'readable loops (reference)', zh: '易读的循环（参考实现）' },
  typescript: { en: 'register-tiled TypeScript', zh: '寄存器分块的 TypeScript' },
  wasm: { en: 'WebAssembly SIMD', zh: 'WebAssembly SIMD' },
  live: {
    en: 'Rate, momentum, batch, L2, data set and picture may change while it trains; the next step uses them. A new network starts anew, with settings of its own.',
    zh: '学习率、动量、批大小、L2、数据集和图片在训练中也可以改，下一步就生效。换网络则从头开始，并使用它自己的设置。',
  },
} satisfies Record<string, Text>

/** Every setting in one place; the bar holds as many of them as it has room for. */
export function AllSettings() {
  const t = useText()
  const kernels = useLab((s) => s.kernels)
  return (
    <div className={styles.settings}>
      <NetworkControl />
      <SetControl />
      <RateControl />
      <MomentumControl />
      <BatchControl />
      <SpeedControl />
      <L2Control />
      <AugmentControl />
      <ScaleControl />
      <ResetMenu />
      {kernels && (
        <p className={styles.kernels}>
          {t(words.kernels)}: <b>{t(words[kernels])}</b>
        </p>
      )}
      <p className={styles.note}>{t(words.live)}</p>
    </div>
  )
}
