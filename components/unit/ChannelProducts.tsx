import { type ReactNode, useState } from 'react'
import type { Text, WindowTerm } from '../../engine/index'
import { formatFixed } from '../format'
import { useText } from '../language'
import styles from './ChannelProducts.module.css'
import { NumberGrid } from './NumberGrid'
import { asShown, equalsSign, sameDigits, strongest } from './shown-sum'
import { words } from './unit-words'

interface Props {
  readonly term: WindowTerm
  readonly size: readonly [number, number]
  readonly padding?: readonly boolean[]
  /** Stands where a pointed product is read out. */
  readonly note?: ReactNode
  /** How the pixel of a cell became the number in it, where the patch is one of the picture. */
  pixel?(cell: number): Text | null
  readonly captions: { readonly patch: string; readonly filter: string }
  /** Where the colours are fullest: of what is read, of the filter, of the products. */
  readonly reach: { readonly patch: number; readonly filter: number; readonly product: number }
}

const DIGITS = 3 // columns whose cells have room for their digits

/**
 * window × filter = products of one channel; pointing at a cell marks its two partners and reads the product out. Where the
 * cells hold fewer digits, or the numbers come from pixels, the largest product is read out from the start.
 */
export function ChannelProducts({ term, size, padding, note, pixel, captions, reach }: Props) {
  const t = useText()
  const [over, setPointed] = useState<number | null>(null)
  const told = pixel !== undefined || size[1] > DIGITS ? strongest(term.products) : null
  const pointed = over !== null && over < term.x.length ? over : told
  const read = pointed === null ? null : pixel?.(pointed)
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
        {pointed !== null && productOf(term, pointed)} {read && t(read)}{' '}
        {(over === null || padding?.[over]) && padding?.some(Boolean) && t(words.paddingCells)}{' '}
        {over === null && note}
      </p>
    </div>
  )
}

/** 0.9311 × −0.5499 = −0.5120, or ≈ where the digits that are shown give another one. */
function productOf({ x, weights, products }: WindowTerm, cell: number): string {
  const [a, b, product] = [x[cell], weights[cell], products[cell]]
  const agrees = sameDigits(asShown(a, 4) * asShown(b, 4), product, 4)
  return `${formatFixed(a, 4)} × ${formatFixed(b, 4)} ${equalsSign(agrees)} ${formatFixed(product, 4)}.`
}
