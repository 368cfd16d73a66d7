import { useSyncExternalStore } from 'react'

/** Tiles grow with the screen where both its sides have the room; text does not. */
const steps = [
  { tile: 72, query: '(min-width: 2400px) and (min-height: 1300px)' },
  { tile: 52, query: '(min-width: 1900px) and (min-height: 1060px)' },
  { tile: 44, query: '(min-width: 1600px) and (min-height: 980px)' },
  { tile: 36, query: '(min-height: 960px)' },
]
/** A laptop of 900 px: maps of 32×32 at native size, and room below for the arithmetic of a unit. */
const SMALLEST = 32

const read = (): number => steps.find(({ query }) => matchMedia(query).matches)?.tile ?? SMALLEST

function subscribe(changed: () => void): () => void {
  const queries = steps.map(({ query }) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

export const useTile = (): number => useSyncExternalStore(subscribe, read)
