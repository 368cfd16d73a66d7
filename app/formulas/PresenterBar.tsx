import type { CSSProperties, MouseEvent } from 'react'
import { formatCount } from '../../components/format'
import { useText } from '../../components/language'
import type { Text } from '../../engine/index'
import type { Bench, NumberName } from './bench'
import styles from './Presenter.module.css'
import type { PresenterNumbers } from './presenter-keys'
import { numberWords } from './words'

interface Props {
  readonly bench: Bench
  readonly names: readonly NumberName[]
  readonly numbers: PresenterNumbers
}

/** The numbers as large as the formula, each in a place of its own that no digit moves; the chosen one is framed. */
export function PresenterBar({ bench, names, numbers }: Props) {
  const text = useText()
  const { chosen, refused, costs, choose, showCosts } = numbers
  return (
    <fieldset
      className={styles.bar}
      style={{ '--numbers': names.length } as CSSProperties}
      aria-label={text(label)}
    >
      {names.map((name) => {
        const { symbol, role } = numberWords(bench.setting.kind)[name]
        const entry = refused.find((one) => one.name === name)
        const shown = entry ? entry.typed.replace('-', '−') || '–' : formatCount(bench.setting[name])
        return (
          <button
            key={name}
            type="button"
            className={`${styles.number} ${name === chosen ? styles.chosen : ''}`}
            aria-pressed={name === chosen}
            onClick={(click) => {
              choose(name)
              leaveIt(click)
            }}
          >
            <span>
              <var className={styles[role]}>{symbol}</var> <b>{shown}</b>
            </span>
            <span>{text(name === 'f' && bench.setting.kind === 'pool' ? window : words[name])}</span>
          </button>
        )
      })}
      <button
        type="button"
        className={`${styles.number} ${costs ? styles.chosen : ''}`}
        aria-pressed={costs}
        onClick={(click) => {
          showCosts(!costs)
          leaveIt(click)
        }}
      >
        <kbd>M</kbd>
        <span>{text(costsWord)}</span>
      </button>
    </fieldset>
  )
}

/** After a click Space is for the answer. */
function leaveIt({ currentTarget, detail }: MouseEvent<HTMLButtonElement>): void {
  if (detail > 0) currentTarget.blur()
}

const label = { en: 'The numbers of the layer', zh: '这一层的数' }
const costsWord: Text = { en: 'costs', zh: '开销' }
const window: Text = { en: 'window', zh: '窗口' }

/** Shorter than beside a slider: eight stand in one line. */
const words: Readonly<Record<NumberName, Text>> = {
  w: { en: 'width', zh: '宽度' },
  h: { en: 'height', zh: '高度' },
  f: { en: 'filter', zh: '滤波器' },
  s: { en: 'stride', zh: '步长' },
  p: { en: 'padding', zh: '填充' },
  k: { en: 'filters', zh: '滤波器个数' },
  c: { en: 'channels', zh: '输入通道' },
  d: { en: 'dilation', zh: '扩张(空洞)' },
}
