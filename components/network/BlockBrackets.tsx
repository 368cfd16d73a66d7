import type { Plan } from '../../engine/index'
import { useText } from '../language'
import styles from './BlockBrackets.module.css'
import { blocks, type StripLayout } from './layout'
import { blockName } from './words'

/** Which layers belong together: a block ends with its pooling. */
export function BlockBrackets({ plan, strip }: { plan: Plan; strip: StripLayout }) {
  const t = useText()
  if (strip.bracket === 0) return null
  return (
    <>
      {blocks(plan, strip.nodes).map(({ first, last }, i) => (
        <div
          key={first}
          className={styles.bracket}
          style={{
            left: first * strip.column + 2,
            width: (last - first + 1) * strip.column - 4,
            height: strip.bracket - 4,
          }}
        >
          {t(blockName(i))}
        </div>
      ))}
    </>
  )
}
