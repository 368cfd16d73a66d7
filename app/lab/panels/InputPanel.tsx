import { type DragEvent, Suspense } from 'react'
import { Glyph } from '../../../components/controls/Glyph'
import { formatVolume } from '../../../components/format'
import { useText } from '../../../components/language'
import { PixelPicture } from '../../../components/maps/PixelPicture'
import type { Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import { DrawPad } from '../later'
import { OpenFile, useFilePicture } from '../picture/OpenFile'
import { usePictureLabel } from '../use-picture-label'
import styles from './InputPanel.module.css'
import { MapsControls } from './MapsControls'
import { SetButtons, SourceChoice, useSource } from './PictureSource'

const input: Text = { en: 'Input', zh: '输入' }

interface Props {
  readonly size: number // px of the picture
  /** The three channels beneath the picture, where there is room. */
  readonly channels?: boolean
}

/** The picture that the maps answer to, where it comes from, and what the maps show of it. */
export function InputPanel({ size, channels }: Props) {
  const t = useText()
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const unit = useLab((s) => s.hovered ?? s.unit)
  const caption = usePictureLabel(snapshot)
  const { source, choose, look } = useSource()
  const file = useFilePicture(plan.input, look)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    choose('file')
    void file.read(event.dataTransfer.files[0])
  }
  return (
    <section
      className={styles.panel}
      aria-label={t(input)}
      data-tour="picture"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <h2 className={styles.heading}>
        <Glyph role="input" /> {t(input)} <small>{formatVolume(plan.input)}</small>
      </h2>
      {source === 'draw' ? (
        <Suspense fallback={<div style={{ height: size }} />}>
          <DrawPad input={plan.input} size={size - 4} onPicture={look} />
        </Suspense>
      ) : (
        <>
          <PixelPicture {...{ plan, snapshot, size, unit }} label={caption.spoken} showChannels={channels} />
          <p className={styles.caption}>
            <b>{caption.name}</b> <span>{caption.where}</span>
          </p>
        </>
      )}
      <SourceChoice {...{ source, choose }} />
      {source === 'set' && <SetButtons />}
      {source === 'file' && <OpenFile problem={file.problem} onFile={(chosen) => void file.read(chosen)} />}
      <MapsControls scaleToo={!channels} />
    </section>
  )
}
