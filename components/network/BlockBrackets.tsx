import { useText } from '../language'
import styles from './BlockBrackets.module.css'
import type { StripLayout } from './layout'
import { blockName } from './words'

/** Which layers belong together: a block ends with its pooling. */
export function BlockBrackets({ strip }: { strip: StripLayout }) {
  const t = useText()
  return (
    <>
      {strip.blocks.map(({ first, last }, i) => (
        <div
          key={first}
          className={styles.bracket}
          style={{
            left: first * strip.column + 2,
            width: (last - first + 1) * strip.column - 4,
            height: strip.above - 4,
          }}
        >
          {t(blockName(i))}
        </div>
      ))}
    </>
  )
}
