import { Button } from '../../components/controls/Button'
import { Notice } from '../../components/controls/Notice'
import { useText } from '../../components/language'
import { firstFew, shownPart } from '../shown-part'
import type { Ignored } from './formulas-link'

interface Props {
  readonly ignored: readonly Ignored[]
  readonly linkTooLong: boolean
  readonly onDismiss: () => void
}

/** Which parts of the link were not taken, and what they may be. */
export function LinkNotice({ ignored, linkTooLong, onDismiss }: Props) {
  const text = useText()
  if (ignored.length === 0 && !linkTooLong) return null
  const { listed, more } = firstFew(ignored)
  const written = listed.map(({ part, found, allowed }) => {
    const pair = `${shownPart(part)}=${shownPart(found)}`
    return text({ en: `${pair} (${allowed.en})`, zh: `${pair}（${allowed.zh}）` })
  })
  const rest = more > 0 ? [text({ en: `and ${more} more`, zh: `另有 ${more} 处` })] : []
  return (
    <Notice
      kind="info"
      title={text(linkTooLong ? texts.tooLong : texts.ignored)}
      actions={<Button onClick={onDismiss}>{text(texts.close)}</Button>}
    >
      {[...written, ...rest].join(text(texts.separator))}
    </Notice>
  )
}

const texts = {
  tooLong: { en: 'This link is longer than 8 kB and was not read.', zh: '这个链接超过 8 kB，没有读取。' },
  ignored: { en: 'Parts of this link were ignored:', zh: '链接中有几处没有采用：' },
  close: { en: 'Close', zh: '关闭' },
  separator: { en: '; ', zh: '；' },
}
