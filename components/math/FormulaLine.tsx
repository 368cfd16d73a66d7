import type { CSSProperties } from 'react'
import { type Expr, isBeyondCounting, type Text, toSpeech } from '../../engine/index'
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
  /** By symbol: text that stands in the place of a number and is none. There is no result then. */
  readonly typed?: Readonly<Record<string, string>>
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

/** Where a column stands on the grid: rows 1–2 hold the symbols, 4–5 the numbers, 3 is the distance between them. */
interface Place {
  readonly parts: readonly Part[]
  readonly from: number
  readonly to: number
  readonly row: 'whole' | 'over' | 'under'
}

/** Symbols, and beneath them in the same columns the current numbers: two formulas on one grid. */
export function FormulaLine(props: FormulaLineProps) {
  const { expr, value, result, fits = true, typed, size = 'large' } = props
  const hidden = props.hidden || typed !== undefined
  const language = useLanguage()
  const text = useText()
  const row = tokens(expr)
  const { places, bars, columns } = placed(row)
  const tall = hasFraction(row)
  const about = !hidden && isBeyondCounting(value)
  const shown = hidden ? '?' : formatResult(value).replace('≈ ', '') // its sign stands before the result
  const sum = typed ? '' : `: ${toSpeech(expr, language)}`
  const words = `${text(result)}${sum}${text(about ? isAbout : equals)}${shown.replace('…', '')}`
  const tone = hidden ? '' : fits ? styles.fits : styles.doesNotFit
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      role={props.onPick ? 'group' : 'math'}
      aria-label={words}
      className={`${styles.formula} ${styles[size]} ${tall ? styles.tall : ''}`}
      style={{ '--columns': columns } as CSSProperties}
    >
      {places.map((place) => (
        <Column key={`${place.from} ${place.row}`} place={place} {...props} />
      ))}
      {bars.map(([from, to]) => (
        <Bar key={from} from={from} to={to} />
      ))}
      <Ending columns={columns} word={text(result)} {...{ about, shown, tone }} />
    </div>
  )
}

const equals = { en: ', equals ', zh: '，等于 ' }
const isAbout = { en: ', is about ', zh: '，约为 ' }

/** "= output" and "= 2.333…", in the last two columns. */
function Ending({
  columns,
  word,
  about,
  shown,
  tone,
}: {
  columns: number
  word: string
  about: boolean
  shown: string
  tone: string
}) {
  const [equals, result] = [columns + 1, columns + 2]
  return (
    <>
      <span
        className={`${styles.equals} ${styles.wordEquals}`}
        style={cell(equals, equals + 1, ...SYMBOLS)}
        aria-hidden
      >
        =
      </span>
      <span className={styles.word} style={cell(result, result + 1, ...SYMBOLS)} aria-hidden>
        {word}
      </span>
      <span className={styles.equals} style={cell(equals, equals + 1, ...NUMBERS)} aria-hidden>
        {about ? '≈' : '='}
      </span>
      <span className={`${styles.result} ${tone}`} style={cell(result, result + 1, ...NUMBERS)} aria-hidden>
        {shown}
      </span>
    </>
  )
}

// First row line and last of both formulas; the lower row of each is empty where there is no fraction.
const SYMBOLS = [1, 3] as const
const NUMBERS = [4, 6] as const
const WITHIN = { whole: [0, 2], over: [0, 1], under: [1, 2] } as const

function Column({ place, ...props }: FormulaLineProps & { place: Place }) {
  const { from, to, row, parts } = place
  const [start, end] = WITHIN[row]
  return (
    <>
      <span className={`${styles.symbols} ${styles[row]}`} style={cell(from, to, 1 + start, 1 + end)}>
        <Symbols parts={parts} as="symbols" {...props} />
      </span>
      <span
        className={`${styles.numbers} ${styles[row]}`}
        style={cell(from, to, 4 + start, 4 + end)}
        aria-hidden
      >
        <Symbols parts={parts} as="numbers" typed={props.typed} lit={props.lit} onPoint={props.onPoint} />
      </span>
    </>
  )
}

const Bar = ({ from, to }: { from: number; to: number }) => (
  <>
    <span className={styles.bar} style={cell(from, to, 1, 2)} aria-hidden />
    <span className={styles.bar} style={cell(from, to, 4, 5)} aria-hidden />
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
