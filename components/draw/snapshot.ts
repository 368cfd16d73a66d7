import type { Plan } from '../../engine/index'
import type { DataSetId, Frame, FramePart, Picture } from '../../engine/protocol'

/** One array of a frame. */
export interface Values {
  readonly shape: readonly number[]
  readonly data: Float32Array
  readonly min: number
  readonly max: number
  /** 98.5th percentile of |value|. */
  readonly spread: number
  /** Share of numbers above 0. */
  readonly active: number
}

/** A frame opened for reading, with the plan it belongs to. Every panel that shows a number of the moment draws this. */
export interface Snapshot {
  readonly plan: Plan
  readonly run: number
  readonly step: number
  readonly picture: Picture
  /** The set of the picture and its label; null for pixels of the reader's own. */
  readonly set: DataSetId | null
  readonly label: number | null
  readonly loss: number | null
  /** null where the frame does not carry it. Names: node id, 'input', 'conv1.weights'. */
  values(part: FramePart, name: string): Values | null
}

export function readFrame(frame: Frame, plan: Plan): Snapshot {
  const found = new Map<string, Values>()
  for (const e of frame.entries) {
    const data = new Float32Array(frame.buffer, e.offset * 4, e.length)
    found.set(`${e.part}/${e.name}`, {
      shape: e.shape,
      data,
      min: e.min,
      max: e.max,
      spread: e.spread,
      active: e.active,
    })
  }
  return {
    plan,
    run: frame.run,
    step: frame.step,
    picture: frame.picture.picture,
    set: frame.picture.set,
    label: frame.picture.label,
    loss: frame.picture.loss,
    values: (part, name) => found.get(`${part}/${name}`) ?? null,
  }
}
