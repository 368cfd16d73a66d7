import { useEffect, useState } from 'react'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** It has a border of its own, which the frame then takes. */
  readonly bordered?: boolean
}

export const findAnchor = (name: string) => document.querySelector<HTMLElement>(`[data-tour="${name}"]`)

/** Brings the part into sight once, then follows it while the page is scrolled or changes its size. */
export function useAnchor(name: string): Box | null {
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    const element = findAnchor(name)
    if (!element) return
    element.scrollIntoView?.({ block: 'center', inline: 'nearest' })
    const measure = () => {
      const { x, y, width, height } = element.getBoundingClientRect()
      setBox({
        x,
        y,
        width,
        height,
        bordered: Number.parseFloat(getComputedStyle(element).borderTopWidth) > 0,
      })
    }
    measure()
    addEventListener('scroll', measure, { capture: true, passive: true })
    addEventListener('resize', measure)
    return () => {
      removeEventListener('scroll', measure, { capture: true })
      removeEventListener('resize', measure)
    }
  }, [name])
  return box
}
