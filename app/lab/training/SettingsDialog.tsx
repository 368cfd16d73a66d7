import { Suspense } from 'react'
import { Dialog } from '../../../components/controls/Dialog'
import { useText } from '../../../components/language'
import { trainWords } from '../lab-words'
import { AllSettings } from '../later'

interface Props {
  readonly open: boolean
  onClose(): void
}

export function SettingsDialog({ open, onClose }: Props) {
  const t = useText()
  return (
    <Dialog {...{ open, onClose }} title={t(trainWords.settings)} large>
      <Suspense>
        <AllSettings />
      </Suspense>
    </Dialog>
  )
}
