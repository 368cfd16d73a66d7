import styles from './LossChart.module.css'
import type { Box } from './loss-scales'

const LINE = 17 // px
const LATIN = 7 // px, a wide guess of one letter at 12 px
const HAN = 12.5

const widthOf = (words: string): number =>
  [...words].reduce((sum, letter) => sum + (letter > '\u2e7f' ? HAN : LATIN), 0)

/** Lines no wider than the plot: broken at spaces, and after the comma or colon of Chinese. */
export function breakLines(words: string, width: number): string[] {
  const lines: string[] = []
  for (const part of words.split(/(?<=[\s：，])/)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf((last + part).trimEnd()) <= width) lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  return lines.map((line) => line.trimEnd())
}

/** What a chart without a curve says, on a ground of its own between the axes. */
export function EmptyChart({ box, words }: { box: Box; words: string }) {
  const width = box.width - box.right - box.left - 8
  const lines = breakLines(words, width)
  const middle = box.top + (box.height - box.bottom - box.top) * 0.48
  const first = middle - ((lines.length - 1) * LINE) / 2
  return (
    <g>
      <rect
        className={styles.ground}
        x={box.left + 4}
        y={first - LINE / 2}
        width={width}
        height={lines.length * LINE}
      />
      <text className={styles.none}>
        {lines.map((line, i) => (
          <tspan key={line} x={box.left + 4 + width / 2} y={first + i * LINE}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}
