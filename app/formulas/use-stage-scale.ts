import { type CSSProperties, useSyncExternalStore } from 'react'

/** The stage is designed for this screen and shown larger or smaller as a whole. */
const DESIGN = { width: 1600, height: 900 }

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

/** A stage at least 1600 wide and 900 high in its own pixels, scaled to fill any screen without scrolling. */
export function useStageScale(): CSSProperties {
  const width = useSyncExternalStore(subscribe, () => innerWidth)
  const height = useSyncExternalStore(subscribe, () => innerHeight)
  const scale = Math.min(width / DESIGN.width, height / DESIGN.height)
  return { width: width / scale, height: height / scale, transform: `scale(${scale})` }
}
