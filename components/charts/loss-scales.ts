import { max, quantile, ticks } from 'd3-array'
import type { TrainingHistory } from './training-history'

export interface Box {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export interface LinearScale {
  (value: number): number // px
  /** About so many round values. */
  ticks(count: number): number[]
}

export interface LossScales {
  readonly x: LinearScale // step → px
  readonly loss: LinearScale
  readonly share: LinearScale // accuracy 0 … 1 → px
}

/** 0 … `most` → `from` … `to`, and no further. d3's own scale also maps colours and writes dates: 5 kB. */
function linear(most: number, from: number, to: number): LinearScale {
  const scale = (value: number): number => from + Math.max(0, Math.min(1, value / most)) * (to - from)
  return Object.assign(scale, { ticks: (count: number) => ticks(0, most, count) })
}

const finite = (values: readonly number[]): number[] => values.filter(Number.isFinite)

/** Where curves may begin above the level of guessing and still be shown whole. */
const ABOVE_CHANCE = 1.5

/** Several runs on one pair of axes: the curves that ran away leave the others their room. */
export function raceScales(histories: readonly TrainingHistory[], chanceLoss: number, box: Box) {
  const points = histories.flatMap((history) => history.points)
  const lastStep = Math.max(100, ...histories.map((history) => history.points.at(-1)?.step ?? 0))
  const losses = finite(points.map((p) => p.smoothed))
  const beginnings = Math.min(chanceLoss * ABOVE_CHANCE, max(losses) ?? 0)
  const highest = Math.max(chanceLoss * 1.12, beginnings, quantile(losses, 0.9) ?? 0)
  return {
    x: linear(lastStep, box.left, box.width - box.right),
    loss: linear(highest, box.height - box.bottom, box.top),
    highest,
  }
}

/** The end of the axis of a loss: a few outliers do not squash the curve. One pass and one sorting: drawn anew with each beat. */
export function highestLoss({ points }: TrainingHistory, chanceLoss: number): number {
  const losses = new Float64Array(points.length)
  let count = 0
  let smoothed = 0
  for (const point of points) {
    if (Number.isFinite(point.loss)) losses[count++] = point.loss
    if (point.smoothed > smoothed && point.smoothed < Infinity) smoothed = point.smoothed
  }
  const nearlyAll = quantileInOrder(losses.subarray(0, count).sort(), 0.97)
  return Math.max(chanceLoss * 1.12, nearlyAll, smoothed)
}

/** d3's own takes no typed array, and these are in order in a tenth of the time. Of nothing: 0. */
function quantileInOrder(values: Float64Array, share: number): number {
  if (values.length === 0) return 0
  const at = share * (values.length - 1)
  const [below, above] = [values[Math.floor(at)], values[Math.ceil(at)]]
  return below + (at - Math.floor(at)) * (above - below)
}

/** Both axes begin at 0, so that neither curve can hide how far it has to go. */
export function lossScales({ points, validation }: TrainingHistory, highest: number, box: Box): LossScales {
  const lastStep = Math.max(points.at(-1)?.step ?? 0, validation.at(-1)?.step ?? 0, 100)
  const bottom = box.height - box.bottom
  return {
    x: linear(lastStep, box.left, box.width - box.right),
    loss: linear(highest, bottom, box.top),
    share: linear(1, bottom, box.top),
  }
}
