import { useId } from 'react'
import { ChevronIcon } from '../../components/controls/icons'
import { useText } from '../../components/language'
import type { Bench } from './bench'
import styles from './Formulas.module.css'
import { writeBench } from './formulas-link'
import { allPresets, presetGroups } from './presets'

interface Props {
  /** null while a field holds what no layer has. */
  readonly bench: Bench | null
  readonly onChoose: (bench: Bench) => void
}

/** Settings of the chapter. Shows the one in force for as long as nothing is changed. */
export function PresetMenu({ bench, onChoose }: Props) {
  const text = useText()
  const id = useId()
  const now = bench && writeBench(bench).toString()
  const inForce = allPresets.find((preset) => writeBench(preset.bench).toString() === now)
  const choose = (chosen: string) => {
    const preset = allPresets.find((one) => one.id === chosen)
    if (preset) onChoose(preset.bench)
  }
  return (
    <div className={styles.presets}>
      <label htmlFor={id}>{text(texts.label)}</label>
      <span className={styles.select}>
        <select {...{ id }} value={inForce?.id ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="" disabled>
            {text(texts.own)}
          </option>
          {presetGroups.map(({ title, presets }) => (
            <optgroup key={title.en} label={text(title)}>
              {presets.map(({ id, label }) => (
                <option key={id} value={id}>
                  {text(label)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <ChevronIcon />
      </span>
    </div>
  )
}

const texts = {
  label: { en: 'From the chapter', zh: '本章的例子' },
  own: { en: 'your own numbers', zh: '自定义' },
}
