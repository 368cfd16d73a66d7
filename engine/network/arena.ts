import { allocateKept } from '../layers/allocate-kept'
import { layerType } from '../layers/index'
import type { Kept } from '../layers/layer'
import type { Plan, PlannedNode } from '../plan/plan.types'
import type { Shape } from '../shape'
import { size } from '../shape'
import type { Precision, Tensor } from '../tensor'

/** All activations of a batch and their gradients in one array, sized by the plan; what layers keep for backward besides. */
export interface Arena {
  readonly activations: ReadonlyMap<string, Tensor>
  /** Of nodes, and of `'input'` where it is asked for; empty where training is off. */
  readonly gradients: ReadonlyMap<string, Tensor>
  readonly kept: ReadonlyMap<string, Kept>
}

export interface ArenaOptions {
  readonly batch: number
  readonly precision: Precision
  readonly train: boolean
  readonly inputGradient: boolean
}

export function createArena(plan: Plan, options: ArenaOptions): Arena {
  const { batch, precision, train, inputGradient } = options
  const nodes = plan.nodes.map((node): [string, Shape] => [node.id, node.out])
  const values: [string, Shape][] = [['input', plan.input], ...nodes]
  const gradients = train ? (inputGradient ? values : nodes) : []
  const total = [...values, ...gradients].reduce((sum, [, shape]) => sum + batch * size(shape), 0)
  const memory = precision === 'float64' ? new Float64Array(total) : new Float32Array(total)
  let offset = 0
  const lay = (volumes: readonly [string, Shape][]): Map<string, Tensor> =>
    new Map(
      volumes.map(([id, { c, h, w }]) => {
        const start = offset
        offset += batch * c * h * w
        return [id, { shape: [batch, c, h, w], data: memory.subarray(start, offset) }]
      }),
    )
  return {
    activations: lay(values),
    gradients: lay(gradients),
    kept: new Map(plan.nodes.map((node) => [node.id, keptOf(node, options)])),
  }
}

const keptOf = ({ layer, inputs, out }: PlannedNode, { batch, precision }: ArenaOptions): Kept =>
  allocateKept(layerType(layer).keeps?.(layer, inputs, out) ?? [], batch, precision)
