import type { Kernels } from '../kernels/kernels'
import { type Held, type Memory, ownBuffers } from '../kernels/memory'
import { move } from '../kernels/reference/moves'
import { checkTensor } from '../layers/shared/check-tensor'
import { checkUpdate, type Update, type UpdateSpec, updateRules } from '../plan/optimisers'
import type { Numbers, Precision, Tensor } from '../tensor'
/** What a rule remembers from one update to the next. */
export interface UpdateState {
  /** One or two numbers per parameter: all first ones, then all second ones. To be asked for anew each time, like those of a block. */
  readonly numbers: Numbers
  /** Updates made since the state began: Adam divides by it. */
  count: number
}

/** One flat range of parameters with gradients; the first `decayLength` of them decay. */
export interface Block {
  readonly values: Numbers
  readonly gradients: Numbers
  readonly state: UpdateState
  readonly length: number
  readonly decayLength: number
}

/** Numbers that a rule keeps for so many parameters. */
export const stateLength = ({ type }: Pick<Update, 'type'>, length: number): number =>
  updateRules[type].state * length

export interface HeldState extends UpdateState {
  /** Gives its room back. */
  release(): void
}

/** A state that has seen no update, in the memory of those who use it. */
export function createState(
  update: Update,
  length: number,
  precision: Precision,
  memory: Memory = ownBuffers,
): HeldState {
  const held: Held<Numbers> = memory.hold(precision, stateLength(update, length))
  return {
    get numbers() {
      return held.array
    },
    count: 0,
    release: () => memory.release([held]),
  }
}

type Mover = Pick<Kernels, 'move'>
const reference: Mover = { move }

/**
 * Moves the values by one step, all or nothing: where a new value, or what is remembered of it, would not be finite, nothing is
 * written and the answer is false. Trying first costs one more pass over the parameters, which only reads, and spares a copy of them.
 */
export function updateBlock(update: Update, l2: number, block: Block, { move }: Mover = reference): boolean {
  const { values, gradients, state, decayLength, length } = block
  const count = state.count + 1
  const shared = { values, gradients, state: state.numbers, second: length }
  const run = (write: boolean): number =>
    move(update, { ...shared, from: 0, to: decayLength, l2, write }, count) +
    move(update, { ...shared, from: decayLength, to: length, l2: 0, write }, count)
  if (!Number.isFinite(run(false))) return false
  run(true)
  state.count = count
  return true
}

/** Parameters or gradients by name, as an object or as a network gives them. */
export type TensorsByName = ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>

/** One rule, and all that it remembers of the parameters it has moved. */
export interface UpdateRule {
  /**
   * Changes the parameters in place. Those that would not be finite stay as they are, and so do those without a gradient (running
   * statistics, which the layer itself moves). Throws SpecError 'malformed' where a gradient has another shape.
   */
  step(params: TensorsByName, grads: TensorsByName): void
}

/**
 * A rule on its own, for parameters by name; it keeps its own state, in the precision of each parameter. `rate` α; with the
 * defaults of `updateRules`: `momentum` 0.9; `rho` 0.9 (RMSProp), 0.95 (Adadelta); `beta1` 0.9, `beta2` 0.999; `epsilon` 1e-8,
 * outside the root, but 1e-6 and inside for Adadelta. The formulas: moves.ts. Throws SpecError for settings out of range.
 */
export function updateRule(spec: UpdateSpec): UpdateRule {
  const update = checkUpdate(spec)
  const states = new Map<string, UpdateState>()
  return {
    step(params, grads) {
      const gradients = new Map(entriesOf(grads))
      const moved = entriesOf(params).flatMap(([name, { shape, data }]) => {
        const gradient = gradients.get(name)
        return gradient ? [{ name, values: data, gradients: checkTensor(gradient, shape, name).data }] : []
      })
      for (const { name, values, gradients } of moved) {
        const precision = values instanceof Float64Array ? 'float64' : 'float32'
        const state = states.get(name) ?? createState(update, values.length, precision)
        states.set(name, state)
        updateBlock(update, 0, { values, gradients, state, length: values.length, decayLength: 0 })
      }
    },
  }
}

const entriesOf = (tensors: TensorsByName): readonly (readonly [string, Tensor])[] =>
  tensors instanceof Map ? [...tensors] : Object.entries(tensors)
