import { Segmented } from '../../components/controls/Segmented'
import { formatVolume } from '../../components/format'
import { useText } from '../../components/language'
import { unreadRuns } from '../../components/math/InputPlane'
import { WindowPicture } from '../../components/math/WindowPicture'
import { readPixels, type Text } from '../../engine/index'
import type { Bench, Setting } from './bench'
import type { FormulasActions, Refused } from './bench-store'
import { describePicture } from './describe'
import styles from './Formulas.module.css'
import type { Results } from './results'
import { SizeFormulas } from './SizeFormulas'
import { Verdict } from './Verdict'
import { refusedVerdict, verdictOf } from './verdict-words'
import { Windows } from './Windows'
import { letterOf, numbersWords, typedOf, unreadWords } from './words'

interface Props {
  readonly bench: Bench
  readonly results: Results
  /** What is drawn: the same, or what would be with the chip pointed at. */
  readonly shown: Results
  readonly lit: string | null
  readonly undoable: Text | null
  /** What is typed in fields and cannot be: until it can, nothing is claimed. */
  readonly refused: readonly Refused[]
  readonly actions: FormulasActions
  readonly onPick: (letter: string) => void
}

/** The picture of the layer, its formula, and whether it fits. */
export function Stage({ bench, results, shown, lit, undoable, refused, actions, onPick }: Props) {
  const text = useText()
  const { kind } = bench.setting
  const litLetter = lit && letterOf(lit)
  const waits = refused.length > 0
  const verdict = waits ? refusedVerdict(refused) : verdictOf(results)
  return (
    <section className={styles.first} aria-label={text(texts.stage)}>
      <div className={`${styles.figures} ${waits ? styles.waiting : ''}`}>
        {waits && <Stale setting={bench.setting} />}
        <Windows results={shown} kind={kind} lit={litLetter} />
        <PlaneFigure results={shown} lit={litLetter} />
      </div>
      <div className={styles.answer}>
        <SizeFormulas
          results={shown}
          kind={kind}
          lit={lit}
          typed={waits ? typedOf(refused) : undefined}
          onPoint={actions.point}
          onPick={onPick}
        />
        <Verdict
          {...{ bench, verdict, undoable }}
          problem={waits ? null : results.problem}
          onPreview={actions.preview}
          onRepair={actions.repair}
          onUndo={actions.undo}
        />
      </div>
      <div className={styles.rounding}>
        <Segmented
          label={text(texts.rounding)}
          value={bench.rounding}
          onChange={actions.setRounding}
          options={[
            { value: 'exact', label: text(texts.exact) },
            { value: 'floor', label: text(texts.floor) },
            { value: 'ceil', label: text(texts.ceil) },
          ]}
        />
      </div>
    </section>
  )
}

/** Over what is still drawn for the numbers before an entry that cannot be. */
export function Stale({ setting }: { setting: Setting }) {
  const text = useText()
  const numbers = numbersWords(
    setting,
    setting.w === setting.h ? ['w', 'f', 's', 'p'] : ['w', 'h', 'f', 's', 'p'],
  )
  return <p className={styles.stale}>{text({ en: `Still for ${numbers}`, zh: `仍是 ${numbers} 时的` })}</p>
}

/** The same seen from above, with how many pixels are never read. */
function PlaneFigure({ results, lit }: { results: Results; lit: string | null }) {
  const text = useText()
  const { x, y, across, down, output, unread } = results
  const atTheEnd = [x, y].every((axis) => unreadRuns(readPixels(axis)).every(([, to]) => to === axis.n))
  const nothingFits = across.windows < 1 || down.windows < 1
  return (
    <figure className={styles.plane}>
      <figcaption className={styles.planeTitle}>{text(texts.plane)}</figcaption>
      <WindowPicture
        {...{ x, y, across, down, lit }}
        width={264}
        volume={output ? formatVolume(output) : ''}
        description={text(describePicture(results))}
      />
      {!nothingFits && <p className={styles.caption}>{text(unreadWords({ ...unread, atTheEnd }))}</p>}
    </figure>
  )
}

const texts = {
  stage: { en: 'The layer', zh: '这一层' },
  plane: { en: 'The same in 2-D', zh: '二维也一样' },
  rounding: { en: 'When it does not fit', zh: '放不下时' },
  exact: { en: 'stop and explain', zh: '停下并说明' },
  floor: { en: 'round down (PyTorch, Caffe conv)', zh: '向下取整（PyTorch、Caffe 卷积）' },
  ceil: { en: 'round up (Caffe pool)', zh: '向上取整（Caffe 池化）' },
}
