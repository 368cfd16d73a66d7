import type { NetworkSpec, Tensor } from '../../../engine/index'

/** Parameters by their names in our engine, in its order. */
export type Values = ReadonlyMap<string, Tensor>

export interface Examples {
  readonly x: Tensor
  readonly labels: readonly number[]
}

export interface Task {
  readonly spec: NetworkSpec
  /** All start from the same parameters. */
  readonly params: Values
  readonly examples: Examples
}

/** Momentum: the one rule that all of them write alike. No L2, which ConvNetJS divides by the batch. */
export const update = { type: 'momentum', rate: 1e-3, momentum: 0.9 } as const

/** An engine that trains one network on one batch. */
export interface TrainingPeer {
  readonly name: string
  /** One step; the loss before it. */
  step(): number | Promise<number>
  /** As they are now, in our engine's names and order. */
  parameters(): Values
  dispose?(): void
}

/** An engine that looks at one batch in test mode. */
export interface ForwardPeer {
  readonly name: string
  /** The last node's output, `[n][c][h][w]`, flat. */
  forward(): ArrayLike<number> | Promise<ArrayLike<number>>
  dispose?(): void
}

/** Thrown where a peer and our engine disagree: no time is worth printing then. */
export class WrongResult extends Error {
  override readonly name = 'WrongResult'
}
