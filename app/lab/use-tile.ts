import { useSyncExternalStore } from 'react'

/** Tiles grow with the screen where both its sides have the room; text does not. */
const steps = [
  { tile: 52, query: '(min-width: 1900px) and (min-height: 1060px)' },
  { tile: 44, query: '(min-width: 1600px) and (min-height: 980px)' },
]
const SMALLEST = 36

const read = (): number => steps.find(({ query }) => matchMedia(query).matches)?.tile ?? SMALLEST

function subscribe(changed: () => void): () => void {
  const queries = steps.map(({ query }) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

export const useTile = (): number => useSyncExternalStore(subscribe, read)
