import { Suspense, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { EngineDialog } from '../later'

const words = {
  speed: { en: 'How fast is this machine?', zh: '这台机器有多快？' },
} satisfies Record<string, Text>

export function EngineButton() {
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
        {t(words.speed)}
      </Button>
      {opened && (
        <Suspense>
          <EngineDialog open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
