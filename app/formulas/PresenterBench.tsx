import { Button } from '../../components/controls/Button'
import { Chip } from '../../components/controls/Chip'
import { formatCount } from '../../components/format'
import { useText } from '../../components/language'
import { usePresenter } from '../site/presenter'
import type { FormulasActions } from '../store/formulas'
import type { Bench, NumberName } from './bench'
import styles from './Presenter.module.css'
import { type PresenterNumbers, usePresenterNumbers } from './presenter-keys'
import type { Results } from './results'
import { SizeFormulas } from './SizeFormulas'
import { FixWords, repairWords, VerdictNotice } from './Verdict'
import { Windows } from './Windows'
import { numberWords } from './words'

interface Props {
  readonly bench: Bench
  readonly results: Results
  readonly actions: FormulasActions
}

/** For the back row: the windows, the formula, and a question mark until the answer is asked for. */
export function PresenterBench({ bench, results, actions }: Props) {
  const text = useText()
  const { revealed, reveal } = usePresenter()
  const { kind } = bench.setting
  const names: readonly NumberName[] = kind === 'conv' ? CONV : POOL
  const numbers = usePresenterNumbers(bench, actions, names)
  return (
    <div className={styles.page}>
      <h1>{text(texts.title)}</h1>
      <div className={styles.windows}>
        <Windows results={results} kind={kind} lit={null} look="projector" hidden={!revealed} />
      </div>
      <div className={styles.answer}>
        <SizeFormulas results={results} kind={kind} lit={null} hidden={!revealed} />
        <div className={styles.verdict}>
          {revealed ? (
            <>
              <VerdictNotice bench={bench} results={results} />
              <Repairs results={results} actions={actions} />
            </>
          ) : (
            <Button onClick={() => reveal(true)}>
              <kbd>{text(texts.space)}</kbd> {text(texts.show)}
            </Button>
          )}
        </div>
      </div>
      <NumberBar {...{ bench, names, numbers }} />
    </div>
  )
}

const CONV: readonly NumberName[] = ['w', 'f', 's', 'p', 'k']
const POOL: readonly NumberName[] = ['w', 'f', 's', 'p']

function Repairs({ results: { problem }, actions }: Pick<Props, 'results' | 'actions'>) {
  if (!problem) return null
  return (
    <div className={styles.chips}>
      {problem.fixes.map((fix) => (
        <Chip key={fix.symbol} onClick={() => actions.repair(fix, problem.side, repairWords(fix))}>
          <FixWords fix={fix} side={problem.side} />
        </Chip>
      ))}
    </div>
  )
}

interface BarProps {
  readonly bench: Bench
  readonly names: readonly NumberName[]
  readonly numbers: PresenterNumbers
}

/** The numbers as large as the formula; the chosen one is framed. */
function NumberBar({ bench, names, numbers }: BarProps) {
  const text = useText()
  const { chosen, typed, problem, choose } = numbers
  return (
    <fieldset className={styles.bar} aria-label={text(texts.numbers)}>
      {names.map((name) => {
        const { symbol, role, word } = numberWords(bench.setting.kind)[name]
        const shown = name === chosen && typed !== null ? typed : formatCount(bench.setting[name])
        return (
          <button
            key={name}
            type="button"
            className={`${styles.number} ${name === chosen ? styles.chosen : ''}`}
            aria-pressed={name === chosen}
            onClick={({ currentTarget, detail }) => {
              choose(name)
              if (detail > 0) currentTarget.blur() // after a click Space is for the answer
            }}
          >
            <var className={styles[role]}>{symbol}</var>
            <b>{shown}</b>
            <span>{text(word)}</span>
          </button>
        )
      })}
      <span className={styles.problem} role="status">
        {problem && text(problem)}
      </span>
    </fieldset>
  )
}

const texts = {
  title: { en: 'How many windows fit?', zh: '能放下几个窗口？' },
  space: { en: 'Space', zh: '空格' },
  show: { en: 'show the answer', zh: '显示答案' },
  numbers: { en: 'The numbers of the layer', zh: '这一层的数' },
}
