import { type ComponentType, Suspense, useState } from 'react'
import { Button } from '../../components/controls/Button'

interface DialogProps {
  readonly open: boolean
  onClose(): void
}

interface Props {
  readonly label: string
  /** Loaded when it is wanted for the first time; from then on it is only closed, so that it keeps what stands in it. */
  readonly dialog: ComponentType<DialogProps>
}

/** The way to a dialog that is loaded later. */
export function DialogButton({ label, dialog: LaterDialog }: Props) {
  const [opened, setOpened] = useState(false)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        aria-haspopup="dialog"
        onClick={() => {
          setOpened(true)
          setOpen(true)
        }}
      >
        {label}
      </Button>
      {opened && (
        <Suspense>
          <LaterDialog open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
