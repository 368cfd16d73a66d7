import { useRef, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { Glyph } from '../../../components/controls/Glyph'
import { useText } from '../../../components/language'
import type { Shape, Text } from '../../../engine/index'
import type { Picture } from '../../../engine/protocol'
import { readPictureFile } from '../later'
import styles from './DrawPad.module.css'

const words = {
  choose: { en: 'Choose a picture', zh: '选择图片' },
  hint: {
    en: 'or drop one anywhere here. It stays on this computer.',
    zh: '或把图片拖到这里。图片不会离开这台电脑。',
  },
} satisfies Record<string, Text>

/** A problem is kept with the file it came from: the next file may be fine. */
export function useFilePicture(input: Shape, onPicture: (picture: Picture) => void) {
  const [problem, setProblem] = useState<Text | null>(null)
  const newest = useRef(0)
  const read = async (file: File | undefined) => {
    if (!file) return
    const turn = ++newest.current
    const result = await readPictureFile(file, input)
    if (turn !== newest.current) return // another file was chosen meanwhile
    setProblem(result.ok ? null : result.problem)
    if (result.ok) onPicture(result.picture)
  }
  return { problem, read }
}

interface Props {
  readonly problem: Text | null
  onFile(file: File | undefined): void
}

export function OpenFile({ problem, onFile }: Props) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.pad}>
      <input
        ref={field}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/gif,image/webp"
        aria-label={t(words.choose)}
        onChange={(event) => {
          onFile(event.target.files?.[0])
          event.target.value = '' // the same file may be chosen again
        }}
      />
      <Button className={styles.choose} onClick={() => field.current?.click()}>
        {t(words.choose)}
      </Button>
      <p className={styles.hint}>{t(words.hint)}</p>
      <p className={styles.problem} role="status">
        {problem && (
          <>
            <Glyph role="warning" /> {t(problem)}
          </>
        )}
      </p>
    </div>
  )
}
