import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { StripLayout } from './layout'

/** Indices of the first and last card of which a part is in sight. */
export interface Sight {
  readonly first: number
  readonly last: number
  /** All of them: there is nothing to scroll. */
  readonly all: boolean
}

export function useCardsInSight(scroller: RefObject<HTMLDivElement | null>, strip: StripLayout) {
  const count = strip.nodes.length
  const [sight, setSight] = useState<Sight>({ first: 0, last: count - 1, all: true })
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

function sightOf(scroller: HTMLDivElement | null, column: number, count: number): Sight {
  const width = scroller?.clientWidth ?? 0
  if (!scroller || width === 0 || width >= count * column) return { first: 0, last: count - 1, all: true }
  const { scrollLeft } = scroller
  const first = Math.max(0, Math.floor((scrollLeft + 4) / column))
  const last = Math.min(count - 1, Math.ceil((scrollLeft + width - 4) / column) - 1)
  return { first, last, all: false }
}

const same = (a: Sight, b: Sight): boolean => a.first === b.first && a.last === b.last && a.all === b.all
