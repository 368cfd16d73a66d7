import { useEffect, useState } from 'react'
import { createLab, type LabStore } from '../../store/lab'
import type { UnitAddress } from '../../store/lab.types'
import { adoptLab, labDeps } from '../../store/use-lab'

/** Small enough to learn while one reads the sentence above it, on the set that needs no download. */
const demoLink = { preset: 'small', seed: 1 } as const

/** A unit to begin with, so that the thread is there at once: it reads many maps, near the middle of the picture. */
export const firstUnit: UnitAddress = { node: 'conv2', c: 5, y: 8, x: 6 }

/** A network of its own for the landing page; it ends with the page unless the visitor takes it along into the Lab. */
export function useDemo(): { demo: LabStore; takeAlong: () => void } {
  const [demo] = useState(() => createLab(labDeps(), demoLink))
  const [taken] = useState({ along: false })
  useEffect(() => {
    const { start, dispose } = demo.getState().actions
    void start()
    return () => {
      if (!taken.along) dispose()
    }
  }, [demo, taken])
  const takeAlong = () => {
    taken.along = true
    adoptLab(demo)
  }
  return { demo, takeAlong }
}
