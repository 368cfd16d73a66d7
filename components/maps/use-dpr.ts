import { useSyncExternalStore } from 'react'

const read = (): number => window.devicePixelRatio || 1

/** Told when the page is zoomed or moved to another display: each query hears of leaving one resolution only. */
function subscribe(changed: () => void): () => void {
  if (!window.matchMedia) return () => {}
  let query: MediaQueryList
  const listen = (): void => {
    query = window.matchMedia(`(resolution: ${read()}dppx)`)
    query.addEventListener('change', heard)
  }
  const heard = (): void => {
    query.removeEventListener('change', heard)
    listen()
    changed()
  }
  listen()
  return () => query.removeEventListener('change', heard)
}

/** Device pixels per CSS pixel. */
export const useDpr = (): number => useSyncExternalStore(subscribe, read)
