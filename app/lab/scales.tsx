import { createContext, type ReactNode, useContext } from 'react'
import type { MapScales } from '../../components/draw/map-scales'
import { useMapScales } from '../../components/maps/use-map-scales'
import { useLab } from '../store/use-lab'

const noScales: MapScales = { mode: 'layer', of: () => 0 }

const ScalesContext = createContext<MapScales>(noScales)

export const useScales = (): MapScales => useContext(ScalesContext)

/**
 * One keeper of colour scales for the page: strip, filters and inspector colour a value alike. It alone is drawn anew
 * with each frame, and who asks for the scales; the page around them is not.
 */
export function Scales({ children }: { children: ReactNode }) {
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const mapsShow = useLab((s) => s.mapsShow)
  const scale = useLab((s) => s.scale)
  return <ScalesContext value={useMapScales(snapshot, mapsShow, scale)}>{children}</ScalesContext>
}
