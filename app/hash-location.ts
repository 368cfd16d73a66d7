import { useSyncExternalStore } from 'react'
import { navigate, onHashChange, readHash } from './url'

/**
 * wouter's location hook over the path inside the hash. Its own hook takes `?query` for a part of the path, and moves it
 * in front of the # when navigating.
 */
export function useHashPath(): [string, typeof navigate] {
  return [useSyncExternalStore(onHashChange, () => readHash().path), navigate]
}

useHashPath.hrefs = (path: string): string => `#${path}`
