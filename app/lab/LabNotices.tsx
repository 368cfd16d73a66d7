import { Button } from '../../components/controls/Button'
import { Notice } from '../../components/controls/Notice'
import { useText } from '../../components/language'
import type { Text } from '../../engine/index'
import { useLab } from '../store/use-lab'
import styles from './Lab.module.css'
import { NetworkNotice } from './NetworkNotice'

const ignoredTitle: Text = { en: 'A part of the link was not used.', zh: '链接中有一部分未被采用。' }
const ignoredBody = (keys: readonly string[]): Text => ({
  en: `Unknown or out of range: ${keys.join(', ')}.`,
  zh: `无法识别或超出范围：${keys.join('、')}。`,
})
const dismiss: Text = { en: 'Dismiss', zh: '知道了' }

interface Props {
  /** Keys of the link that were left out. */
  readonly ignored: readonly string[]
  onDismissLink(): void
}

/** What the page has to say by itself: one sentence with what can be done about it. Nothing on the page moves for it. */
export function LabNotices({ ignored, onDismissLink }: Props) {
  const t = useText()
  const notice = useLab((s) => s.notice)
  const act = useLab((s) => s.actions.act)
  return (
    <div className={styles.notices}>
      {notice && (
        <Notice
          kind={notice.kind}
          title={`${t(notice.title)}.`.replace(/[.。]*\.$/, t(fullStop))}
          actions={notice.actions.map(({ label, action }) => (
            <Button key={action} onClick={() => act(action)}>
              {t(label)}
            </Button>
          ))}
        >
          {t(notice.body)}
        </Notice>
      )}
      <NetworkNotice />
      {ignored.length > 0 && (
        <Notice
          kind="info"
          title={t(ignoredTitle)}
          actions={<Button onClick={onDismissLink}>{t(dismiss)}</Button>}
        >
          {t(ignoredBody(ignored))}
        </Notice>
      )}
    </div>
  )
}

const fullStop: Text = { en: '.', zh: '。' }
