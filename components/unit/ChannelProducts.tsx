import { type ReactNode, useState } from 'react'
import type { WindowTerm } from '../../engine/index'
import { formatFixed } from '../format'
import { useText } from '../language'
import styles from './ChannelProducts.module.css'
import { NumberGrid } from './NumberGrid'
import { words } from './unit-words'

interface Props {
  readonly term: WindowTerm
  readonly size: readonly [number, number]
  readonly padding?: readonly boolean[]
  /** Stands where a pointed product is read out. */
  readonly note?: ReactNode
  readonly captions: { readonly patch: string; readonly filter: string }
  /** Where the colours are fullest: of what is read, of the filter, of the products. */
  readonly reach: { readonly patch: number; readonly filter: number; readonly product: number }
}

/** window × filter = products of one channel; pointing at a cell marks its two partners and reads the product out. */
export function ChannelProducts({ term, size, padding, note, captions, reach }: Props) {
  const t = useText()
  const [pointed, setPointed] = useState<number | null>(null)
  const grid = { size, padding, pointed, onPoint: setPointed }
  return (
    <div className={styles.products}>
      <div className={styles.row}>
        <NumberGrid
          {...grid}
          frame="input"
          values={term.x}
          reach={reach.patch}
          caption={captions.patch}
          label={captions.patch}
        />
        <span className={styles.sign}>×</span>
        <NumberGrid
          {...grid}
          padding={undefined}
          frame="filter"
          values={term.weights}
          reach={reach.filter}
          caption={captions.filter}
          label={captions.filter}
        />
        {/* where they do not fit beside each other, the sign stays with what it announces */}
        <div className={styles.result}>
          <span className={styles.sign}>=</span>
          <NumberGrid
            {...grid}
            padding={undefined}
            frame="product"
            values={term.products}
            reach={reach.product}
            caption={t(words.products)}
            label={t(words.products)}
          />
        </div>
      </div>
      <p className={styles.readOut} data-read-out>
        {pointed !== null ? (
          `${formatFixed(term.x[pointed], 4)} × ${formatFixed(term.weights[pointed], 4)} = ${formatFixed(term.products[pointed], 4)}`
        ) : (
          <>
            {note} {padding?.some(Boolean) && t(words.paddingCells)}
          </>
        )}
      </p>
    </div>
  )
}
