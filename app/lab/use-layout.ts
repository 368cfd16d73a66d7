import { useSyncExternalStore } from 'react'

/** Three pages from the same parts: all at once; strip and inspector; one after another. */
export type Layout = 'desk' | 'tablet' | 'phone'

const desk = '(min-width: 1280px)'
const tablet = '(min-width: 900px)'

const read = (): Layout =>
  matchMedia(desk).matches ? 'desk' : matchMedia(tablet).matches ? 'tablet' : 'phone'

function subscribe(changed: () => void): () => void {
  const queries = [matchMedia(desk), matchMedia(tablet)]
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

export const useLayout = (): Layout => useSyncExternalStore(subscribe, read)
