import { type Held, type Memory, tensorOf } from '../kernels/memory'
import { layerType } from '../layers/index'
import { holdKept, type KeptRoom } from '../layers/shared/allocate-kept'
import type { Plan } from '../plan/plan.types'
import type { Shape } from '../shape'
import { size } from '../shape'
import type { Numbers, Precision, Tensor } from '../tensor'

/** All activations of a batch and their gradients, sized by the plan; what layers keep for backward besides. */
export interface Arena {
  readonly activations: ReadonlyMap<string, Tensor>
  /** Of nodes, and of `'input'` where it is asked for; empty where training is off. */
  readonly gradients: ReadonlyMap<string, Tensor>
  readonly kept: ReadonlyMap<string, KeptRoom>
  /** Gives its room back: the tensors must not be used again. */
  release(): void
}

export interface ArenaOptions {
  readonly batch: number
  readonly precision: Precision
  readonly train: boolean
  readonly inputGradient: boolean
}

export function createArena(plan: Plan, memory: Memory, options: ArenaOptions): Arena {
  const { batch, precision, train, inputGradient } = options
  const nodes = plan.nodes.map((node): [string, Shape] => [node.id, node.out])
  const values: [string, Shape][] = [['input', plan.input], ...nodes]
  const held: Held<unknown>[] = []

  function lay(volumes: readonly [string, Shape][]): Map<string, Tensor> {
    return new Map(
      volumes.map(([id, shape]) => {
        const { c, h, w } = shape
        const numbers: Held<Numbers> = memory.hold(precision, batch * size(shape))
        held.push(numbers)
        return [id, tensorOf([batch, c, h, w], numbers)]
      }),
    )
  }

  const activations = lay(values)
  const gradients = lay(train ? (inputGradient ? values : nodes) : [])
  const kept = new Map(
    plan.nodes.map(({ id, layer, inputs, out }) => {
      const keeps = layerType(layer).keeps?.(layer, inputs, out) ?? []
      const room = holdKept(keeps, batch, precision, memory)
      held.push(...room.values())
      return [id, room]
    }),
  )
  return { activations, gradients, kept, release: () => memory.release(held) }
}
