import { Button } from '../../components/controls/Button'
import { Notice } from '../../components/controls/Notice'
import { useText } from '../../components/language'
import type { Text } from '../../engine/index'
import { firstFew, shownPart } from '../shown-part'
import { usePresenter } from '../site/presenter'
import { useLab } from '../store/use-lab'
import styles from './Lab.module.css'
import { NetworkNotice } from './NetworkNotice'

const ignoredTitle: Text = { en: 'A part of the link was not used.', zh: '链接中有一部分未被采用。' }
const tooLong: Text = {
  en: 'It is longer than 8 kB and was not read.',
  zh: '它超过 8 kB，没有读取。',
}
function ignoredBody(keys: readonly string[]): Text {
  const { listed, more } = firstFew(keys)
  const names = listed.map(shownPart)
  return {
    en: `Unknown or out of range: ${[...names, ...(more ? [`and ${more} more`] : [])].join(', ')}.`,
    zh: `无法识别或超出范围：${names.join('、')}${more ? `，另有 ${more} 处` : ''}。`,
  }
}
const dismiss: Text = { en: 'Dismiss', zh: '知道了' }

interface Props {
  /** Keys of the link that were left out; or all of it. */
  readonly ignored: readonly string[] | 'all'
  onDismissLink(): void
  /** Over the lower edge of the page, where it has no place of its own. */
  readonly floats?: boolean
}

/** What the page has to say by itself: one sentence with what can be done about it. It has a place of its own and covers nothing. */
export function LabNotices({ ignored, onDismissLink, floats }: Props) {
  const t = useText()
  const notice = useLab((s) => s.notice)
  const { on: presenting } = usePresenter() // the room has not asked for the name of the network, and it would cover the maps
  const act = useLab((s) => s.actions.act)
  return (
    <div className={styles.notices} data-floats={floats || undefined}>
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
      {!presenting && <NetworkNotice />}
      {ignored.length > 0 && (
        <Notice
          kind="info"
          title={t(ignoredTitle)}
          actions={<Button onClick={onDismissLink}>{t(dismiss)}</Button>}
        >
          {t(ignored === 'all' ? tooLong : ignoredBody(ignored))}
        </Notice>
      )}
    </div>
  )
}

const fullStop: Text = { en: '.', zh: '。' }
