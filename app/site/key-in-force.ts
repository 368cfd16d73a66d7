import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'

/** The scale of the maps on the page, named by the key in the top bar. */
export interface KeyInForce {
  readonly scale: 'map' | 'layer' | 'network' | null
  readonly meaning: 'value' | 'gradient'
  /** Maps show the colour of what is no finite number. */
  readonly broken: boolean
}

const noMaps: KeyInForce = { scale: null, meaning: 'value', broken: false }

export const keyInForce = createStore<KeyInForce>()(() => noMaps)

/** Called by a page that shows maps. */
export function useKeyInForce(
  scale: KeyInForce['scale'],
  meaning: KeyInForce['meaning'],
  broken = false,
): void {
  useEffect(() => {
    keyInForce.setState({ scale, meaning, broken })
    return () => keyInForce.setState(noMaps)
  }, [scale, meaning, broken])
}
