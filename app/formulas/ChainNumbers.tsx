import { useId } from 'react'
import { NumberField } from '../../components/controls/NumberField'
import { useText } from '../../components/language'
import type { Text } from '../../engine/index'
import { type ChainRow, rowRanges } from './bench'
import styles from './Chain.module.css'
import { numberWords } from './words'

interface Props {
  readonly title: Text
  readonly row: ChainRow
  readonly onChange: (row: ChainRow) => void
}

/** The numbers that a layer of this type has. */
export function ChainNumbers({ title, row, onChange }: Props) {
  switch (row.type) {
    case 'conv':
      return (
        <span className={styles.numbers}>
          <RowNumber name="k" value={row.k} title={title} onChange={(k) => onChange({ ...row, k })} />
          <RowNumber name="f" value={row.f} title={title} onChange={(f) => onChange({ ...row, f })} />
          <RowNumber name="s" value={row.s} title={title} onChange={(s) => onChange({ ...row, s })} />
          <RowNumber name="p" value={row.p} title={title} onChange={(p) => onChange({ ...row, p })} />
        </span>
      )
    case 'pool':
      return (
        <span className={styles.numbers}>
          <RowNumber name="f" value={row.f} title={title} onChange={(f) => onChange({ ...row, f })} />
          <RowNumber name="s" value={row.s} title={title} onChange={(s) => onChange({ ...row, s })} />
          <RowNumber name="p" value={row.p} title={title} onChange={(p) => onChange({ ...row, p })} />
        </span>
      )
    case 'fc':
      return (
        <span className={styles.numbers}>
          <RowNumber
            name="k"
            word={units}
            value={row.k}
            title={title}
            onChange={(k) => onChange({ ...row, k })}
          />
        </span>
      )
    case 'relu':
    case 'softmax':
      return <span className={styles.numbers} />
    default:
      return row satisfies never
  }
}

const units: Text = { en: 'units', zh: '神经元数' }

interface RowNumberProps {
  readonly name: 'k' | 'f' | 's' | 'p'
  readonly word?: Text
  readonly value: number
  readonly title: Text
  readonly onChange: (value: number) => void
}

function RowNumber({ name, word, value, title, onChange }: RowNumberProps) {
  const text = useText()
  const id = useId()
  const { symbol, role, word: usual } = numberWords('conv')[name]
  const { least, most } = word ? rowRanges.units : rowRanges[name]
  const step = (by: number) => onChange(Math.min(most, Math.max(least, value + by)))
  return (
    <span className={styles.number}>
      <label htmlFor={id}>
        <var className={styles[role]}>{symbol}</var>
      </label>
      <NumberField
        {...{ id, value }}
        name={`${text(title)}: ${symbol} ${text(word ?? usual)}`}
        min={least}
        max={most}
        decimals={0}
        live
        onCommit={onChange}
        onStep={step}
      />
    </span>
  )
}
