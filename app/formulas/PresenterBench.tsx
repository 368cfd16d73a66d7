import { Button } from '../../components/controls/Button'
import { Chip } from '../../components/controls/Chip'
import { useText } from '../../components/language'
import { Fit } from '../../components/math/Fit'
import { usePresenter } from '../site/presenter'
import type { Bench } from './bench'
import type { FormulasActions } from './bench-store'
import styles from './Presenter.module.css'
import { PresenterBar } from './PresenterBar'
import { PresenterFigures } from './PresenterFigures'
import { usePresenterNumbers } from './presenter-keys'
import type { Results } from './results'
import { SizeFormulas } from './SizeFormulas'
import { Stale } from './Stage'
import { useStageScale } from './use-stage-scale'
import { changeWords, FixWords, VerdictNotice } from './Verdict'
import { verdictOf } from './verdict-words'
import { Windows } from './Windows'
import { fixWords, numbersOf, typedOf } from './words'

interface Props {
  readonly bench: Bench
  readonly results: Results
  readonly actions: FormulasActions
}

/** For the back row: the windows, the formula, and a question mark until the answer is asked for. */
export function PresenterBench({ bench, results, actions }: Props) {
  const text = useText()
  const { revealed, reveal } = usePresenter()
  const stage = useStageScale()
  const { kind } = bench.setting
  const names = numbersOf(bench.setting, bench.square)
  const numbers = usePresenterNumbers(bench, actions, names)
  const { problem, refused } = numbers
  const hidden = !revealed || problem !== null
  const waits = refused.length > 0
  return (
    <div className={styles.screen}>
      <div className={styles.stage} style={stage}>
        <h1>{text(texts.title)}</h1>
        <div className={`${styles.windows} ${waits ? styles.waiting : ''}`}>
          {waits && <Stale setting={bench.setting} />}
          <Fit wraps>
            <Windows results={results} kind={kind} lit={null} look="projector" hidden={hidden} />
          </Fit>
        </div>
        <div className={styles.answer}>
          <Fit>
            <SizeFormulas
              {...{ results, kind, hidden }}
              typed={waits ? typedOf(refused) : undefined}
              lit={null}
              look="projector"
            />
          </Fit>
          <Fit wraps>
            <div className={styles.verdict}>
              {problem && <VerdictNotice verdict={problem} />}
              {!hidden && <VerdictNotice verdict={verdictOf(results)} />}
              {!hidden && <Repairs results={results} actions={actions} />}
              {!revealed && !problem && (
                <Button onClick={() => reveal(true)}>
                  <kbd>{text(texts.space)}</kbd> {text(texts.show)}
                </Button>
              )}
            </div>
          </Fit>
        </div>
        <PresenterFigures {...{ results, kind, hidden }} costs={numbers.costs} />
        <PresenterBar {...{ bench, names, numbers }} />
      </div>
    </div>
  )
}

function Repairs({ results: { problem }, actions }: Pick<Props, 'results' | 'actions'>) {
  const text = useText()
  if (!problem || problem.fixes.length === 0) return null
  return (
    <>
      <p>{text(changeWords(problem.fixes))}</p>
      <div className={styles.chips}>
        {problem.fixes.map((fix) => (
          <Chip key={fixWords(fix)} onClick={() => actions.repair(fix, problem.side)}>
            <FixWords fix={fix} side={problem.side} />
          </Chip>
        ))}
      </div>
    </>
  )
}

const texts = {
  title: { en: 'How many windows fit?', zh: '能放下几个窗口？' },
  space: { en: 'Space', zh: '空格' },
  show: { en: 'show the answer', zh: '显示答案' },
}
