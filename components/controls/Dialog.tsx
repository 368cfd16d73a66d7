import { type ReactNode, useDeferredValue, useEffect, useId, useRef } from 'react'
import { useText } from '../language'
import { Button } from './Button'
import styles from './Dialog.module.css'
import { CloseIcon } from './icons'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  /** As large as the screen allows. */
  large?: boolean
  children: ReactNode
}

/** The browser's own modal dialog: it holds the focus, Esc closes it, and the focus goes back where it was. */
export function Dialog({ open, onClose, title, large = false, children }: Props) {
  const t = useText()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const filled = useDeferredValue(open) // a click is answered by the sheet; what stands on it may take longer
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a second way out; the key for it is Esc
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${large ? styles.large : ''}`}
      aria-labelledby={id}
      onClose={(event) => event.target === dialog.current && onClose()} // React lets it bubble, the browser does not
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      {open && (
        <div className={styles.sheet}>
          <header className={styles.head}>
            <h2 {...{ id }}>{title}</h2>
            <Button kind="quiet" icon={<CloseIcon />} onClick={() => dialog.current?.close()}>
              {t(close)}
            </Button>
          </header>
          {filled && children}
        </div>
      )}
    </dialog>
  )
}

const close = { en: 'Close', zh: '关闭' }
