/**
 * One loop per update rule, over one range of a block: the numbers g, x, v of the formulas are those of one parameter. Each
 * gives the sum of all that it would write, which is finite if and only if each number is (float32 cannot overflow a
 * double); it writes when told to. What never had a gradient stays, also where ε is 0 and the root with it. In float32, what a
 * rule remembers is rounded before it is used, as if it had been stored.
 */
import type { Update } from '../../plan/optimisers'
import type { Numbers } from '../../tensor'
import type { MovedRange } from '../kernels'

/** One step of a rule; `count`: of how many, this one included. */
export function move(update: Update, range: MovedRange, count: number): number {
  switch (update.type) {
    case 'sgd':
      return moveDown(range, update)
    case 'momentum':
      return moveWithMomentum(range, update)
    case 'nesterov':
      return moveByNesterov(range, update)
    case 'adagrad':
      return moveByAdagrad(range, update)
    case 'rmsprop':
      return moveByRmsprop(range, update)
    case 'adadelta':
      return moveByAdadelta(range, update)
    case 'adam':
      return moveByAdam(range, update, count)
    default:
      throw new RangeError(`no update rule '${update satisfies never}'`)
  }
}

type SettingsOf<Type extends Update['type']> = Extract<Update, { type: Type }>

const isSingle = (numbers: Numbers): boolean => numbers instanceof Float32Array

/** x ← x − αg. */
function moveDown(range: MovedRange, { rate }: SettingsOf<'sgd'>): number {
  const { values, gradients, from, to, l2, write } = range
  const single = isSingle(values)
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
function moveWithMomentum(range: MovedRange, { rate, momentum }: SettingsOf<'momentum'>): number {
  const { values, gradients, state, from, to, l2, write } = range
  const single = isSingle(values)
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

/** v ← μv − αg, x ← x − μ·v_before + (1 + μ)·v: the gradient is that of where the momentum leads, x being kept there. */
function moveByNesterov(range: MovedRange, { rate, momentum }: SettingsOf<'nesterov'>): number {
  const { values, gradients, state, from, to, l2, write } = range
  const single = isSingle(values)
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = values[i]
    const before = state[i]
    const wanted = momentum * before - rate * (gradients[i] + l2 * x)
    const v = single ? Math.fround(wanted) : wanted
    const next = x - momentum * before + (1 + momentum) * v
    sum += v + (single ? Math.fround(next) : next)
    if (write) {
      state[i] = v
      values[i] = next
    }
  }
  return sum
}

/** s ← s + g², x ← x − αg/(√s + ε). */
function moveByAdagrad(range: MovedRange, { rate, epsilon }: SettingsOf<'adagrad'>): number {
  const { values, gradients, state, from, to, l2, write } = range
  const single = isSingle(values)
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = values[i]
    const g = gradients[i] + l2 * x
    const wanted = state[i] + g * g
    const s = single ? Math.fround(wanted) : wanted
    const next = g === 0 ? x : x - (rate * g) / (Math.sqrt(s) + epsilon)
    sum += s + (single ? Math.fround(next) : next)
    if (write) {
      state[i] = s
      values[i] = next
    }
  }
  return sum
}

/** s ← ρs + (1 − ρ)g², x ← x − αg/(√s + ε). */
function moveByRmsprop(range: MovedRange, { rate, rho, epsilon }: SettingsOf<'rmsprop'>): number {
  const { values, gradients, state, from, to, l2, write } = range
  const single = isSingle(values)
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = values[i]
    const g = gradients[i] + l2 * x
    const wanted = rho * state[i] + (1 - rho) * g * g
    const s = single ? Math.fround(wanted) : wanted
    const next = g === 0 ? x : x - (rate * g) / (Math.sqrt(s) + epsilon)
    sum += s + (single ? Math.fround(next) : next)
    if (write) {
      state[i] = s
      values[i] = next
    }
  }
  return sum
}

/**
 * s ← ρs + (1 − ρ)g², Δ = −√(u + ε)/√(s + ε) · g, u ← ρu + (1 − ρ)Δ², x ← x + αΔ. Here ε stands inside the roots, as in the
 * paper: u begins at 0, and √ε sets the length of the first step.
 */
function moveByAdadelta(range: MovedRange, { rate, rho, epsilon }: SettingsOf<'adadelta'>): number {
  const { values, gradients, state, second, from, to, l2, write } = range
  const single = isSingle(values)
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = values[i]
    const g = gradients[i] + l2 * x
    const before = state[second + i]
    const squares = rho * state[i] + (1 - rho) * g * g
    const s = single ? Math.fround(squares) : squares
    const delta = g === 0 ? 0 : -Math.sqrt((before + epsilon) / (s + epsilon)) * g
    const lengths = rho * before + (1 - rho) * delta * delta
    const u = single ? Math.fround(lengths) : lengths
    const next = x + rate * delta
    sum += s + u + (single ? Math.fround(next) : next)
    if (write) {
      state[i] = s
      state[second + i] = u
      values[i] = next
    }
  }
  return sum
}

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², x ← x − α·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ): both means begin at 0,
 * and dividing makes up for it. `count`: t, this update included.
 */
function moveByAdam(
  range: MovedRange,
  { rate, beta1, beta2, epsilon }: SettingsOf<'adam'>,
  count: number,
): number {
  const { values, gradients, state, second, from, to, l2, write } = range
  const single = isSingle(values)
  const [share1, share2] = [1 - beta1 ** count, 1 - beta2 ** count]
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = values[i]
    const g = gradients[i] + l2 * x
    const mean = beta1 * state[i] + (1 - beta1) * g
    const squares = beta2 * state[second + i] + (1 - beta2) * g * g
    const m = single ? Math.fround(mean) : mean
    const v = single ? Math.fround(squares) : squares
    const next = m === 0 ? x : x - (rate * (m / share1)) / (Math.sqrt(v / share2) + epsilon)
    sum += m + v + (single ? Math.fround(next) : next)
    if (write) {
      state[i] = m
      state[second + i] = v
      values[i] = next
    }
  }
  return sum
}
