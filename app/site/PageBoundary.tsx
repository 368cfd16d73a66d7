import { Component, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../components/controls/Button'
import { Notice } from '../../components/controls/Notice'
import { useText } from '../../components/language'
import styles from './PageBoundary.module.css'

interface Props {
  readonly path: string
  readonly children: ReactNode
  /** Prepares a page that did not come to be asked for once more. */
  fetchAgain(): Promise<void>
}

/** A page that throws takes nothing else down: the bar stays, and there is a way on. */
export class PageBoundary extends Component<Props, { message: string | null }> {
  override state: { message: string | null } = { message: null }

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    const { message } = this.state
    const { path, children, fetchAgain } = this.props
    const retry = () => void fetchAgain().then(() => this.setState({ message: null }))
    return message === null ? children : <Broken {...{ message, path }} onRetry={retry} />
  }
}

/** How the browsers and the bundler say that a script or a style sheet did not come. */
const notFetched = / module|preload CSS/

function Broken({ message, path, onRetry }: { message: string; path: string; onRetry: () => void }) {
  const t = useText()
  const [, go] = useLocation()
  const unreachable = notFetched.test(message)
  return (
    <div className={styles.broken}>
      <Notice
        kind="warning"
        title={t(unreachable ? texts.unreachable : texts.title)}
        actions={
          <>
            <Button kind="primary" onClick={onRetry}>
              {t(texts.retry)}
            </Button>
            {path !== '/lab' && <Button onClick={() => go('/lab')}>{t(texts.toLab)}</Button>}
            <Button onClick={() => location.reload()}>{t(texts.reload)}</Button>
          </>
        }
      >
        {t(texts.body)}
      </Notice>
      {!unreachable && <pre className={styles.detail}>{message}</pre>}
    </div>
  )
}

const texts = {
  title: { en: 'This page met an error of ours.', zh: '这个页面出错了，是我们的问题。' },
  unreachable: { en: 'The network did not deliver this page.', zh: '网络没有送达这个页面。' },
  body: {
    en: 'The Lab goes on; loading anew loses its training.',
    zh: '实验室仍在继续；重新载入会丢失训练。',
  },
  retry: { en: 'Show it again', zh: '重试' },
  toLab: { en: 'Back to the Lab', zh: '回到实验室' },
  reload: { en: 'Load anew', zh: '重新载入' },
}
