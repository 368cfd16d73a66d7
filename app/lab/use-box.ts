import { type RefObject, useEffect, useState } from 'react'

export interface Box {
  readonly width: number // px
  readonly height: number
}

/** The room that an element has, kept up to date. `start` until it is measured, and where nothing measures (a test). */
export function useBox(element: RefObject<HTMLElement | null>, start: Box): Box {
  const [box, setBox] = useState(start)
  useEffect(() => {
    const { current } = element
    if (!current || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(([{ contentRect }]) => {
      const { width, height } = contentRect
      if (width > 0) setBox({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return box
}
