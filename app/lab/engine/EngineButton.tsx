import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { DialogButton } from '../DialogButton'
import { EngineDialog } from '../later'

const words = {
  speed: { en: 'How fast is this machine?', zh: '这台机器有多快？' },
} satisfies Record<string, Text>

/** The way to the engine's own measurements. */
export function EngineButton() {
  const t = useText()
  return <DialogButton label={t(words.speed)} dialog={EngineDialog} />
}
