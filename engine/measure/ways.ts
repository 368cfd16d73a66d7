import { forwardWinograd } from '../kernels/wasm/winograd-layout'
import { windowOf } from '../layers/shared/window'
import type { PlannedNode } from '../plan/plan.types'
import type { Shape } from '../shape'

/**
 * loops: seven loops, one in another; columns: im2col and one product of matrices; direct: the sum over the taps, in tiles; winograd: the
 * products of 2 × 2 results taken at points.
 */
export type LayerWay = 'loops' | 'columns' | 'direct' | 'winograd'

/** The ways to compute a convolution forward; the last of them trains here. None for another layer. */
export function layerWays({ layer, inputs: [input], out }: PlannedNode): readonly LayerWay[] {
  if (layer.type !== 'conv') return []
  const winograd = forwardWinograd(sized(input), sized(out), windowOf(layer)) !== null
  return winograd ? ['loops', 'columns', 'direct', 'winograd'] : ['loops', 'columns', 'direct']
}

const sized = ({ c, h, w }: Shape) => ({ shape: [1, c, h, w] })
