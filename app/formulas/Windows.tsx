import { useText } from '../../components/language'
import { cellSize, LEAST_CELL, type StripLook } from '../../components/math/strip-scale'
import { useWidth } from '../../components/math/use-width'
import { WindowScale } from '../../components/math/WindowScale'
import { WindowStrip } from '../../components/math/WindowStrip'
import { countDrawn, stripRange, windowAt } from '../../components/math/windows'
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
  const { x: axis, across: measure } = results
  const [from, to] = stripRange(axis, measure)
  const shared = { axis, measure, kind, width, look, lit, hidden }
  const description = text(describeStrip(results))
  return (
    <div ref={ref} className={styles.windows}>
      {cellSize(to - from, width, look) >= LEAST_CELL[look] ? (
        <WindowStrip {...shared} description={description} />
      ) : (
        <>
          <WindowScale {...shared} description={description} />
          <p className={styles.caption}>{text(enlarged)}</p>
          <WindowStrip {...shared} part={endOf(axis, measure, width, look)} description={text(enlarged)} />
        </>
      )}
    </div>
  )
}

const enlarged = { en: 'The end, enlarged', zh: '末端放大' }

/** The last cells, as many as have room, with the last two windows that reach into them. */
function endOf(axis: Results['x'], measure: Results['across'], width: number, look: StripLook) {
  const [first, to] = stripRange(axis, measure)
  const least = LEAST_CELL[look] + 6
  let cells = Math.min(MOST_CELLS, to - first)
  while (cells > 4 && cellSize(cells, width, look) < least) cells--
  const from = to - cells
  const count = countDrawn(measure)
  const windows = [count - 2, count - 1].filter((i) => i >= 0).map((i) => windowAt(axis, i))
  return { from, to, windows: windows.filter(({ end }) => end > from + 1) }
}

const MOST_CELLS = 18
