import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import styles from './Sideways.module.css'
import { useWidth } from './use-width'

/** Scrolls sideways what is too wide, and only then is a stop of the Tab key, so that the keyboard can scroll it too. */
export function Sideways({ children }: { children: ReactNode }) {
  const [frame, width] = useWidth<HTMLDivElement>(0)
  const inside = useRef<HTMLDivElement>(null)
  const [tooWide, setTooWide] = useState(false)
  // After every drawing: the numbers inside may have grown.
  useLayoutEffect(() => setTooWide((inside.current?.scrollWidth ?? 0) > width && width > 0))
  return (
    <div ref={frame} className={styles.sideways} tabIndex={tooWide ? 0 : undefined}>
      <div ref={inside} className={styles.inside}>
        {children}
      </div>
    </div>
  )
}
