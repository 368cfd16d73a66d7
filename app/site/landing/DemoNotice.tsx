import { Button } from '../../../components/controls/Button'
import { Notice } from '../../../components/controls/Notice'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'

const fullStop: Text = { en: '.', zh: '。' }

/** What the network at work has to say by itself, such as that its engine has failed, and the way out. */
export function DemoNotice() {
  const t = useText()
  const notice = useLab((s) => s.notice)
  const act = useLab((s) => s.actions.act)
  if (!notice) return null
  const buttons = notice.actions.map(({ label, action }) => (
    <Button key={action} onClick={() => act(action)}>
      {t(label)}
    </Button>
  ))
  return (
    <Notice kind={notice.kind} title={`${t(notice.title)}${t(fullStop)}`} actions={buttons}>
      {t(notice.body)}
    </Notice>
  )
}
