import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { StripLayout } from './layout'

export interface Sight {
  /** Indices of the first and last card of which a part is in sight: these are painted. */
  readonly first: number
  readonly last: number
  /** Of those that are in sight as a whole: these are counted. */
  readonly firstWhole: number
  readonly lastWhole: number
  /** Where the room begins and ends on the strip, in cards, to a quarter. */
  readonly from: number
  readonly to: number
  /** All of them: there is nothing to scroll. */
  readonly all: boolean
}

export function useCardsInSight(scroller: RefObject<HTMLDivElement | null>, strip: StripLayout) {
  const count = strip.nodes.length
  const [sight, setSight] = useState<Sight>(() => everything(count))
  const look = useCallback(() => {
    const seen = sightOf(scroller.current, strip.column, count)
    setSight((before) => (same(before, seen) ? before : seen))
  }, [scroller, strip.column, count])
  useEffect(() => {
    look()
    if (!scroller.current || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(look)
    observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [scroller, look])
  return { sight, look }
}

const everything = (count: number): Sight => ({
  first: 0,
  last: count - 1,
  firstWhole: 0,
  lastWhole: count - 1,
  from: 0,
  to: count,
  all: true,
})

const SLACK = 4 // px of a card's margin may be cut without cutting the card

export function sightOf(
  scroller: { readonly clientWidth: number; readonly scrollLeft: number } | null,
  column: number,
  count: number,
): Sight {
  const width = scroller?.clientWidth ?? 0
  if (!scroller || width === 0 || width >= count * column) return everything(count)
  const [start, end] = [scroller.scrollLeft, scroller.scrollLeft + width]
  const firstWhole = Math.min(count - 1, Math.ceil(Math.max(0, start - SLACK) / column))
  return {
    first: Math.max(0, Math.floor((start + SLACK) / column)),
    last: Math.min(count - 1, Math.ceil((end - SLACK) / column) - 1),
    firstWhole,
    lastWhole: Math.max(firstWhole, Math.min(count, Math.floor((end + SLACK) / column)) - 1),
    from: quarter(start / column),
    to: Math.min(count, quarter(end / column)),
    all: false,
  }
}

const quarter = (cards: number): number => Math.round(cards * 4) / 4

const same = (a: Sight, b: Sight): boolean =>
  a.first === b.first &&
  a.last === b.last &&
  a.firstWhole === b.firstWhole &&
  a.lastWhole === b.lastWhole &&
  a.from === b.from &&
  a.to === b.to &&
  a.all === b.all
