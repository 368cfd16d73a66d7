import type { PoolKind } from '../../../engine/layers/layer'
import { type Pool, pool } from '../../../engine/layers/pool'
import type { Random } from '../../../engine/random'
import { type Shape, SpecError } from '../../../engine/shape'

/** A pooling layer with both axes and four sides written out. */
export interface DrawnPool extends Pool {
  readonly size: readonly [number, number]
  readonly stride: readonly [number, number]
  readonly pad: readonly [number, number, number, number]
}

export interface PoolDraw {
  readonly layer: DrawnPool
  readonly input: Shape
  readonly out: Shape
}

/** Pooling of random size, of one of these kinds, that the plan accepts: overlapping, padded, rounded, unequal axes. */
export function drawPool(random: Random, kinds: readonly PoolKind[]): PoolDraw {
  const between = (from: number, to: number) => from + random.below(to - from + 1)
  for (;;) {
    const kind = kinds[random.below(kinds.length)]
    const layer: DrawnPool = {
      type: 'pool',
      kind,
      size: [between(1, 5), between(1, 5)],
      stride: [between(1, 4), between(1, 4)],
      pad: [between(0, 3), between(0, 3), between(0, 3), between(0, 3)],
      rounding: (['exact', 'floor', 'ceil'] as const)[random.below(3)],
      countPad: kind === 'avg' && random.below(2) === 0,
    }
    const input = { c: between(1, 3), h: between(1, 10), w: between(1, 10) }
    try {
      return { layer, input, out: pool.outputShape(layer, [input]) }
    } catch (error) {
      if (!(error instanceof SpecError)) throw error // does not fit: draw again
    }
  }
}

/** As `drawPool`, again until the layer is one that the oracle has a word for. */
export function drawPoolWhere(
  random: Random,
  kinds: readonly PoolKind[],
  isExpressible: (layer: DrawnPool) => boolean,
): PoolDraw {
  for (;;) {
    const drawn = drawPool(random, kinds)
    if (isExpressible(drawn.layer)) return drawn
  }
}
