import { createContext, useContext } from 'react'
import type { MapScales } from '../../components/draw/map-scales'

const noScales: MapScales = { mode: 'layer', of: () => 0 }

/** One keeper of colour scales for the page: strip, filters and inspector colour a value alike. */
export const ScalesContext = createContext<MapScales>(noScales)

export const useScales = (): MapScales => useContext(ScalesContext)
