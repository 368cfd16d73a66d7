import { readFrame, type Snapshot } from '../../components/draw/snapshot'
import type { Plan } from '../../engine/index'
import type { Frame, FramePart, Watch } from '../../engine/protocol'
import type { LabState } from './lab.types'

const PER_SECOND = 15
const PER_SECOND_WITH_REDUCED_MOTION = 2

const VALUES: readonly FramePart[] = ['pixels', 'activations', 'parameters']
const GRADIENTS: readonly FramePart[] = ['gradients', 'parameterGradients']

export interface Watched {
  readonly mapsShow: LabState['mapsShow']
  readonly onScreen: boolean
  readonly reducedMotion: boolean
  /** A pinned snapshot is what all panels show: nobody would see a newer one. */
  readonly pinned: boolean
}

/** What the Lab wants to see, as a standing wish. */
export function wishFor(watched: Watched): Pick<Watch, 'parts' | 'nodes' | 'perSecond'> {
  const { mapsShow, onScreen, reducedMotion, pinned } = watched
  const pace = reducedMotion ? PER_SECOND_WITH_REDUCED_MOTION : PER_SECOND
  return {
    parts: mapsShow === 'gradients' ? [...VALUES, ...GRADIENTS] : VALUES,
    nodes: null,
    perSecond: onScreen && !pinned ? pace : 0,
  }
}

/** Frames whose buffers the page may still draw from. */
export interface FrameShelf {
  open(frame: Frame, plan: Plan): Snapshot
  /** A buffer that nobody draws from any more. A panel may be one frame late, so the newest two are kept. */
  release(pinned: Snapshot | null): ArrayBuffer | null
}

const NEWEST = 2

export function createFrameShelf(): FrameShelf {
  let shelf: { readonly snapshot: Snapshot; readonly buffer: ArrayBuffer }[] = []
  return {
    open(frame, plan) {
      const snapshot = readFrame(frame, plan)
      shelf.push({ snapshot, buffer: frame.buffer })
      return snapshot
    },
    release(pinned) {
      const free = shelf.slice(0, -NEWEST).filter(({ snapshot }) => snapshot !== pinned)
      shelf = shelf.filter((entry) => !free.includes(entry))
      return free.at(-1)?.buffer ?? null
    },
  }
}
