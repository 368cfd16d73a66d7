import { SpecError } from '../shape'
import type { StepResult, Trainer } from '../train/trainer.types'

/**
 * Walks the trainer's steps in slices. A step is a generator, so a slice may end inside it: a pause then holds it where
 * it is, and the next slice after the pause goes on with it. Nothing is lost, nothing is done twice.
 */
export interface Training {
  /** Plays, or has counted steps left. */
  readonly on: boolean
  /** On, but the next examples have not arrived. */
  readonly waiting: boolean
  play(stepsPerSecond: number | null): void
  pause(): void
  /** Exactly so many steps, then pause. */
  count(steps: number): void
  /** Examples that were waited for may be there. */
  examplesCame(): void
  /** Calls back when no step is in progress: now, or after the one that is, which is finished even in a pause. */
  betweenSteps(callback: () => void): void
  /** Works until `until` at the latest, and ends after a step for which `onStep` says so. */
  slice(until: number): void
  /** Milliseconds until there is something to do: 0 now, Infinity never. */
  dueIn(now: number): number
}

export interface TrainingOptions {
  readonly trainer: Trainer
  readonly now: () => number
  /** After each step that was kept; true: other work comes before the next one. */
  readonly onStep: (result: StepResult) => boolean
  readonly onCounted: () => void
  /** The step was not finite; nothing of it was kept. Training is off by then. */
  readonly onBroken: (result: StepResult) => void
  /** The step cannot be done at all with these examples; nothing of it was kept. Training is off by then. */
  readonly onRefused: (error: SpecError) => void
}

/** In slow motion, time that could not be used is not caught up beyond this: no sprint after a frozen second. */
const BACKLOG_MS = 1000
/** How soon missing examples are asked for again, when no arrival was announced. */
const RETRY_MS = 100

export function createTraining({
  trainer,
  now,
  onStep,
  onCounted,
  onBroken,
  onRefused,
}: TrainingOptions): Training {
  let stepsLeft = 0
  let interval = 0
  let nextAt = 0
  let waiting = false
  let walk: Generator<void, StepResult | null> | null = null
  let callbacks: (() => void)[] = []

  /** A step in progress is worth finishing when steps are wanted, or somebody waits for its end. */
  const isWanted = (): boolean => stepsLeft > 0 || (walk !== null && callbacks.length > 0)

  function pause(): void {
    stepsLeft = 0
    waiting = false
  }

  /** Slow motion: the time of the next step is reckoned from the last one's, not from now, so that the pace is true. */
  function begin(at: number): boolean {
    if (stepsLeft <= 0 || at < nextAt) return false
    nextAt = Math.max(nextAt, at - BACKLOG_MS) + interval
    walk = trainer.stepSteps()
    return true
  }

  /** null: the step is refused, which is told like what is not finite, for the worker has to live on. Whatever throws is given up. */
  function proceed(step: Generator<void, StepResult | null>): IteratorResult<void, StepResult | null> | null {
    try {
      return step.next()
    } catch (error) {
      walk = null
      pause()
      if (!(error instanceof SpecError)) throw error
      onRefused(error)
      return null
    }
  }

  /** No step is in progress now. True: there was somebody to be told. */
  function callBack(): boolean {
    const due = callbacks
    callbacks = []
    for (const callback of due) callback()
    return due.length > 0
  }

  /** True: other work comes first. */
  function settle(result: StepResult | null): boolean {
    waiting = result === null && stepsLeft > 0
    if (result === null) {
      nextAt = now() + RETRY_MS
      return true
    }
    if (!result.finite) {
      pause()
      onBroken(result)
      return true
    }
    const counted = stepsLeft > 0
    if (counted) stepsLeft--
    const yields = onStep(result)
    if (counted && stepsLeft === 0) onCounted()
    return yields
  }

  return {
    get on() {
      return stepsLeft > 0
    },
    get waiting() {
      return waiting
    },
    play(stepsPerSecond) {
      const pace = stepsPerSecond === null ? 0 : 1000 / stepsPerSecond
      if (stepsLeft <= 0 || pace !== interval) nextAt = now()
      interval = pace
      stepsLeft = Number.POSITIVE_INFINITY
    },
    pause,
    count(steps) {
      interval = 0
      nextAt = now()
      stepsLeft = steps
    },
    examplesCame() {
      if (waiting) nextAt = now()
    },
    betweenSteps(callback) {
      if (walk) callbacks.push(callback)
      else callback()
    },
    slice(until) {
      while (isWanted() && (walk || begin(now()))) {
        const piece = proceed(walk as Generator<void, StepResult | null>)
        if (!piece || piece.done) {
          walk = null
          const yields = piece ? settle(piece.value) : true
          if (callBack() || yields) return
        }
        if (now() >= until) return
      }
    },
    dueIn(at) {
      if (!isWanted()) return Number.POSITIVE_INFINITY
      return walk ? 0 : Math.max(0, nextAt - at)
    },
  }
}
