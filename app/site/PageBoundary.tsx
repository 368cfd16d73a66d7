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
export class PageBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  private readonly retry = async () => {
    await this.props.fetchAgain()
    this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return <Broken error={error} path={this.props.path} onRetry={() => void this.retry()} />
  }
}

/** How Chromium, Firefox, Safari and the bundler say that a script or a style sheet did not come. */
const notFetched = /dynamically imported module|importing a module script failed|unable to preload css/i

function Broken({ error, path, onRetry }: { error: Error; path: string; onRetry: () => void }) {
  const t = useText()
  const [, go] = useLocation()
  const unreachable = notFetched.test(error.message)
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
        {t(unreachable ? texts.network : texts.body)} {t(path === '/lab' ? texts.anewLab : texts.anew)}
      </Notice>
      {!unreachable && <pre className={styles.detail}>{error.message}</pre>}
    </div>
  )
}

const texts = {
  title: { en: 'This page met an error of ours.', zh: '这个页面出错了，是我们的问题。' },
  unreachable: { en: 'This page could not be fetched.', zh: '没能取到这个页面。' },
  body: { en: 'Try to show it again.', zh: '请先重试。' },
  network: {
    en: 'The network did not deliver it. Check the connection, then show it again.',
    zh: '网络没有送达。请检查连接，然后重试。',
  },
  anew: {
    en: 'What trains in the Lab goes on and is there when you go back; loading anew would lose it.',
    zh: '实验室里的训练仍在继续，回去就能看到；重新载入会丢失训练结果。',
  },
  anewLab: {
    en: 'Loading anew keeps what the link says, not what was trained.',
    zh: '重新载入会保留链接中的设置，但不保留训练结果。',
  },
  retry: { en: 'Show it again', zh: '重试' },
  toLab: { en: 'Back to the Lab', zh: '回到实验室' },
  reload: { en: 'Load anew', zh: '重新载入' },
}
