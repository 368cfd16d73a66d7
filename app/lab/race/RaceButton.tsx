import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { DialogButton } from '../DialogButton'
import { RaceDialog } from '../later'

const words = {
  compare: { en: 'Compare rules', zh: '比较规则' },
} satisfies Record<string, Text>

/** The way to the race, beside the curve that it multiplies. */
export function RaceButton() {
  const t = useText()
  return <DialogButton label={t(words.compare)} dialog={RaceDialog} />
}
