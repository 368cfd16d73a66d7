import { useRef } from 'react'
import { Button } from '../../components/controls/Button'
import { Chip } from '../../components/controls/Chip'
import { UndoIcon } from '../../components/controls/icons'
import { Notice } from '../../components/controls/Notice'
import { formatCount } from '../../components/format'
import { useText } from '../../components/language'
import { explainBesideFormula, type Fix, type Text } from '../../engine/index'
import type { Bench } from './bench'
import styles from './Formulas.module.css'
import { applyFix, numberOf } from './repair'
import type { Results } from './results'
import { fitWords, fixWords, numberWords, verdicts } from './words'

interface Props {
  readonly bench: Bench
  readonly results: Results
  /** The last change that can be taken back. */
  readonly undoable: Text | null
  readonly onPreview: (bench: Bench | null) => void
  readonly onRepair: (fix: Fix, side: 'w' | 'h') => void
  readonly onUndo: () => void
}

/** Whether it fits, in one sentence; if not, the nearest settings that do, each as a button. */
export function Verdict({ bench, results, undoable, onPreview, onRepair, onUndo }: Props) {
  const text = useText()
  const { problem } = results
  const place = useRef<HTMLDivElement>(null)
  const repair = (fix: Fix, side: 'w' | 'h') => {
    place.current?.focus() // the chip goes with its problem: the keyboard stays here, before the undo
    onRepair(fix, side)
  }
  return (
    <div ref={place} className={styles.verdict} tabIndex={-1}>
      <VerdictNotice {...{ bench, results }} />
      {problem && problem.fixes.length > 0 && (
        <>
          <p className={styles.changeOne}>{text(verdicts.change)}</p>
          <div className={styles.chips}>
            {problem.fixes.map((fix) => (
              <Chip
                key={fix.symbol}
                onPreview={(on) => onPreview(on ? applyFix(bench, fix, problem.side) : null)}
                onClick={() => repair(fix, problem.side)}
              >
                <FixWords fix={fix} side={problem.side} />
              </Chip>
            ))}
          </div>
        </>
      )}
      {undoable && (
        <Button kind="quiet" icon={<UndoIcon />} onClick={onUndo}>
          {text({ en: `Undo: ${undoable.en}`, zh: `撤销：${undoable.zh}` })}
        </Button>
      )}
    </div>
  )
}

export function VerdictNotice({ bench, results }: Pick<Props, 'bench' | 'results'>) {
  const text = useText()
  const { problem, across, down, unread } = results
  if (!problem) {
    const whole = Number.isInteger(across.exact) && Number.isInteger(down.exact)
    return (
      <Notice kind={whole ? 'info' : 'warning'} title={text(whole ? verdicts.fits : verdicts.doesNotFit)}>
        {text(fitWords(across.out, unread.pixels, bench.rounding, whole))}
      </Notice>
    )
  }
  const tall = results.x.n !== results.y.n && problem.side === 'h'
  const axis = problem.side === 'w' ? results.x : results.y
  return (
    <Notice kind="warning" title={text(tall ? downwards : verdicts.doesNotFit)}>
      {text(explainBesideFormula(axis) ?? problem.error.text)}
    </Notice>
  )
}

const downwards = { en: 'Does not fit down the height.', zh: '高度方向放不下。' }

/** *P* = 1 gives **3** */
export function FixWords({ fix, side }: { fix: Fix; side: 'w' | 'h' }) {
  const text = useText()
  const changes = fix.also ? [fix, fix.also] : [fix]
  return (
    <>
      {changes.map(({ symbol, value }) => {
        const words = numberWords('conv')[numberOf(symbol, side)]
        return (
          <span key={symbol} className={styles.change}>
            <var className={styles[words.role]}>{words.symbol}</var>
            {' = '}
            <b>{formatCount(value)}</b>
          </span>
        )
      })}
      <span>{text(verdicts.gives)}</span> <b className={styles.output}>{formatCount(fix.gives)}</b>
    </>
  )
}

export const repairWords = (fix: Fix): Text => ({ en: fixWords(fix), zh: fixWords(fix) })
