import { Link } from 'wouter'
import { buttonClass } from '../../components/controls/Button'
import { useText } from '../../components/language'
import { routes } from '../routes'
import styles from './NotFound.module.css'

/** A link that leads nowhere: says so in the picture language of the site, and shows the ways back. */
export default function NotFound() {
  const t = useText()
  return (
    <div className={styles.page}>
      <svg className={styles.picture} viewBox="0 0 262 48" width="262" height="48" aria-hidden>
        <path className={styles.cells} d="M1 4h40v40H1zM41 4h40v40H41zM81 4h40v40H81z" />
        <path className={styles.missing} d="M141 4h120v40h-120zM181 4v40M221 4v40" />
        <text x="201" y="30" textAnchor="middle">
          ?
        </text>
      </svg>
      <h1>{t(texts.title)}</h1>
      <p>{t(texts.body)}</p>
      <nav className={styles.ways} aria-label={t(texts.ways)}>
        <Link href="/" className={buttonClass('primary')}>
          {t(texts.start)}
        </Link>
        {routes.map(
          ({ path, name }) =>
            name && (
              <Link key={path} href={path} className={buttonClass('plain')}>
                {t(name)}
              </Link>
            ),
        )}
      </nav>
    </div>
  )
}

const texts = {
  title: { en: 'This window is outside the picture', zh: '窗口滑到了图像之外' },
  body: {
    en: 'There is no page at this address. The link may be mistyped, or the page has another name now.',
    zh: '这个地址没有页面。链接可能输错了，或者页面换了名字。',
  },
  ways: { en: 'Ways back', zh: '返回' },
  start: { en: 'To the start', zh: '回到首页' },
}
