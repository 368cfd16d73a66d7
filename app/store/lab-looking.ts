import type { Frame, Picture } from '../../engine/protocol'
import type { EngineSession } from '../engine-client/session'
import type { LabState } from './lab.types'
import { createFrameShelf, wishFor } from './lab-frames'

/** What is seen of the network: its frames, and the one that is held while a unit is read. */
export interface LabLooking {
  /** Gives back a buffer that nobody draws from any more. */
  arrived(frame: Frame): ArrayBuffer | null
  /** Tells the engine what the state and the screen want to see now. */
  watch(): void
  setOnScreen(onScreen: boolean): void
  /** The pinned snapshot lacks what is wished for now: the first that has it takes its place. */
  pinNext(): void
  unpin(): void
}

export interface LookingOptions {
  readonly session: () => EngineSession | null
  readonly reducedMotion: () => boolean
  readonly get: () => LabState
  readonly set: (change: Partial<LabState>) => void
}

export function createLabLooking({ session, reducedMotion, get, set }: LookingOptions): LabLooking {
  const shelf = createFrameShelf()
  let onScreen = true
  let pinsNext = false

  function watch(): void {
    const { mapsShow, pinned } = get()
    const isPinned = pinned !== null && !pinsNext
    session()?.watch(wishFor({ mapsShow, onScreen, reducedMotion: reducedMotion(), pinned: isPinned }))
  }

  return {
    watch,
    arrived(frame) {
      const state = get()
      const snapshot = shelf.open(frame, state.plan)
      const pins = pinsNext && shows(frame, state)
      const pinned = pins ? snapshot : state.pinned
      set({ snapshot, pinned })
      if (pins) {
        pinsNext = false
        watch()
      }
      return shelf.release(pinned)
    },
    setOnScreen(shown) {
      onScreen = shown
      watch()
    },
    pinNext() {
      pinsNext = true
      watch()
    },
    unpin() {
      pinsNext = false
      set({ pinned: null })
      watch()
    },
  }
}

/** A frame made before the engine heard of the newest wish still shows the old picture, or lacks the gradients. */
function shows({ picture: shown, entries }: Frame, { picture, set, mapsShow }: LabState): boolean {
  const isOfSet = picture.kind === 'pixels' || shown.set === set
  const isComplete = mapsShow === 'values' || entries.some(({ part }) => part === 'gradients')
  return isOfSet && isComplete && isSame(shown.picture, picture)
}

/** By content: what comes from the worker is a copy. */
function isSame(a: Picture, b: Picture): boolean {
  if (a.kind === 'set') return b.kind === 'set' && a.split === b.split && a.index === b.index
  if (b.kind === 'set' || a.pixels.length !== b.pixels.length) return false
  return a.c === b.c && a.h === b.h && a.pixels.every((value, i) => value === b.pixels[i])
}
