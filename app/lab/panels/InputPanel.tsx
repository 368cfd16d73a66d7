import { type DragEvent, useCallback, useId, useRef, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { Glyph } from '../../../components/controls/Glyph'
import { Segmented } from '../../../components/controls/Segmented'
import { Select } from '../../../components/controls/Select'
import { formatVolume } from '../../../components/format'
import { useText } from '../../../components/language'
import { PixelPicture } from '../../../components/maps/PixelPicture'
import type { Text } from '../../../engine/index'
import type { Picture, Split } from '../../../engine/protocol'
import { useLab } from '../../store/use-lab'
import { splitNames, splitOrder } from '../lab-words'
import { DrawPad } from '../picture/DrawPad'
import { OpenFile, useFilePicture } from '../picture/OpenFile'
import { usePictureLabel } from '../use-picture-label'
import styles from './InputPanel.module.css'

const words = {
  input: { en: 'Input', zh: '输入' },
  from: { en: 'Take the input from', zh: '输入来源' },
  set: { en: 'Data set', zh: '数据集' },
  draw: { en: 'Draw', zh: '手绘' },
  file: { en: 'Open a file', zh: '打开图片' },
  previous: { en: 'Previous', zh: '上一张' },
  next: { en: 'Next', zh: '下一张' },
  random: { en: 'Random', zh: '随机' },
  split: { en: 'Part of the set', zh: '哪一部分' },
  show: { en: 'Maps show', zh: '图中显示' },
  values: { en: 'values', zh: '数值' },
  gradients: { en: 'gradients', zh: '梯度' },
  scale: { en: 'Colour scale', zh: '色标范围' },
} satisfies Record<string, Text>

const scales = {
  map: { en: 'this map', zh: '单张图' },
  layer: { en: 'layer', zh: '本层' },
  network: { en: 'whole network', zh: '全网络' },
} satisfies Record<string, Text>

export type Source = 'set' | 'draw' | 'file'

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
      aria-label={t(words.input)}
      data-tour="picture"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <h2 className={styles.heading}>
        <Glyph role="input" /> {t(words.input)} <small>{formatVolume(plan.input)}</small>
      </h2>
      {source === 'draw' ? (
        <DrawPad input={plan.input} size={size - 4} onPicture={look} />
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
      <MapsControls />
    </section>
  )
}

/** Where the picture comes from. Going back to the set shows the picture that was left. */
function useSource() {
  const picture = useLab((s) => s.picture)
  const look = useLab((s) => s.actions.look)
  const [source, setSource] = useState<Source>(picture.kind === 'set' ? 'set' : 'file')
  const left = useRef<Picture>({ kind: 'set', split: 'test', index: 0 })
  if (picture.kind === 'set') left.current = picture
  // A link, or another network, has put a picture of the set in the place of a drawn one.
  if (picture.kind === 'set' && source === 'file') left.current = picture
  const choose = useCallback(
    (next: Source) => {
      setSource(next)
      if (next === 'set') look(left.current)
    },
    [look],
  )
  return { source, choose, look }
}

function SourceChoice({ source, choose }: { source: Source; choose(source: Source): void }) {
  const t = useText()
  const name = useId()
  return (
    <fieldset className={styles.sources}>
      <legend>{t(words.from)}</legend>
      {(['set', 'draw', 'file'] as const).map((option) => (
        <label key={option}>
          <input type="radio" {...{ name }} checked={option === source} onChange={() => choose(option)} />
          <span>{t(words[option])}</span>
        </label>
      ))}
    </fieldset>
  )
}

function SetButtons() {
  const t = useText()
  const picture = useLab((s) => s.picture)
  const available = useLab((s) => s.data?.available ?? null)
  const { look, nextPicture } = useLab((s) => s.actions)
  if (picture.kind !== 'set') return null
  const count = (split: Split) => available?.[split] ?? 0
  const random = () => {
    const { split } = picture
    if (count(split) > 0) look({ kind: 'set', split, index: Math.floor(Math.random() * count(split)) })
  }
  return (
    <div className={styles.setButtons}>
      <Button onClick={() => nextPicture(-1)}>{t(words.previous)}</Button>
      <Button onClick={() => nextPicture(1)}>{t(words.next)}</Button>
      <Select
        label={t(words.split)}
        hideLabel
        options={splitOrder.map((split) => ({
          value: split,
          label: t(splitNames[split]),
          disabled: available !== null && count(split) === 0,
        }))}
        value={picture.split}
        onChange={(split) => look({ kind: 'set', split, index: 0 })}
      />
      <Button onClick={random}>{t(words.random)}</Button>
    </div>
  )
}

export function MapsControls() {
  const t = useText()
  const mapsShow = useLab((s) => s.mapsShow)
  const scale = useLab((s) => s.scale)
  const { showMaps, setScale } = useLab((s) => s.actions)
  return (
    <div className={styles.maps}>
      <Segmented
        label={t(words.show)}
        options={[
          { value: 'values', label: t(words.values) },
          { value: 'gradients', label: t(words.gradients) },
        ]}
        value={mapsShow}
        onChange={showMaps}
      />
      <Select
        label={t(words.scale)}
        options={(['map', 'layer', 'network'] as const).map((value) => ({ value, label: t(scales[value]) }))}
        value={scale}
        onChange={setScale}
      />
    </div>
  )
}
