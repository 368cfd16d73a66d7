import { useText } from '../../components/language'
import { CopyTeX } from '../../components/math/CopyTeX'
import { FormulaLine } from '../../components/math/FormulaLine'
import { Sideways } from '../../components/math/Sideways'
import type { Setting } from './bench'
import type { Results } from './results'
import styles from './SizeFormulas.module.css'
import { letterOf, numberWords, verdicts } from './words'

interface Props {
  readonly results: Results
  readonly kind: Setting['kind']
  readonly lit: string | null
  readonly hidden?: boolean
  /** What is typed in the place of a number and cannot be; then there is no result. */
  readonly typed?: Readonly<Record<string, string>>
  readonly look?: 'page' | 'projector'
  readonly onPoint?: (symbol: string | null) => void
  readonly onPick?: (letter: string) => void
}

/** The rule of the output size with the numbers beneath it; twice where the input is not square. */
export function SizeFormulas({ results, kind, lit, hidden, typed, look = 'page', onPoint, onPick }: Props) {
  const text = useText()
  const { sizes, across, down } = results
  const pair = sizes.length > 1
  const dilated = results.x.dilation > 1
  const classes =
    look === 'page'
      ? [styles.sizeFormulas, (pair || dilated) && styles.longFormulas]
      : [styles.projected, pair && styles.pair, dilated && styles.longFormulas]
  const nameOf = (symbol: string): string => {
    const found = Object.values(numberWords(kind)).find((words) => words.symbol === letterOf(symbol))
    return found ? `${found.symbol} ${text(found.word)}` : symbol
  }
  return (
    <div className={classes.filter(Boolean).join(' ')} data-pair={pair || undefined}>
      {sizes.map(({ quantity, label, expr, value }) => (
        <div key={quantity} className={styles.sizeFormula}>
          <Sideways>
            <FormulaLine
              expr={expr}
              value={value}
              result={sizes.length === 1 ? verdicts.output : label}
              fits={(quantity === 'outputWidth' ? across : down).problem === null}
              {...{ hidden, typed, lit, onPoint, nameOf }}
              onPick={onPick && ((symbol) => onPick(letterOf(symbol)))}
            />
          </Sideways>
          {onPick && !typed && <CopyTeX expr={expr} value={value} of={label} />}
        </div>
      ))}
    </div>
  )
}
