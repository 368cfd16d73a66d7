import { useEffect, useState } from 'react'
import { createLab, type LabStore } from '../../store/lab'
import type { UnitAddress } from '../../store/lab.types'
import { adoptLab, labDeps } from '../../store/use-lab'

/** Small enough to learn while one reads the sentence above it, on the set that needs no download. */
const demoLink = { preset: 'small', seed: 1 } as const

/** A unit to begin with, so that the thread is there at once: it reads many maps, near the middle of the picture. */
export const firstUnit: UnitAddress = { node: 'conv2', c: 5, y: 8, x: 6 }

let prepared: LabStore | null = null

/** Opens the network before the page that shows it is there. */
export function prepareDemo(): void {
  prepared = createLab(labDeps(), demoLink)
  void prepared.getState().actions.start()
}

function takeDemo(): LabStore {
  const demo = prepared ?? createLab(labDeps(), demoLink)
  prepared = null
  return demo
}

/** A network of its own for the landing page; it ends with the page unless the visitor takes it, and the unit that is followed, along. */
export function useDemo(): { demo: LabStore; takeAlong: (unit: UnitAddress | null) => void } {
  const [demo] = useState(takeDemo)
  const [taken] = useState({ along: false })
  useEffect(() => {
    const { start, dispose } = demo.getState().actions
    void start()
    return () => {
      if (!taken.along) dispose()
    }
  }, [demo, taken])
  const takeAlong = (unit: UnitAddress | null) => {
    const { choose, pick } = demo.getState().actions
    if (unit) {
      choose(unit.node)
      pick(unit)
    }
    taken.along = adoptLab(demo)
  }
  return { demo, takeAlong }
}
