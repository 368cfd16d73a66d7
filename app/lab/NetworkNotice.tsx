import { useStore } from 'zustand'
import { Button } from '../../components/controls/Button'
import { Notice } from '../../components/controls/Notice'
import { useText } from '../../components/language'
import { dataSets, type Text } from '../../engine/index'
import { presetOf } from '../store/lab-start'
import { useLab } from '../store/use-lab'
import { networkTold, newNetwork } from './new-network'

const words = {
  fresh: { en: 'New network: its weights are drawn anew.', zh: '新的网络：权重重新随机初始化。' },
  trained: { en: 'New network: its trained weights are loaded.', zh: '新的网络：载入训练好的权重。' },
  dismiss: { en: 'Dismiss', zh: '知道了' },
} satisfies Record<string, Text>

const itsOwn = (set: Text, rate: number, batch: number): Text => ({
  en: `Data set ${set.en}, rate ${rate} and batch ${batch} are its own.`,
  zh: `数据集 ${set.zh}、学习率 ${rate}、批大小 ${batch} 是它自己的设置。`,
})

/** A network that is chosen brings its own settings along and begins at step 0: said once, after the choice. */
export function NetworkNotice() {
  const t = useText()
  const { untold } = useStore(newNetwork)
  const trained = useLab((s) => s.trained)
  const preset = useLab((s) => s.preset)
  const set = useLab((s) => s.set)
  const { update, batch } = useLab((s) => s.settings)
  if (!untold) return null
  return (
    <Notice
      kind="info"
      title={t(trained ? words.trained : words.fresh)}
      actions={<Button onClick={networkTold}>{t(words.dismiss)}</Button>}
    >
      {t(presetOf(preset).about)} {t(itsOwn(dataSets[set].name, update.rate, batch))}
    </Notice>
  )
}
