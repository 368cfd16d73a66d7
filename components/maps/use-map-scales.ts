import { useMemo, useState } from 'react'
import { type MapScales, ScaleKeeper, type ScaleMode } from '../draw/map-scales'
import type { Snapshot } from '../draw/snapshot'

const empty = (mode: ScaleMode): MapScales => ({ mode, of: () => 0 })

/** One keeper per panel (or per page, handed down), so that a scale is held between frames. */
export function useMapScales(
  snapshot: Snapshot | null,
  mapsShow: 'values' | 'gradients',
  mode: ScaleMode,
): MapScales {
  const [keeper] = useState(() => new ScaleKeeper())
  return useMemo(() => {
    if (!snapshot) return empty(mode)
    const part = mapsShow === 'values' ? 'activations' : 'gradients'
    return keeper.measure(snapshot, part, mode, performance.now())
  }, [keeper, snapshot, mapsShow, mode])
}
