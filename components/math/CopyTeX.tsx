import { useEffect, useState } from 'react'
import { type Expr, isBeyondCounting, type Text, toTeX } from '../../engine/index'
import { Button } from '../controls/Button'
import { useText } from '../language'
import styles from './CopyTeX.module.css'
import { formatResult } from './format-result'

interface Props {
  readonly expr: Expr
  readonly value: number
  /** Which formula: "output width". */
  readonly of: Text
  /** In a list of formulas the word alone says enough. */
  readonly short?: boolean
}

/** "\frac{W - F + 2 P}{S} + 1 = \frac{7 - 3 + 2 \cdot 0}{3} + 1 = 2.333\ldots" */
export const formulaTeX = (expr: Expr, value: number): string =>
  `${toTeX(expr, 'symbols')} = ${toTeX(expr, 'numbers')} ${resultTeX(value)}`

/** "= 2.333\ldots", "\approx 1.13 \cdot 10^{18}" */
function resultTeX(value: number): string {
  if (isBeyondCounting(value)) {
    const [digits, exponent] = value.toExponential(2).split('e+')
    return `\\approx ${digits} \\cdot 10^{${exponent}}`
  }
  return `= ${formatResult(value).replace('−', '-').replaceAll(',', '{,}').replace('…', '\\ldots')}`
}

type State = 'ready' | 'copied' | 'by-hand'

/** Copies the formula for a slide or a script; where the browser forbids it, the text is shown to be copied by hand. */
export function CopyTeX({ expr, value, of, short }: Props) {
  const text = useText()
  const [state, setState] = useState<State>('ready')
  const tex = formulaTeX(expr, value)
  useEffect(() => {
    if (state !== 'copied') return
    const timer = setTimeout(() => setState('ready'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tex)
      setState('copied')
    } catch {
      setState('by-hand')
    }
  }
  return (
    <span className={styles.copy}>
      <Button kind="quiet" aria-label={`${text(words.copy)}: ${text(of)}`} onClick={copy}>
        {state === 'copied' ? text(words.copied) : short ? 'LaTeX' : text(words.copy)}
      </Button>
      <span role="status" className="visually-hidden">
        {state === 'copied' && text(words.copied)}
      </span>
      {state === 'by-hand' && (
        <input
          readOnly
          aria-label={text(words.byHand)}
          value={tex}
          onFocus={(event) => event.target.select()}
        />
      )}
    </span>
  )
}

const words = {
  copy: { en: 'Copy as LaTeX', zh: '复制为 LaTeX' },
  copied: { en: 'Copied', zh: '已复制' },
  byHand: { en: 'LaTeX, to be copied by hand', zh: 'LaTeX，请手动复制' },
}
