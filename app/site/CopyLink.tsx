import { useLocation } from 'wouter'
import { Button } from '../../components/controls/Button'
import { Dialog } from '../../components/controls/Dialog'
import { CheckIcon, LinkIcon } from '../../components/controls/icons'
import { useText } from '../../components/language'
import { useCopyLink } from './copy-link'
import styles from './TopBar.module.css'

/** Copies the address with the state of the page, and says so. */
export function CopyLink() {
  const t = useText()
  const [path] = useLocation()
  const held = path === '/lab' ? texts.copiedSettings : texts.copied
  const { copied, byHand, copyLink, dismiss } = useCopyLink()
  return (
    <>
      <Button kind="quiet" icon={copied ? <CheckIcon /> : <LinkIcon />} onClick={copyLink}>
        {t(copied ? held : texts.copy)}
      </Button>
      <span className="visually-hidden" role="status">
        {copied && t(texts.copiedSaid)}
      </span>
      <Dialog open={byHand !== null} onClose={dismiss} title={t(texts.byHand)}>
        <input
          className={styles.link}
          readOnly
          aria-label={t(texts.link)}
          value={byHand ?? ''}
          onFocus={(event) => event.target.select()}
        />
      </Dialog>
    </>
  )
}

const texts = {
  copy: { en: 'Copy link', zh: '复制链接' },
  copied: { en: 'Copied', zh: '已复制' },
  copiedSettings: { en: 'Copied: settings, not weights', zh: '已复制：含设置，不含权重' },
  copiedSaid: { en: 'The link to this page is copied.', zh: '本页链接已复制。' },
  byHand: {
    en: 'This browser does not let the page copy. Copy it here:',
    zh: '浏览器不允许自动复制，请在此复制：',
  },
  link: { en: 'Link to this page', zh: '本页链接' },
}
