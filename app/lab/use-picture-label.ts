import type { Snapshot } from '../../components/draw/snapshot'
import { formatCount } from '../../components/format'
import { useText } from '../../components/language'
import type { Text } from '../../engine/index'
import type { Split } from '../../engine/protocol'
import { useLab } from '../store/use-lab'
import { useClasses } from './use-classes'

const own: Text = { en: 'your picture', zh: '你的图片' }

const numbered: Readonly<Record<Split, (n: string) => Text>> = {
  test: (n) => ({ en: `test ${n}`, zh: `测试集 ${n}` }),
  validation: (n) => ({ en: `val. ${n}`, zh: `验证集 ${n}` }),
  train: (n) => ({ en: `train ${n}`, zh: `训练集 ${n}` }),
}

/** The name of the true class and where the picture stands in its set: bird, test 559. */
export function usePictureLabel(snapshot: Snapshot | null): { name: string; where: string; spoken: string } {
  const t = useText()
  const classes = useClasses(snapshot)
  const wished = useLab((s) => s.picture)
  const picture = snapshot?.picture ?? wished
  const label = snapshot?.label ?? null
  const name = picture.kind === 'pixels' ? t(own) : label === null ? '' : t(classes[label])
  const where = picture.kind === 'set' ? t(numbered[picture.split](formatCount(picture.index))) : ''
  return { name, where, spoken: [name, where].filter(Boolean).join(', ') }
}
