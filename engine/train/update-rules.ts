import { statePerParameter } from '../plan/optimisers'
import { SpecError } from '../shape'
import type { Numbers, Precision, Tensor } from '../tensor'

/** Which rule moves the weights, and its settings. */
export type UpdateSpec =
  | { readonly type: 'sgd'; readonly rate: number }
  | { readonly type: 'momentum'; readonly rate: number; readonly momentum: number }

/** One flat range of parameters with gradients; the first `decayLength` of them decay. */
export interface Block {
  readonly values: Numbers
  readonly gradients: Numbers
  readonly state: Numbers
  readonly length: number
  readonly decayLength: number
}

/** Numbers that a rule keeps per parameter. */
export const stateLength = (update: UpdateSpec, length: number): number =>
  statePerParameter[update.type] * length

export function createState(update: UpdateSpec, length: number, precision: Precision): Numbers {
  const total = stateLength(update, length)
  return precision === 'float64' ? new Float64Array(total) : new Float32Array(total)
}

/**
 * Moves the values by one step, all or nothing: where a new value or its speed would not be finite, nothing is written and the
 * answer is false. Trying first costs one more pass over the parameters and spares a copy of them.
 */
export function updateBlock(update: UpdateSpec, l2: number, block: Block): boolean {
  const { rate } = update
  const { decayLength, length } = block
  const momentum = update.type === 'momentum' ? update.momentum : 0
  const move = update.type === 'momentum' ? moveWithMomentum : moveDown
  const run = (write: boolean): number =>
    move(block, rate, momentum, l2, 0, decayLength, write) +
    move(block, rate, momentum, 0, decayLength, length, write)
  if (!Number.isFinite(run(false))) return false
  run(true)
  return true
}

/** x ← x − αg. Gives the sum of the new values, finite if and only if each of them is (as float32). */
function moveDown(
  { values, gradients }: Block,
  rate: number,
  _momentum: number,
  l2: number,
  from: number,
  to: number,
  write: boolean,
): number {
  const single = values instanceof Float32Array
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = values[i]
    const next = x - rate * (gradients[i] + l2 * x)
    sum += single ? Math.fround(next) : next
    if (write) values[i] = next
  }
  return sum
}

/** v ← μv − αg, x ← x + v. */
function moveWithMomentum(
  { values, gradients, state }: Block,
  rate: number,
  momentum: number,
  l2: number,
  from: number,
  to: number,
  write: boolean,
): number {
  const single = values instanceof Float32Array
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = values[i]
    const wanted = momentum * state[i] - rate * (gradients[i] + l2 * x)
    const v = single ? Math.fround(wanted) : wanted
    const next = x + v
    sum += v + (single ? Math.fround(next) : next)
    if (write) {
      state[i] = v
      values[i] = next
    }
  }
  return sum
}

export interface UpdateRule {
  step(params: Readonly<Record<string, Tensor>>, grads: Readonly<Record<string, Tensor>>): void
}

/** A rule on its own, for parameters by name; it keeps its own state. */
export function updateRule(update: UpdateSpec): UpdateRule {
  checkUpdate(update)
  const states = new Map<string, Numbers>()
  return {
    step(params, grads) {
      for (const [name, { data: values }] of Object.entries(params)) {
        const precision = values instanceof Float64Array ? 'float64' : 'float32'
        const state = states.get(name) ?? createState(update, values.length, precision)
        states.set(name, state)
        updateBlock(update, 0, {
          values,
          gradients: grads[name].data,
          state,
          length: values.length,
          decayLength: 0,
        })
      }
    },
  }
}

export function checkUpdate(update: UpdateSpec): UpdateSpec {
  checkRange('rate', update.rate, 0, Number.MAX_VALUE)
  if (update.type === 'momentum') checkRange('momentum', update.momentum, 0, 1)
  return update
}

export function checkRange(name: string, value: number, from: number, to: number): number {
  if (Number.isFinite(value) && value >= from && value <= to) return value
  throw new SpecError({
    code: Number.isFinite(value) ? 'out-of-range' : 'not-a-number',
    values: { name, value: String(value), from, to },
    text: {
      en: `${name} is ${value}; it has to be a number from ${from} to ${to}.`,
      zh: `${name} 是 ${value}，应是 ${from} 到 ${to} 之间的数。`,
    },
  })
}
