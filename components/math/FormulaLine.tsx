import type { CSSProperties } from 'react'
import { type Expr, type Text, toSpeech } from '../../engine/index'
import { useLanguage, useText } from '../language'
import styles from './FormulaLine.module.css'
import { formatResult } from './format-result'
import { hasFraction, type Part, type Token, tokens } from './formula-tokens'
import { Symbols } from './Symbols'

export interface FormulaLineProps {
  readonly expr: Expr
  readonly value: number
  /** Word for the result in the row of symbols: "output". */
  readonly result: Text
  /** false: the result is drawn as a warning. */
  readonly fits?: boolean
  /** The answer is not told yet: the result is a question mark. */
  readonly hidden?: boolean
  /** Large: the formula of the stage; small: a line of the ledger. */
  readonly size?: 'large' | 'small'
  /** The symbol pointed at anywhere on the page. */
  readonly lit?: string | null
  readonly onPoint?: (symbol: string | null) => void
  /** Makes each symbol a button. */
  readonly onPick?: (symbol: string) => void
  /** "W, input width": names the button of a symbol. */
  readonly nameOf?: (symbol: string) => string
}

/** Where a column stands on the grid: rows 1–2 hold the symbols, 3–4 the numbers; 1 and 3 are above the bars. */
interface Place {
  readonly parts: readonly Part[]
  readonly from: number
  readonly to: number
  readonly row: 'whole' | 'over' | 'under'
}

/** Symbols, and beneath them in the same columns the current numbers: two formulas on one grid. */
export function FormulaLine(props: FormulaLineProps) {
  const { expr, value, result, fits = true, hidden = false, size = 'large' } = props
  const language = useLanguage()
  const text = useText()
  const row = tokens(expr)
  const { places, bars, columns } = placed(row)
  const tall = hasFraction(row)
  const shown = hidden ? '?' : formatResult(value)
  const words = `${text(result)}: ${toSpeech(expr, language)}${text(equals)}${shown.replace('…', '')}`
  const tone = hidden ? '' : fits ? styles.fits : styles.doesNotFit
  return (
    <div
      role={props.onPick ? 'group' : 'math'}
      aria-label={words}
      className={`${styles.formula} ${styles[size]} ${tall ? styles.tall : ''}`}
      style={{ '--columns': columns } as CSSProperties}
    >
      {places.map((place) => (
        <Column key={`${place.from} ${place.row}`} place={place} tall={tall} {...props} />
      ))}
      {bars.map(([from, to]) => (
        <Bar key={from} from={from} to={to} />
      ))}
      <span className={styles.equals} style={cell(columns + 1, columns + 2, 1, tall ? 3 : 2)} aria-hidden>
        =
      </span>
      <span className={styles.equals} style={cell(columns + 1, columns + 2, 3, tall ? 5 : 4)} aria-hidden>
        =
      </span>
      <span className={styles.word} style={cell(columns + 2, columns + 3, 1, tall ? 3 : 2)} aria-hidden>
        {text(result)}
      </span>
      <span
        className={`${styles.result} ${tone}`}
        style={cell(columns + 2, columns + 3, 3, tall ? 5 : 4)}
        aria-hidden
      >
        {shown}
      </span>
    </div>
  )
}

const equals = { en: ', equals ', zh: '，等于 ' }

function Column({ place, tall, ...props }: FormulaLineProps & { place: Place; tall: boolean }) {
  const { from, to, row, parts } = place
  const [start, end] = row === 'over' ? [0, 1] : row === 'under' ? [1, 2] : [0, tall ? 2 : 1]
  return (
    <>
      <span className={`${styles.symbols} ${styles[row]}`} style={cell(from, to, 1 + start, 1 + end)}>
        <Symbols parts={parts} as="symbols" {...props} />
      </span>
      <span
        className={`${styles.numbers} ${styles[row]}`}
        style={cell(from, to, 3 + start, 3 + end)}
        aria-hidden
      >
        <Symbols parts={parts} as="numbers" lit={props.lit} onPoint={props.onPoint} />
      </span>
    </>
  )
}

const Bar = ({ from, to }: { from: number; to: number }) => (
  <>
    <span className={styles.bar} style={cell(from, to, 1, 2)} aria-hidden />
    <span className={styles.bar} style={cell(from, to, 3, 4)} aria-hidden />
  </>
)

const cell = (from: number, to: number, top: number, bottom: number): CSSProperties => ({
  gridColumn: `${from} / ${to}`,
  gridRow: `${top} / ${bottom}`,
})

/** Gives every token its columns. The part under a bar is one centred cell across all columns of the part above. */
function placed(row: readonly Token[]): { places: Place[]; bars: [number, number][]; columns: number } {
  const places: Place[] = []
  const bars: [number, number][] = []
  let column = 1
  for (const token of row) {
    if (token.kind !== 'fraction') {
      places.push({ parts: [token], from: column, to: column + 1, row: 'whole' })
      column++
      continue
    }
    const start = column
    for (const over of token.over) {
      places.push({ parts: [over], from: column, to: column + 1, row: 'over' })
      column++
    }
    places.push({ parts: token.under, from: start, to: column, row: 'under' })
    bars.push([start, column])
  }
  return { places, bars, columns: column - 1 }
}
