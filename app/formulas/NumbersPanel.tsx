import { useMemo } from 'react'
import { Button } from '../../components/controls/Button'
import { NumberControl } from '../../components/controls/NumberControl'
import { Segmented } from '../../components/controls/Segmented'
import { useText } from '../../components/language'
import { type Bench, type NumberName, ranges } from './bench'
import type { FormulasActions } from './bench-store'
import styles from './Formulas.module.css'
import { numbersOf, numberWords } from './words'

interface Props {
  readonly bench: Bench
  readonly lit: string | null
  readonly actions: FormulasActions
  /** Hands out the field of a number, for those who pick its symbol in the formula. */
  readonly fieldRef: (name: NumberName) => (field: HTMLInputElement | null) => void
}

const NAMES = Object.keys(ranges) as NumberName[]

/** The numbers of the layer: typed, stepped or slid. */
export function NumbersPanel({ bench, lit, actions, fieldRef }: Props) {
  const text = useText()
  const { setting, square } = bench
  const words = numberWords(setting.kind)
  const refuse = useMemo(
    () =>
      Object.fromEntries(
        NAMES.map((name) => [name, (typed: string | null) => actions.refuse(name, typed)]),
      ) as Record<NumberName, (typed: string | null) => void>,
    [actions],
  )
  return (
    <section className={styles.numbers} aria-label={text(texts.numbers)}>
      <div className={styles.kinds}>
        <Segmented
          label={text(texts.kind)}
          hideLabel
          value={setting.kind}
          onChange={actions.setKind}
          options={[
            { value: 'conv', label: text(texts.conv) },
            { value: 'pool', label: text(texts.pool) },
          ]}
        />
        <Button kind="quiet" aria-pressed={!square} onClick={() => actions.setSquare(!square)}>
          {text(square ? texts.unlock : texts.lock)}
        </Button>
      </div>
      {numbersOf(setting, square).map((name) => {
        const { symbol, role, word } = words[name]
        return (
          <NumberControl
            key={name}
            {...{ symbol, role }}
            label={text(word)}
            value={setting[name]}
            min={ranges[name].least}
            max={ranges[name].most}
            sliderMax={sliderEnd(name, setting[name], bench)}
            live
            onChange={(value) => actions.setNumber(name, value)}
            lit={lit === symbol}
            onPoint={(on) => actions.point(on ? symbol : null)}
            onInvalid={refuse[name]}
            inputRef={fieldRef(name)}
          />
        )
      })}
      {setting.kind === 'conv' && <p className={styles.note}>{text(texts.dilation)}</p>}
    </section>
  )
}

/** The slider's end: near enough that one pixel of it is not ten steps; a window wider than the padded input is senseless. */
function sliderEnd(name: NumberName, value: number, { setting }: Bench): number {
  const { most } = ranges[name]
  const sensible = name === 'f' ? Math.min(setting.w, setting.h) + 2 * setting.p : most
  const steps = [...(name === 'p' || name === 's' || name === 'd' ? [8] : []), 16, 64, 256, 1024, most]
  const wanted = name === 'f' ? Math.min(sensible, 16) : 0
  const end = steps.find((step) => step >= Math.max(value, wanted)) ?? most
  return Math.max(value, Math.min(end, most, sensible))
}

const texts = {
  numbers: { en: 'The numbers of the layer', zh: '这一层的数' },
  kind: { en: 'Kind of layer', zh: '层的种类' },
  conv: { en: 'convolution', zh: '卷积' },
  pool: { en: 'max pooling', zh: '最大池化' },
  unlock: { en: 'Rectangular', zh: '长方形' },
  lock: { en: 'Square', zh: '正方形' },
  dilation: {
    en: 'Dilation 1 is the ordinary filter, as in PyTorch and TensorFlow. The course notes count the gaps and call it 0.',
    zh: '扩张(空洞，dilation)为 1 就是普通滤波器，与 PyTorch、TensorFlow 一致；课程讲义数的是空隙，所以写作 0。',
  },
}
