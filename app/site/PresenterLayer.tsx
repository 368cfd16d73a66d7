import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../components/controls/Button'
import { Dialog } from '../../components/controls/Dialog'
import { BlankIcon, CloseIcon, KeyboardIcon, QrIcon } from '../../components/controls/icons'
import { ScaleKey } from '../../components/controls/ScaleKey'
import { useText } from '../../components/language'
import { currentLink } from './copy-link'
import { openDialog } from './dialogs'
import { keyInForce } from './key-in-force'
import styles from './PresenterLayer.module.css'
import { usePresenter } from './presenter'
import { blankScreen, letGoOrLeave, showCode } from './presenter-store'
import { usePresentingKeys } from './presenting-keys'

const QrCode = lazy(() => import('./QrCode'))

/** What presenter mode adds to a page, at its head: the key where there are maps, four quiet controls, the QR code of the link, and the black screen. */
export function PresenterLayer() {
  const t = useText()
  const { on, blank, code, held } = usePresenter()
  const inForce = useStore(keyInForce)
  usePresentingKeys()
  if (!on) return null
  return (
    <>
      <aside className={`${styles.bar} ${inForce.scale ? styles.whole : ''}`} aria-label={t(texts.bar)}>
        {inForce.scale && <ScaleKey {...inForce} />}
        <Button kind="quiet" icon={<QrIcon />} onClick={() => showCode(true)}>
          {t(texts.code)} <kbd>Q</kbd>
        </Button>
        <Button kind="quiet" icon={<BlankIcon />} onClick={() => blankScreen(true)}>
          {t(texts.blank)} <kbd>B</kbd>
        </Button>
        <Button kind="quiet" icon={<KeyboardIcon />} onClick={() => openDialog('keys')}>
          {t(texts.keys)} <kbd>?</kbd>
        </Button>
        <Button kind="quiet" icon={<CloseIcon />} onClick={letGoOrLeave}>
          {t(held?.word ?? texts.leave)} <kbd>Esc</kbd>
        </Button>
      </aside>
      <Dialog large open={code} onClose={() => showCode(false)} title={t(texts.codeTitle)}>
        <Suspense fallback={null}>
          <QrCode link={currentLink()} label={t(texts.codeTitle)} />
        </Suspense>
      </Dialog>
      {code && <CodeKeys />}
      {blank && <Blank />}
    </>
  )
}

/** Over the QR code: its own key closes it, B makes it black. */
function CodeKeys() {
  useEffect(() => {
    const hear = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey || !['q', 'b'].includes(key.toLowerCase())) return
      showCode(false)
      if (key.toLowerCase() === 'b') blankScreen(true)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
  return null
}

/** Black until anything is pressed; that press does nothing else. */
function Blank() {
  const t = useText()
  useEffect(() => {
    const back = (event: Event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      blankScreen(false)
    }
    addEventListener('keydown', back, { capture: true })
    addEventListener('pointerdown', back, { capture: true })
    return () => {
      removeEventListener('keydown', back, { capture: true })
      removeEventListener('pointerdown', back, { capture: true })
    }
  }, [])
  return <div className={styles.blank} role="status" aria-label={t(texts.blanked)} />
}

const texts = {
  bar: { en: 'Presenting', zh: '演示' },
  code: { en: 'QR code', zh: '二维码' },
  codeTitle: { en: 'This page as a QR code', zh: '本页的二维码' },
  blank: { en: 'Blank', zh: '黑屏' },
  keys: { en: 'Keys', zh: '按键' },
  blanked: { en: 'The screen is blank. Press any key to return.', zh: '已黑屏，按任意键返回。' },
  leave: { en: 'Leave', zh: '退出' },
}
