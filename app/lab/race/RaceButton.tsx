import { Suspense, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { RaceDialog } from '../later'

const words = {
  compare: { en: 'Compare rules', zh: '比较规则' },
} satisfies Record<string, Text>

/** The way to the race, beside the curve that it multiplies. */
export function RaceButton() {
  const t = useText()
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
        {t(words.compare)}
      </Button>
      {opened && (
        <Suspense>
          <RaceDialog open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
