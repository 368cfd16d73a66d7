import type { Text } from '../../engine/index'
import { colourScale, css, type Meaning } from '../draw/colour-scale'
import { useText } from '../language'
import { useTheme } from '../theme'
import { Glyph } from './Glyph'
import { type Role, roleWord } from './roles'
import styles from './ScaleKey.module.css'

interface Props {
  /** What the scale in force is shared by; null where no map is on the page. */
  scale: 'map' | 'layer' | 'network' | null
  meaning?: Extract<Meaning, 'value' | 'gradient'>
  /** Some map has a number that is not finite: the key names its colour, in the place of the scale's share. */
  broken?: boolean
  /** The phone's: minus and plus instead of words. */
  short?: boolean
}

const roles: readonly Role[] = ['input', 'filter', 'output', 'gradient']

/** The key to every picture of the site: who is who, and which colour is which sign. Always at the same place. */
export function ScaleKey({ scale, meaning = 'value', broken = false, short = false }: Props) {
  const t = useText()
  return (
    <ul className={styles.key} aria-label={t(title)}>
      {roles.map((role) => (
        <li key={role} className={styles.role}>
          <Glyph role={role} /> {t(roleWord[role])}
        </li>
      ))}
      {broken && (
        <li className={styles.role}>
          <i className={styles.broken} aria-hidden /> {t(notFinite)}
        </li>
      )}
      <li className={styles.scale}>
        <span aria-hidden={short}>{short ? '−' : t(negative)}</span>
        <Ramp {...{ meaning }} />
        <span aria-hidden={short}>{short ? '+' : t(positive)}</span>
        {scale && !broken && <span className={styles.mode}>{t(modes[scale])}</span>}
      </li>
    </ul>
  )
}

const STEPS = 47 // odd: zero has a step of its own, in the middle

/** From the most negative to the most positive, with a tick and a 0 where the paper's colour is. */
function Ramp({ meaning }: { meaning: 'value' | 'gradient' }) {
  const { table } = colourScale(useTheme(), meaning)
  const colours = Array.from(
    { length: STEPS },
    (_, i) => table[Math.round((i / (STEPS - 1)) * (table.length - 1))],
  )
  return (
    <svg className={styles.ramp} viewBox="0 0 94 14" aria-hidden>
      {colours.map((colour, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place on the ramp is what a step is
        <rect key={i} x={2 * i} y="0" width="2.2" height="14" fill={css(colour)} />
      ))}
      <path className={styles.tick} d="M46.5 -1V15" />
      <text className={styles.zero} x="53" y="11">
        0
      </text>
    </svg>
  )
}

const title: Text = { en: 'Key', zh: '图例' }
const notFinite: Text = { en: 'not finite', zh: '数值溢出' }
const negative: Text = { en: 'negative', zh: '负' }
const positive: Text = { en: 'positive', zh: '正' }
const modes: Readonly<Record<'map' | 'layer' | 'network', Text>> = {
  map: { en: 'per map', zh: '按图' },
  layer: { en: 'per layer', zh: '按层' },
  network: { en: 'whole network', zh: '全网络' },
}
