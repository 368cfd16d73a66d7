import { type CSSProperties, useSyncExternalStore } from 'react'

/** The stage is designed for these screens and shown larger or smaller as a whole: a squarer one has height to spare, not width. */
const WIDE = { width: 1600, height: 900 }
const SQUARE = { width: 1200, height: 900 }
const TALL = { width: 780, height: 1600 } // a phone held upright

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

/** A stage at least as wide and as high as its design in its own pixels, scaled to fill any screen without scrolling. */
export function useStageScale(): CSSProperties {
  const width = useSyncExternalStore(subscribe, () => innerWidth)
  const height = useSyncExternalStore(subscribe, () => innerHeight)
  const shape = width / height
  const design = shape < 0.8 ? TALL : shape < 1.5 ? SQUARE : WIDE
  const scale = Math.min(width / design.width, height / design.height)
  return { width: width / scale, height: height / scale, transform: `scale(${scale})` }
}
