import { useEffect, useState } from 'react'
import { createLab, type LabStore } from '../../store/lab'
import type { UnitAddress } from '../../store/lab.types'
import { adoptLab, labDeps } from '../../store/use-lab'

/** Small enough to learn while one reads the sentence above it, on the set that needs no download. */
const demoLink = { preset: 'small', seed: 1 } as const

/** A unit to begin with, so that the thread is there at once: it reads many maps, near the middle of the picture. */
export const firstUnit: UnitAddress = { node: 'conv2', c: 5, y: 8, x: 6 }

/** Made, and shown by no page yet. */
let waiting: LabStore | null = null

/** React may give up a first drawing of the page and draw it again: both times it is the same network. */
function theDemo(): LabStore {
  waiting ??= createLab(labDeps(), demoLink)
  return waiting
}

/** Opens the network before the page that shows it is there. */
export function prepareDemo(): void {
  void theDemo().getState().actions.start()
}

/** A network of its own for the landing page; it ends with the page unless the visitor takes it, and the unit that is followed, along. */
export function useDemo(): { demo: LabStore; takeAlong: (unit: UnitAddress | null) => void } {
  const [demo] = useState(theDemo)
  const [taken] = useState({ along: false })
  useEffect(() => {
    if (waiting === demo) waiting = null
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
