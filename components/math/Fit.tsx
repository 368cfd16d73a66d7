import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import styles from './Fit.module.css'

interface Props {
  readonly children: ReactNode
  /** Lines may break: only the height has to be made to fit. */
  readonly wraps?: boolean
}

/** Shows its content at its own size, or smaller where that is larger than the place it has: nothing is cut, nothing scrolls. */
export function Fit({ children, wraps = false }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(1)
  // After every drawing, and when either changes by itself: what is inside may have grown.
  useLayoutEffect(() => {
    const [outer, inner] = [place.current, content.current]
    if (!outer || !inner) return
    const measure = () => {
      const room = Math.min(
        outer.clientHeight / inner.offsetHeight,
        wraps ? 1 : outer.clientWidth / inner.offsetWidth,
      )
      setScale(room > 0 && room < 1 ? room : 1)
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(measure)
    observer.observe(outer)
    observer.observe(inner)
    return () => observer.disconnect()
  })
  return (
    <div ref={place} className={styles.place}>
      <div
        ref={content}
        className={wraps ? styles.wrapping : styles.content}
        style={scale < 1 ? { transform: `scale(${scale})` } : undefined}
      >
        {children}
      </div>
    </div>
  )
}
