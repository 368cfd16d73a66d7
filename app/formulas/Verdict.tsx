import { useRef } from 'react'
import { Button } from '../../components/controls/Button'
import { Chip } from '../../components/controls/Chip'
import { UndoIcon } from '../../components/controls/icons'
import { Notice } from '../../components/controls/Notice'
import { formatCount } from '../../components/format'
import { useText } from '../../components/language'
import type { Fix, Text } from '../../engine/index'
import type { Bench } from './bench'
import { applyFix, numberOf } from './repair'
import type { Results } from './results'
import styles from './Verdict.module.css'
import type { Verdict as VerdictWords } from './verdict-words'
import { fixWords, numberWords, verdicts } from './words'

interface Props {
  readonly bench: Bench
  readonly problem: Results['problem']
  readonly verdict: VerdictWords
  /** The state that the last change can be taken back to. */
  readonly undoable: Text | null
  readonly onPreview: (bench: Bench | null) => void
  readonly onRepair: (fix: Fix, side: 'w' | 'h') => void
  readonly onUndo: () => void
}

/** Whether it fits, in one sentence; if not, the nearest settings that do, each as a button. */
export function Verdict({ bench, problem, verdict, undoable, onPreview, onRepair, onUndo }: Props) {
  const text = useText()
  const place = useRef<HTMLDivElement>(null)
  const repair = (fix: Fix, side: 'w' | 'h') => {
    place.current?.focus() // the chip goes with its problem: the keyboard stays here, before the undo
    onRepair(fix, side)
  }
  return (
    <div ref={place} className={styles.verdict} tabIndex={-1}>
      <VerdictNotice verdict={verdict} />
      {problem && problem.fixes.length > 0 && (
        <>
          <p className={styles.changeOne}>{text(changeWords(problem.fixes))}</p>
          <div className={styles.chips}>
            {problem.fixes.map((fix) => (
              <Chip
                key={fixWords(fix)}
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
          {text({ en: `Undo (back to ${undoable.en})`, zh: `撤销（回到 ${undoable.zh}）` })}
        </Button>
      )}
    </div>
  )
}

export function changeWords(fixes: readonly Fix[]): Text {
  if (fixes.every(({ also }) => also)) return verdicts.changeTwo
  return fixes.some(({ also }) => also) ? verdicts.changeSome : verdicts.change
}

export function VerdictNotice({ verdict: { title, sentence, warning } }: { verdict: VerdictWords }) {
  const text = useText()
  return (
    <Notice kind={warning ? 'warning' : 'info'} title={text(title)}>
      {text(sentence)}
    </Notice>
  )
}

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
