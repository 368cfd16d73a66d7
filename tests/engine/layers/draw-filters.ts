import { layerType } from '../../../engine/layers/index'
import type { Random } from '../../../engine/random'
import { type Rounding, type Shape, SpecError } from '../../../engine/shape'
import type { Tensor } from '../../../engine/tensor'
import { between, drawTensor } from '../draw'

export type Pair = readonly [number, number] // [h, w]
export type Sides = readonly [number, number, number, number] // [top, left, bottom, right]

/** With both axes and four sides written out. */
export interface FilterWindow {
  readonly filters: number
  readonly size: Pair
  readonly stride: Pair
  readonly pad: Sides
  readonly dilation: Pair
  readonly groups: number
  readonly bias: boolean
  readonly rounding: Rounding
}

function drawSettings(random: Random): { settings: FilterWindow; input: Shape } {
  const pair = (from: number, to: number): Pair => [between(random, from, to), between(random, from, to)]
  const side = () => between(random, 0, 3)
  const groups = random.below(2) ? 1 : between(random, 2, 4)
  const input = { c: groups * between(random, 1, 3), h: between(random, 1, 9), w: between(random, 1, 9) }
  const settings: FilterWindow = {
    filters: groups * between(random, 1, 3),
    size: pair(1, 4),
    stride: pair(1, 3),
    pad: [side(), side(), side(), side()],
    dilation: random.below(2) ? [1, 1] : pair(1, 3),
    groups,
    bias: random.below(3) > 0,
    rounding: (['exact', 'floor', 'ceil'] as const)[random.below(3)],
  }
  const plain = { pad: [0, 0, 0, 0], dilation: [1, 1] } as const
  switch (random.below(6)) {
    case 0:
      return { settings: { ...settings, ...plain, size: [1, 1] }, input }
    case 1: // one window, like a fully connected layer
      return { settings: { ...settings, ...plain, size: [input.h, input.w] }, input }
    case 2: // depthwise, several filters for each channel
      return { settings, input: { ...input, c: groups } }
    default:
      return { settings, input }
  }
}

/** A layer that the plan accepts, with a batch for it: 1×1, one window as large as the input, depthwise, rounded come up often. */
export function drawFilters(random: Random, type: 'conv' | 'local'): DrawnFilters {
  for (;;) {
    const { settings, input } = drawSettings(random)
    const kind = layerType({ type })
    try {
      const layer = kind.parse({ type, ...settings }, 'layer')
      const { h, w } = kind.outputShape(layer, [input])
      const params = Object.fromEntries(
        kind.parameters(layer, [input]).map(({ name, shape }) => [name, drawTensor(random, ...shape)]),
      )
      const x = drawTensor(random, between(random, 1, 3), input.c, input.h, input.w)
      return { settings, x, params, out: [h, w] }
    } catch (error) {
      if (!(error instanceof SpecError)) throw error // does not fit: draw again
    }
  }
}

export interface DrawnFilters {
  readonly settings: FilterWindow
  readonly x: Tensor
  readonly params: Readonly<Record<string, Tensor>>
  readonly out: Pair // rows and columns
}
