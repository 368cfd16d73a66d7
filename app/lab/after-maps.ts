import { startTransition, useEffect, useState } from 'react'
import { useLab } from '../store/use-lab'

/** Where none come, for want of data or of a worker, the rest of the page does not wait for ever. */
const PATIENCE_MS = 1500

/** Maps have been painted since the site was opened: whoever comes back to the Lab finds it whole. */
let painted = false

export const noteMapsPainted = (): void => {
  painted = true
}

/** True from the paint of the first maps on: what is drawn or fetched only then keeps nobody waiting for them. */
export function useAfterMaps(): boolean {
  const hasMaps = useLab((s) => s.snapshot !== null)
  const [after, setAfter] = useState(painted)
  useEffect(() => {
    if (after) return
    const go = (): void => {
      noteMapsPainted()
      startTransition(() => setAfter(true))
    }
    let timer = setTimeout(go, PATIENCE_MS)
    const frame = hasMaps
      ? requestAnimationFrame(() => {
          clearTimeout(timer)
          timer = setTimeout(go) // behind the paint
        })
      : 0
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [after, hasMaps])
  return after
}
