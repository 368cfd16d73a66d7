import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'

/** The scale of the maps on the page, named by the key in the top bar. */
export interface KeyInForce {
  readonly scale: 'map' | 'layer' | 'network' | null
  readonly meaning: 'value' | 'gradient'
}

const noMaps: KeyInForce = { scale: null, meaning: 'value' }

export const keyInForce = createStore<KeyInForce>()(() => noMaps)

/** Called by a page that shows maps. */
export function useKeyInForce(scale: KeyInForce['scale'], meaning: KeyInForce['meaning']): void {
  useEffect(() => {
    keyInForce.setState({ scale, meaning })
    return () => keyInForce.setState(noMaps)
  }, [scale, meaning])
}
