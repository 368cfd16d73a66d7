import type { KernelSetName } from '../kernels/kernels'
import type { Mode } from '../layers/layer'
import type { Initialisation } from '../plan/initialisation'
import type { Plan } from '../plan/plan.types'
import type { Precision, Tensor } from '../tensor'
import type { ParameterBlock } from './parameters'

/** How a network is made; all but the seed have defaults. */
export interface NetworkOptions {
  readonly seed: number
  readonly kernels?: 'auto' | KernelSetName
  readonly precision?: Precision
  /** false: no gradients are allocated. Default true. */
  readonly train?: boolean
  readonly batch?: number
  /** How weights are drawn; default: He's, with small scores. */
  readonly initialisation?: Initialisation
  /** Also the gradient of the picture itself, `gradient('input')`: one more pass of the first layer. Default false. */
  readonly inputGradient?: boolean
  /** Use another network's weights (the very arrays): how the probe looks at what is being trained. */
  readonly share?: ParameterBlock
}

/**
 * A graph with weights and one arena of activations for a batch. Keep its tensors rather than their `data`: compiled kernels move
 * all arrays where their memory grows (at a first pass, at a larger batch), and only the tensor knows where to.
 */
export interface Network {
  readonly plan: Plan
  readonly kernels: KernelSetName
  readonly batch: number
  readonly block: ParameterBlock
  /** There is a `gradient('input')`. */
  readonly inputGradient: boolean
  /**
   * `[n][c][h][w]`, in `mode` 'test' where none is given; gives a copy of the (first) output node's activation. More pictures than `batch` lay the arena out anew. In training
   * mode running statistics move, and SpecError 'batch-too-small' is thrown where a layer has too few numbers to take them of.
   */
  forward(x: Tensor, mode?: Mode): Tensor
  /** Gradient of the output node → gradients of everything before it (zeroed first). */
  backward(dOutput: Tensor): void
  /** The same as pieces of a few milliseconds: each `next()` does one. x is copied into the input's activation. */
  forwardSteps(x: Tensor, mode?: Mode): Generator<void, Tensor>
  /** `from`: the node at whose OUTPUT the gradient enters (cross-entropy enters before a final softmax). */
  backwardSteps(dOutput: Tensor, from?: string): Generator<void, void>
  /** `'input'` or a node id; valid until the next pass. First n images of the last pass. */
  activation(id: string): Tensor
  /** The same; of `'input'` only where the network was created with `inputGradient`. Throws SpecError 'unknown-node'. */
  gradient(id: string): Tensor
  parameters(): Map<string, Tensor> // 'conv1.weights'
  gradients(): Map<string, Tensor>
  /** Copies; throws SpecError for unknown names or wrong shapes. Names not given stay. */
  load(params: ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>): void
  /** Lays the arena out anew; weights stay. */
  resize(batch: number): void
  /** Gives its activations and gradients back to the memory that it shares with others. It must not be used again. */
  release(): void
  /** State of the generator that layers draw from (dropout), for checkpoints. */
  randomState(): readonly number[]
  restoreRandom(state: readonly number[]): void
}
