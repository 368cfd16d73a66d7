import type { Role } from '../../engine/index'
import { formatCount } from '../format'
import styles from './FormulaLine.module.css'
import type { Leaf, Part } from './formula-tokens'

interface MarkProps {
  readonly as: 'symbols' | 'numbers'
  /** By symbol: text in the place of a number. */
  readonly typed?: Readonly<Record<string, string>>
  readonly lit?: string | null
  readonly onPoint?: (symbol: string | null) => void
  readonly onPick?: (symbol: string) => void
  readonly nameOf?: (symbol: string) => string
}

/** What one column shows: symbols, or the numbers in their place. */
export function Symbols({ parts, ...rest }: MarkProps & { readonly parts: readonly Part[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a formula never change places
  return parts.map((part, i) => <PartMark key={i} part={part} {...rest} />)
}

function PartMark({ part, ...rest }: MarkProps & { part: Part }) {
  switch (part.kind) {
    case 'sign':
      return <Sign sign={part.sign} />
    case 'bracket':
      return (
        <span className={styles.bracket} aria-hidden>
          {part.bracket}
        </span>
      )
    case 'leaf':
      return <LeafMark {...rest} leaf={part.leaf} />
    case 'glued':
      return (
        <span className={styles.glued}>
          <LeafMark {...rest} leaf={part.number} />
          {rest.as === 'numbers' && <Sign sign="·" />}
          <LeafMark {...rest} leaf={part.leaf} />
        </span>
      )
    default:
      return part satisfies never
  }
}

const Sign = ({ sign }: { sign: string }) => (
  <span className={styles.sign} aria-hidden>
    {sign}
  </span>
)

const roleClass = (role: Role | undefined): string => (role ? styles[role] : '')

function LeafMark({ leaf, as, typed, lit, onPoint, onPick, nameOf }: MarkProps & { leaf: Leaf }) {
  const { symbol, value, role } = leaf
  if (symbol === '') {
    return (
      <span className={as === 'numbers' ? styles.number : styles.plain} aria-hidden>
        {formatCount(value)}
      </span>
    )
  }
  const entry = typed?.[symbol.split('_')[0]]
  const number = entry ?? formatCount(value)
  const shown = as === 'numbers' ? number : <SymbolName symbol={symbol} />
  const className = [
    as === 'numbers' ? styles.number : styles.symbol,
    as === 'numbers' && entry !== undefined ? styles.entry : roleClass(role),
    lit === symbol ? styles.lit : '',
  ].join(' ')
  const pointing = onPoint && {
    onPointerEnter: () => onPoint(symbol),
    onPointerLeave: () => onPoint(null),
    onFocus: () => onPoint(symbol),
    onBlur: () => onPoint(null),
  }
  if (as === 'symbols' && onPick) {
    const name = `${nameOf?.(symbol) ?? symbol}: ${number}`
    return (
      <button
        type="button"
        className={className}
        aria-label={name}
        onClick={() => onPick(symbol)}
        {...pointing}
      >
        {shown}
      </button>
    )
  }
  return (
    <span className={className} aria-hidden {...pointing}>
      {shown}
    </span>
  )
}

/** `F_w` → F with a small upright w below; `W′` → W with its prime in a face that has one. */
export function SymbolName({ symbol }: { symbol: string }) {
  const [name, below] = symbol.split('_')
  const primed = name.endsWith('′')
  return (
    <>
      {primed ? name.slice(0, -1) : name}
      {primed && <span className={styles.prime}>′</span>}
      {below && <sub className={styles.below}>{below}</sub>}
    </>
  )
}
