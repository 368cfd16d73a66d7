import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The width an element has on screen, in CSS pixels; `before` until it is measured. */
export function useWidth<E extends Element>(before: number): [RefObject<E | null>, number] {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState(before)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const measure = () => setWidth((now) => Math.floor(element.getBoundingClientRect().width) || now)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
