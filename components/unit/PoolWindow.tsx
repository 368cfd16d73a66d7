import type { Text, Trace } from '../../engine/index'
import { formatFixed } from '../format'
import { useLanguage, useText } from '../language'
import { formatCell, formatTight } from './format-cell'
import { MOST_DIGITS } from './NumberGrid'
import grid from './NumberGrid.module.css'
import { useSignedFill } from './signed-fill'
import styles from './UnitInspector.module.css'
import { patchOf, words } from './unit-words'

export type PoolTrace = Extract<Trace, { kind: 'pool' }>

interface Props {
  readonly told: PoolTrace
  readonly sourceTitle: Text
  readonly reach: number
}

/** What is made of the numbers of the window, in signs. */
const MADE: Readonly<Record<PoolTrace['pooling'], string>> = { max: 'max', avg: 'Σx / n', l2: '√Σx²' }

const story = (told: PoolTrace): Text => {
  if (told.winner !== null) return winnerStory(told, told.winner)
  const count = told.values.filter((v) => v !== null).length
  return told.pooling === 'avg'
    ? {
        en: `The sum of ${count} numbers, divided by ${told.divisor}. In the backward pass each of them gets the same share of the gradient.`,
        zh: `${count} 个数相加，再除以 ${told.divisor}。反向传播时，每个数得到同样的一份梯度。`,
      }
    : {
        en: `The root of the sum of ${count} squares. In the backward pass each number gets the gradient in proportion to its share.`,
        zh: `${count} 个数的平方和再开方。反向传播时，每个数按自己所占的比例得到梯度。`,
      }
}

const winnerStory = (told: PoolTrace, winner: number): Text => {
  const count = told.values.filter((v) => v !== null).length
  const y = 1 + told.top + Math.floor(winner / told.size[1])
  const x = 1 + told.left + (winner % told.size[1])
  return {
    en: `The largest of ${count} goes on: row ${y}, column ${x}. In the backward pass it alone gets the gradient.`,
    zh: `${count} 个数中最大的一个继续向前：第 ${y} 行，第 ${x} 列。反向传播时，只有它得到梯度。`,
  }
}

/** The window of pooling: the winner of max pooling is framed in the colour of the output, the others stop here. */
export function PoolWindow({ told, sourceTitle, reach }: Props) {
  const t = useText()
  const language = useLanguage()
  const fill = useSignedFill(reach)
  const [rows, columns] = told.size
  const tight = columns > MOST_DIGITS
  const caption = t(patchOf(sourceTitle))
  return (
    <div className={styles.weighted}>
      <div className={styles.pool}>
        <figure className={grid.figure}>
          <div className={`${grid.frame} ${grid.input}`}>
            <table className={grid.cells} data-tight={tight || undefined} aria-label={caption}>
              <tbody>
                {Array.from({ length: rows }, (_, y) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row of a window is its index
                  <tr key={y}>
                    {told.values.slice(y * columns, (y + 1) * columns).map((value, x) => (
                      <td
                        // biome-ignore lint/suspicious/noArrayIndexKey: so is a cell
                        key={x}
                        style={value === null ? undefined : fill(value)}
                        data-padding={value === null || undefined}
                        data-winner={y * columns + x === told.winner || undefined}
                        aria-label={
                          y * columns + x === told.winner && value !== null
                            ? `${formatCell(value)}, ${t(words.winner)}`
                            : undefined
                        }
                      >
                        {value === null ? t(words.padding) : tight ? formatTight(value) : formatCell(value)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <figcaption className={`${grid.caption} ${grid.inputCaption}`}>{caption}</figcaption>
        </figure>
        <p className={styles.sum}>
          {MADE[told.pooling]} = <b className={styles.outputInk}>{formatFixed(told.total, 3)}</b>
        </p>
      </div>
      <p className={styles.adds}>{story(told)[language]}</p>
    </div>
  )
}
