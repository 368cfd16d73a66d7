import type { Text } from '../../engine/index'
import { colourScale, css, type Meaning } from '../draw/colour-scale'
import { formatFixed } from '../format'
import { useText } from '../language'
import { formatSignificant } from '../significant'
import { useTheme } from '../theme'
import styles from './ScaleLegend.module.css'

interface Props {
  readonly meaning: Extract<Meaning, 'value' | 'gradient'>
  /** The value at the end of the scale. */
  readonly most: number
}

const STEPS = 33 // odd: zero has a step of its own

/** The scale in force with its numbers: −m, a tick at 0, m. */
export function ScaleLegend({ meaning, most }: Props) {
  const t = useText()
  const { table } = colourScale(useTheme(), meaning)
  const steps = Array.from(
    { length: STEPS },
    (_, i) => table[Math.round((i / (STEPS - 1)) * (table.length - 1))],
  )
  const end = endText(most)
  return (
    <div className={styles.legend} role="img" aria-label={t(scaleLabel(end))}>
      <span aria-hidden>{most > 0 ? `−${end}` : end}</span>
      <svg className={styles.ramp} viewBox={`0 0 ${STEPS * 3} 12`} preserveAspectRatio="none" aria-hidden>
        {steps.map((colour, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place on the ramp is what a step is
          <rect key={i} x={i * 3} width="3.2" height="12" fill={css(colour)} />
        ))}
        <path className={styles.tick} d={`M${(STEPS * 3) / 2} -1V13`} />
      </svg>
      <span aria-hidden>{end}</span>
    </div>
  )
}

/** Three digits that say something: 0.183, 2.41, 0.00052; of weights that ran away two and the power: 2.7·10²². */
function endText(most: number): string {
  if (!Number.isFinite(most)) return '–'
  if (most >= 1e6) return formatSignificant(most, 2)
  return formatFixed(most, most > 0 ? Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(most)))) : 0)
}

const scaleLabel = (end: string): Text => ({
  en: `Colours from −${end} over 0 to ${end}`,
  zh: `颜色从 −${end} 经 0 到 ${end}`,
})
