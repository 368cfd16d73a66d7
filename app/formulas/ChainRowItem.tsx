import { Chip } from '../../components/controls/Chip'
import { Glyph } from '../../components/controls/Glyph'
import { Notice } from '../../components/controls/Notice'
import { formatCount, formatVolume } from '../../components/format'
import { useText } from '../../components/language'
import type { Shape, Text } from '../../engine/index'
import { type Bench, openedOnBench } from './bench'
import type { FormulasActions } from './bench-store'
import styles from './Chain.module.css'
import { ChainNumbers } from './ChainNumbers'
import type { RowResult } from './chain-results'
import { fixesOfRow } from './repair'
import { FixWords } from './Verdict'
import { fixWords } from './words'

interface Props {
  readonly bench: Bench
  /** Place in the chain; −1: the layer on the bench. */
  readonly at: number
  readonly title: Text
  readonly result: RowResult
  readonly actions: FormulasActions
}

/** One layer: its numbers, and what follows from them or why it does not fit. */
export function ChainRowItem({ bench, at, title, result, actions }: Props) {
  const text = useText()
  const row = at < 0 ? null : bench.chain[at]
  const learns = row ? row.type === 'conv' || row.type === 'fc' : bench.setting.kind === 'conv'
  return (
    <li className={styles.row} aria-label={text(title)}>
      <span className={styles.name}>
        {learns ? <Glyph role="filter" /> : <span className={styles.noGlyph} />} {text(title)}
      </span>
      {row ? (
        <ChainNumbers title={title} row={row} onChange={(next) => actions.setRow(at, next)} />
      ) : (
        <span className={styles.above}>{text(texts.above)}</span>
      )}
      <Outcome result={result} input={bench.setting} />
      {row && <RowButtons {...{ bench, at, title, result, actions }} />}
      {result.state === 'refused' && (row || result.error.code === 'too-large') && (
        <div className={styles.refusal}>
          <Notice
            kind="warning"
            title={text({
              en: `${title.en} ${refusal(result).en}.`,
              zh: `${title.zh}${refusal(result).zh}。`,
            })}
            actions={fixesOfRow(result.fixes).map((fix) => (
              <Chip key={fixWords(fix)} onClick={() => actions.repairRow(at, fix)}>
                <FixWords fix={fix} side="w" />
              </Chip>
            ))}
          >
            {text(result.error.text)}
          </Notice>
        </div>
      )}
    </li>
  )
}

function refusal({ error }: Extract<RowResult, { state: 'refused' }>): Text {
  if (error.code === 'too-large') return texts.tooLarge
  return error.code === 'window-in-padding' ? texts.refused : texts.doesNotFit
}

/** Output, parameters and receptive field; a dash for what a layer above still has to settle. */
function Outcome({ result, input }: { result: RowResult; input: Bench['setting'] }) {
  const text = useText()
  if (result.state !== 'planned') {
    return (
      <span className={styles.pending}>
        {text(result.state === 'refused' ? refusal(result) : texts.waiting)}
      </span>
    )
  }
  const { node, field } = result
  const sees =
    field && (field.size[0] === field.size[1] ? `${field.size[0]}` : `${field.size[1]}×${field.size[0]}`)
  const jump =
    field && (field.jump[0] === field.jump[1] ? `${field.jump[0]}` : `${field.jump[1]}×${field.jump[0]}`)
  const larger = field && field.size[1] > input.w && field.size[0] > input.h
  return (
    <>
      <span className={styles.value}>
        <span className={styles.valueName}>{text(texts.output)} </span>
        <b className={styles.volume}>{formatVolume(node.out)}</b>
      </span>
      <span className={styles.value}>
        <span className={styles.valueName}>{text(texts.parameters)} </span>
        {formatCount(node.parameterCount)}
      </span>
      <span className={styles.value}>
        <span className={styles.valueName}>{text(texts.field)} </span>
        {sees}
        <span className={styles.jump}>
          {' '}
          {text(texts.jump)} {jump}
        </span>
        {larger && <span className={styles.larger}>{text(texts.larger)}</span>}
      </span>
    </>
  )
}

function RowButtons({ bench, at, title, result, actions }: Props) {
  const text = useText()
  const opened = result.state === 'waiting' ? null : openedOnBench(bench, at, inputOf(result))
  const last = bench.chain.length - 1
  const button = (does: string, onClick: (from: HTMLElement) => void, disabled = false) => (
    <button
      type="button"
      className={styles.button}
      data-does={does}
      aria-label={`${text(buttons[does])}: ${text(title)}`}
      disabled={disabled}
      onClick={({ currentTarget }) => onClick(currentTarget)}
    >
      {text(buttons[does])}
    </button>
  )
  const move = (by: -1 | 1) => (from: HTMLElement) => {
    actions.moveRow(at, by)
    const end = at + by === 0 || at + by === last // there the pressed button has no further to go
    focusRow(from, at + by, end ? (by < 0 ? 'down' : 'up') : by < 0 ? 'up' : 'down')
  }
  const remove = (from: HTMLElement) => {
    focusRow(from, at === last ? at - 1 : at, 'remove')
    actions.removeRow(at)
  }
  return (
    <span className={styles.buttons}>
      {opened && button('open', () => actions.choose(opened))}
      {button('up', move(-1), at === 0)}
      {button('down', move(1), at === last)}
      {button('remove', remove)}
    </span>
  )
}

/** The keyboard goes with the row that moves, and does not fall out of the list with one that is removed. */
function focusRow(from: HTMLElement, at: number, does: string): void {
  const item = from.closest('ol')?.children[at + 1] // the first item is the layer on the bench
  item?.querySelector<HTMLElement>(`[data-does="${does}"]`)?.focus()
}

const inputOf = (result: Exclude<RowResult, { state: 'waiting' }>): Shape =>
  result.state === 'planned' ? result.node.inputs[0] : result.input

const texts = {
  above: { en: 'the layer above', zh: '上面那一层' },
  doesNotFit: { en: 'does not fit', zh: '放不下' },
  refused: { en: 'is refused', zh: '被拒绝' },
  tooLarge: { en: 'is too large', zh: '太大' },
  waiting: { en: 'waits for the layer before it', zh: '等前面的层放得下' },
  output: { en: 'output', zh: '输出' },
  parameters: { en: 'parameters', zh: '参数' },
  field: { en: 'receptive field', zh: '感受野' },
  jump: { en: 'jump', zh: '累积步长' },
  larger: { en: 'larger than the input', zh: '比输入还大' },
}

const buttons: Readonly<Record<string, Text>> = {
  open: { en: 'Show above', zh: '放到上面' },
  up: { en: 'Up', zh: '上移' },
  down: { en: 'Down', zh: '下移' },
  remove: { en: 'Remove', zh: '删除' },
}
