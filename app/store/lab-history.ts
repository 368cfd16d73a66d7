import type { Beat } from '../../engine/protocol'
import type { History, LossPoint } from './lab.types'
import { createValidationHistory } from './validation-history'

/** The curves of a run: every step at first, ever longer means of neighbouring steps as it grows. */
export interface HistoryKeeper {
  /** What a beat tells of steps step − n … step − 1. */
  add(beat: Pick<Beat, 'step' | 'losses' | 'accuracies' | 'validation'>): void
  /** Forgets what came after a step: the run is gone on from there. */
  cutBack(step: number): void
  /** Mean loss of the first few points after a step: how good its weights were. null where none was finite. */
  lossAfter(step: number): number | null
  /** The lowest smoothed loss so far; null before the first step. */
  lowest(): number | null
  read(): History
}

export const MOST_POINTS = 2000
/** Share of the newest step in the smoothed curves. */
const NEWEST = 0.05
const FEW = 3

interface Smoothed {
  readonly loss: number
  readonly accuracy: number
}

export function createHistory(): HistoryKeeper {
  let points: LossPoint[] = []
  const validation = createValidationHistory()
  let smoothed: Smoothed | null = null
  /** Steps per point: 1, 2, 4 … */
  let stride = 1
  let group: number[] = []

  /** NaN and ∞ are left out of the curves: a gap, not a fall to nothing. */
  function addStep(step: number, loss: number, accuracy: number): void {
    if (Number.isFinite(loss)) {
      smoothed = { loss: blend(smoothed?.loss, loss), accuracy: blend(smoothed?.accuracy, accuracy) }
      group.push(loss)
    }
    if (step % stride === 0) closeGroup(step)
  }

  function closeGroup(step: number): void {
    if (group.length === 0 || !smoothed) return
    points.push({ step, loss: mean(group), smoothed: smoothed.loss, accuracy: smoothed.accuracy })
    group = []
    if (points.length >= MOST_POINTS) mergePairs()
  }

  /** By the steps they stand for, not by their number: a gap or a cut does not put pairs out of step. */
  function mergePairs(): void {
    stride *= 2
    const merged: LossPoint[] = []
    for (const point of points) {
      const last = merged.at(-1)
      const isPair = last && Math.ceil(last.step / stride) === Math.ceil(point.step / stride)
      if (isPair) merged[merged.length - 1] = { ...point, loss: (last.loss + point.loss) / 2 }
      else merged.push(point)
    }
    points = merged
  }

  const upTo = (step: number): LossPoint[] => points.filter((point) => point.step <= step)

  return {
    add({ step, losses, accuracies, validation: taken }) {
      const first = step - losses.length + 1
      for (let i = 0; i < losses.length; i++) addStep(first + i, losses[i], accuracies[i])
      if (taken) validation.add(taken)
    },
    cutBack(step) {
      points = upTo(step)
      if (points.length === 0) stride = 1
      validation.cutBack(step)
      group = []
      const last = points.at(-1)
      smoothed = last ? { loss: last.smoothed, accuracy: last.accuracy } : null
    },
    lossAfter(step) {
      const next = points.filter((point) => point.step > step).slice(0, FEW)
      return next.length > 0 ? mean(next.map(({ loss }) => loss)) : null
    },
    lowest: () => (points.length > 0 ? Math.min(...points.map((point) => point.smoothed)) : null),
    read: () => ({ points: points.slice(), validation: validation.read() }),
  }
}

const blend = (past: number | undefined, newest: number): number =>
  past === undefined ? newest : past + NEWEST * (newest - past)

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length
