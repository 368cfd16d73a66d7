import { type RefObject, useEffect, useState } from 'react'

/** Whether any part of an element is on screen (a little beyond, so that scrolling meets painted tiles); so it is taken to be at first. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const [onScreen, setOnScreen] = useState(true)
  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver((seen) => setOnScreen(seen.at(-1)!.isIntersecting), {
      rootMargin: '120px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return onScreen
}
