import { useText } from '../../components/language'
import { cellSize, LEAST_CELL, type StripLook } from '../../components/math/strip-scale'
import { useWidth } from '../../components/math/use-width'
import { WindowScale } from '../../components/math/WindowScale'
import { WindowStrip } from '../../components/math/WindowStrip'
import { countDrawn, stripRange, windowAt } from '../../components/math/windows'
import type { Axis, Measure } from '../../engine/index'
import { describeStrip } from './describe'
import styles from './Formulas.module.css'
import type { Results } from './results'

interface Props {
  readonly results: Results
  readonly kind: 'conv' | 'pool'
  readonly lit: string | null
  readonly look?: StripLook
  readonly hidden?: boolean
}

/** The windows along one axis: every cell where they have room, else to scale with the end enlarged. */
export function Windows({ results, kind, lit, look = 'page', hidden }: Props) {
  const text = useText()
  const [ref, width] = useWidth<HTMLDivElement>(700)
  // Which side does not fit is part of the answer.
  const tall = results.drawn === 'h' && !hidden
  const [axis, measured] = tall ? [results.y, results.down] : [results.x, results.across]
  const letter: 'W' | 'H' = tall ? 'H' : 'W'
  const measure = hidden ? askedOf(measured) : measured
  const [from, to] = stripRange(axis, measure)
  const shared = { axis, letter, measure, kind, width, look, lit: lit === letter ? 'W' : lit, hidden }
  const description = text(describeStrip(axis, measure))
  return (
    <div ref={ref} className={styles.windows}>
      {cellSize(to - from, width, look) >= LEAST_CELL[look] ? (
        <WindowStrip {...shared} description={description} />
      ) : (
        <>
          <WindowScale {...shared} description={description} />
          {width < NARROW && <p className={styles.caption}>{text(hidden ? begun : enlarged)}</p>}
          <WindowStrip
            {...shared}
            part={hidden ? startOf(axis, measure, width, look) : endOf(axis, measure, width, look)}
            description={text(hidden ? begun : enlarged)}
          />
        </>
      )}
    </div>
  )
}

/** What may be seen before the answer: the input and its first window, as if nothing else were known. */
const askedOf = (measure: Measure): Measure => ({
  ...measure,
  out: 1,
  windows: 1,
  leftOver: 0,
  problem: null,
})

const enlarged = { en: 'the end, enlarged', zh: '末端放大' }
const start = { en: 'the start', zh: '开头' }
const finish = { en: 'the end', zh: '末端' }
const begun = { en: 'the beginning, enlarged', zh: '开头放大' }

/** How many cells can be shown large enough to be read. */
function roomFor(cells: number, width: number, look: StripLook): number {
  let room = Math.min(MOST_CELLS, cells)
  while (room > 4 && cellSize(room, width, look, true) < LEAST_CELL[look] + 7) room--
  return room
}

/** The first cells with the first window. */
function startOf(axis: Axis, measure: Measure, width: number, look: StripLook) {
  const [from, end] = stripRange(axis, measure)
  return { word: start, from, to: from + roomFor(end - from, width, look), windows: [windowAt(axis, 0)] }
}

/** The last cells, as many as have room, with the last two windows that reach into them. */
function endOf(axis: Axis, measure: Measure, width: number, look: StripLook) {
  const [first, to] = stripRange(axis, measure)
  const from = to - roomFor(to - first, width, look)
  const count = countDrawn(measure)
  const windows = [count - 2, count - 1].filter((i) => i >= 0).map((i) => windowAt(axis, i))
  return { word: finish, from, to, windows: windows.filter(({ end }) => end > from + 1) }
}

const MOST_CELLS = 18
const NARROW = 520 // no room for a column of words beside the cells
