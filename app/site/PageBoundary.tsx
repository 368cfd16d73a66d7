import { Component, type ReactNode } from 'react'
import { Button } from '../../components/controls/Button'
import { Notice } from '../../components/controls/Notice'
import { useText } from '../../components/language'
import styles from './PageBoundary.module.css'

/** A page that throws takes nothing else down: the bar stays, and there is a way on. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return <Broken error={error} onRetry={() => this.setState({ error: null })} />
  }
}

function Broken({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useText()
  return (
    <div className={styles.broken}>
      <Notice
        kind="warning"
        title={t(texts.title)}
        actions={
          <>
            <Button kind="primary" onClick={onRetry}>
              {t(texts.retry)}
            </Button>
            <Button onClick={() => location.reload()}>{t(texts.reload)}</Button>
          </>
        }
      >
        {t(texts.body)}
      </Notice>
      <pre className={styles.detail}>{error.message}</pre>
    </div>
  )
}

const texts = {
  title: { en: 'This page met an error of ours.', zh: '这个页面出错了，是我们的问题。' },
  body: {
    en: 'Try to show it again. If that does not help, load the page anew; its link keeps the state.',
    zh: '请先重试。如果没有用，请重新载入，链接会保留页面状态。',
  },
  retry: { en: 'Show it again', zh: '重试' },
  reload: { en: 'Load anew', zh: '重新载入' },
}
