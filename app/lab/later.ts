import { lazy, useEffect } from 'react'
import { useLab } from '../store/use-lab'

const loads = {
  unit: () => import('../../components/unit/UnitInspector'),
  draw: () => import('./picture/DrawPad'),
  file: () => import('./picture/picture-file'),
  settings: () => import('./training/AllSettings'),
  presenter: () => import('./PresenterLab'),
  race: () => import('./race/RaceDialog'),
  engine: () => import('./engine/EngineDialog'),
}

// Parts of the Lab that its first view does not show.
export const DrawPad = lazy(() => loads.draw().then((m) => ({ default: m.DrawPad })))
export const UnitInspector = lazy(() => loads.unit().then((m) => ({ default: m.UnitInspector })))
export const AllSettings = lazy(() => loads.settings().then((m) => ({ default: m.AllSettings })))
export const RaceDialog = lazy(() => loads.race())
export const EngineDialog = lazy(() => loads.engine())
export const PresenterLab = lazy(() => loads.presenter().then((m) => ({ default: m.PresenterLab })))

export const readPictureFile = async (...[file, input]: Parameters<ReadPictureFile>) =>
  (await loads.file()).readPictureFile(file, input)
type ReadPictureFile = Awaited<ReturnType<typeof loads.file>>['readPictureFile']

const AFTER_MAPS = 2000 // ms: the first step and its curve may still be on their way

/** Fetches them when the first maps are on the screen, so that no click waits, and the maps have not waited either. */
export function useLaterParts(): void {
  const hasMaps = useLab((s) => s.snapshot !== null)
  useEffect(() => {
    if (!hasMaps) return
    const timer = setTimeout(() => {
      // What fails here fails again where it is wanted, and is told there.
      for (const load of Object.values(loads)) load().catch(() => {})
    }, AFTER_MAPS)
    return () => clearTimeout(timer)
  }, [hasMaps])
}
