import { useCallback, useId, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { Select } from '../../../components/controls/Select'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import type { Picture, Split } from '../../../engine/protocol'
import { useLab } from '../../store/use-lab'
import { splitNames, splitOrder } from '../lab-words'
import styles from './InputPanel.module.css'

export type Source = 'set' | 'draw' | 'file'

const words = {
  from: { en: 'Input from', zh: '输入来源' },
  set: { en: 'Data set', zh: '数据集' },
  draw: { en: 'Draw', zh: '手绘' },
  file: { en: 'Open a file', zh: '打开图片' },
  previous: { en: 'Previous', zh: '上一张' },
  next: { en: 'Next', zh: '下一张' },
  random: { en: 'Random', zh: '随机' },
  split: { en: 'Part of the set', zh: '哪一部分' },
} satisfies Record<string, Text>

const FIRST: Picture = { kind: 'set', split: 'test', index: 0 }

/** Where the picture comes from. Going back to the set shows the picture that was left. */
export function useSource() {
  const picture = useLab((s) => s.picture)
  const look = useLab((s) => s.actions.look)
  const [source, setSource] = useState<Source>(picture.kind === 'set' ? 'set' : 'file')
  const [left, setLeft] = useState<Picture>(picture.kind === 'set' ? picture : FIRST)
  // Also where a link, or another network, has put a picture of the set in the place of a drawn one.
  if (picture.kind === 'set' && picture !== left) {
    setLeft(picture)
    setSource('set')
  }
  const choose = useCallback(
    (next: Source) => {
      setSource(next)
      if (next === 'set') look(left)
    },
    [look, left],
  )
  return { source, choose, look }
}

export function SourceChoice({ source, choose }: { source: Source; choose(source: Source): void }) {
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

export function SetButtons() {
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
      <Button className={styles.whole} onClick={random}>
        {t(words.random)}
      </Button>
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
    </div>
  )
}
