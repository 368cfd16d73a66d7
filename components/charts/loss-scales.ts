import { max, quantile } from 'd3-array'
import { type ScaleLinear, scaleLinear } from 'd3-scale'
import type { TrainingHistory } from './training-history'

export interface Box {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export interface LossScales {
  readonly x: ScaleLinear<number, number> // step → px
  readonly loss: ScaleLinear<number, number>
  readonly share: ScaleLinear<number, number> // accuracy 0 … 1 → px
}

const finite = (values: readonly number[]): number[] => values.filter(Number.isFinite)

/** Both axes begin at 0, so that neither curve can hide how far it has to go; a few outliers do not squash the loss. */
export function lossScales(history: TrainingHistory, chanceLoss: number, box: Box): LossScales {
  const { points, validation } = history
  const lastStep = Math.max(points.at(-1)?.step ?? 0, validation.at(-1)?.step ?? 0, 100)
  const highest = Math.max(
    chanceLoss * 1.12,
    quantile(finite(points.map((p) => p.loss)), 0.97) ?? 0,
    max(finite(points.map((p) => p.smoothed))) ?? 0,
  )
  const bottom = box.height - box.bottom
  return {
    x: scaleLinear([0, lastStep], [box.left, box.width - box.right]),
    loss: scaleLinear([0, highest], [bottom, box.top]).clamp(true),
    share: scaleLinear([0, 1], [bottom, box.top]),
  }
}
