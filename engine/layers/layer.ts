/**
 * The contract of a layer: types only. One layer is one file beside this one; `index.ts` is the list. `shared/` holds what several
 * of them use, `alone/` what can be done with one layer without a network.
 *
 * The plan half of a layer (shape rule, parameters, reach, formulas) holds no weights; the run half computes on
 * tensors it is given. Gradients carry their value's name with d in front, and backward ADDS to them, so that a value
 * that is read by many receives the sum; a layer that `writes` is told where it is the first.
 */
import type { Kernels } from '../kernels/kernels'
import type { LayerCalls, ScratchLengths } from '../kernels/scratch'
import type { Formula } from '../plan/formula'
import type { Random } from '../random'
import type { Shape } from '../shape'
import type { Tensor } from '../tensor'
import type { Text } from '../text'

/** Training: dropout drops, batch norm takes the statistics of the batch and moves its own. A test run does neither. */
export type Mode = 'train' | 'test'
/** Parameters of one layer by name: weights, biases, gamma, beta, runningMean, runningVariance. */
export type Params = Readonly<Record<string, Tensor>>

/** An array that a layer owns: one that is learned, or a running statistic. */
export interface ParameterSpec {
  readonly name: 'weights' | 'biases' | 'gamma' | 'beta' | 'runningMean' | 'runningVariance'
  readonly shape: readonly number[]
  /** Numbers that one output unit adds up: what He's initialisation divides by. 0: starts at `start`. */
  readonly fanIn: number
  /** Output units that one input number goes into by these weights: what Xavier's initialisation averages with fanIn. */
  readonly fanOut: number
  readonly start: number
  /** L2 applies (weights only); false also for biases, gamma, beta. */
  readonly decays: boolean
  /** false: kept by the layer (running statistics), not counted as a parameter and not updated by the rule. */
  readonly learned: boolean
}

/** What one unit of the output reads of an input, per axis `[h, w]`. `'all'`: the whole input, like FC. */
export type Reach =
  | 'all'
  | {
      readonly size: readonly [number, number] // filter size, undilated
      readonly stride: readonly [number, number]
      readonly padBefore: readonly [number, number] // top, left
      readonly dilation: readonly [number, number]
    }

/** What forward leaves behind for backward, allocated by the network at load. */
export interface Keep {
  readonly name: string
  /** float: in the network's precision; double: in float64 in any. */
  readonly type: 'int32' | 'float' | 'double'
  /** Numbers. */
  readonly length: number
  readonly of: 'image' | 'batch'
}

export type Kept = Readonly<Record<string, Int32Array | Float32Array | Float64Array>>

export interface ForwardPass {
  readonly kernels: Kernels
  readonly inputs: readonly Tensor[]
  readonly output: Tensor
  readonly params: Params
  readonly kept: Kept
  readonly mode: Mode
  readonly random: Random
  /** Images `from` … `to − 1` of the batch: a long pass is walked in pieces so that a pause is heard soon. */
  readonly from: number
  readonly to: number
}

export interface BackwardPass extends ForwardPass {
  readonly dOutput: Tensor
  /** One per input; null where nobody needs it (the picture). */
  readonly dInputs: readonly (Tensor | null)[]
  /** Of a layer that `writes`: dInputs[0] holds nothing yet to add to. */
  readonly fresh?: boolean
  readonly dParams: Params
}

/** A unit of one image: channel, row, column, 0-based. */
export interface Unit {
  readonly c: number
  readonly y: number
  readonly x: number
}

/** A unit of one of a node's inputs. */
export interface Source {
  readonly input: number // which of them, 0-based
  readonly unit: Unit
}

/** How one unit came to its value, from the very numbers of a frame (batch 1). */
export type Trace =
  | {
      /** window × filter, channel by channel (conv). */
      readonly kind: 'window'
      /** First row and column of the window on the unpadded input; may be negative. */
      readonly top: number
      readonly left: number
      readonly size: readonly [number, number] // taps [fh, fw]
      readonly dilation: readonly [number, number]
      readonly channels: readonly WindowTerm[]
      readonly bias: number
      readonly total: number
    }
  | {
      /** the whole input × a row of W, summed input channel by input channel (fc). */
      readonly kind: 'all'
      readonly size: readonly [number, number] // [h, w] of the input
      readonly channels: readonly WindowTerm[]
      readonly bias: number
      readonly total: number
    }
  | {
      readonly kind: 'pool'
      readonly pooling: PoolKind
      readonly top: number
      readonly left: number
      readonly size: readonly [number, number]
      /** Row-major values of the window; null where it lies in the padding. */
      readonly values: readonly (number | null)[]
      /** Of max pooling: index into `values`; null for the others. */
      readonly winner: number | null
      /** Of average pooling: what the sum is divided by; 1 for the others. */
      readonly divisor: number
      readonly total: number
    }
  /** One number made from one number: ReLU, leaky ReLU, tanh, sigmoid. */
  | { readonly kind: 'pointwise'; readonly input: number; readonly total: number }
  /** One number handed on unchanged: concat, flatten, dropout in a test run. `input`: which of the node's inputs. */
  | { readonly kind: 'copy'; readonly input: number; readonly unit: Unit; readonly total: number }
  | {
      /** x / (k + α/n · Σ neighbours²)^β (local response normalisation). */
      readonly kind: 'neighbours'
      /** Channels looked at, and their values at this place. */
      readonly channels: readonly number[]
      readonly values: readonly number[]
      readonly input: number // x itself
      readonly squares: number // Σ values²
      readonly base: number // k + α/n · squares
      readonly power: number // β
      readonly total: number
    }
  | {
      /** γ · (x − mean)/√(variance + ε) + β (batch normalisation, with the running statistics). */
      readonly kind: 'normalised'
      readonly input: number
      readonly mean: number
      readonly variance: number
      readonly epsilon: number
      readonly gamma: number
      readonly beta: number
      readonly total: number
    }
  | {
      readonly kind: 'softmax'
      readonly scores: readonly number[]
      readonly exponentials: readonly number[] // exp(score − largest score)
      readonly total: number
    }
  | { readonly kind: 'sum'; readonly terms: readonly number[]; readonly total: number }

/** What is taken of a window: its largest number, its mean, or √Σx². */
export type PoolKind = 'max' | 'avg' | 'l2'

/** One input channel's part of a weighted sum. Arrays are row-major over the window; padding reads 0. */
export interface WindowTerm {
  readonly channel: number
  readonly x: readonly number[]
  readonly weights: readonly number[]
  readonly products: readonly number[]
  readonly sum: number
}

/** The numbers of one frame (batch 1): what a node read, what it gave, by which parameters. */
export interface TraceInput {
  readonly inputs: readonly Tensor[]
  readonly output: Tensor
  readonly params: Params
}

/** A small case that the tests walk: gradient check, shape, JSON round trip, both languages. */
export interface Example<Written> {
  readonly layer: Written
  readonly inputs: readonly Shape[]
}

/** A function of one number. */
export interface Activation<L> {
  /** With `x` written in its place: `max(0, x)` or `max(0, −1.2)`. */
  written(layer: L, x: string): string
  value(layer: L, x: number): number
  /** dy/dx at x, where the value is y. */
  slope(layer: L, x: number, y: number): number
}

/** A word of the pattern language: CONV, AVGPOOL. */
export interface PatternWord {
  /** As it is printed. */
  readonly word: string
  /** What else may be written: lower case, without _ and without the 层 (layer) at the end. */
  readonly also: readonly string[]
  /** Settings that the word itself says. */
  readonly fixed?: Readonly<Record<string, unknown>>
  /** The settings that numbers without a name fill, in this order. */
  readonly plain: readonly string[]
  /** How many of them are printed without their name. */
  readonly unnamed: number
}

/** L: a layer with every setting; Written: as a spec may write it, with the defaults left out. */
export interface LayerType<
  L extends { readonly type: string },
  Written extends { readonly type: string } = L,
> {
  readonly type: L['type']
  readonly name: Text
  /** Strangers' JSON → the layer with every default filled in. Throws SpecError for what is unknown or out of range. */
  parse(raw: Readonly<Record<string, unknown>>, path: string): L
  /** Throws SpecError where the settings do not fit the inputs. */
  outputShape(layer: L, inputs: readonly Shape[]): Shape
  parameters(layer: L, inputs: readonly Shape[]): readonly ParameterSpec[]
  reach(layer: L, inputs: readonly Shape[]): Reach
  /** Units × (window × channels), padding taps included. */
  connections(layer: L, inputs: readonly Shape[], output: Shape): number
  /** Multiply-accumulates of conv, local and fc; 0 elsewhere, also for layers in plan only. Biases are not counted. */
  macs(layer: L, inputs: readonly Shape[], output: Shape): number
  /** Counted as free when activations are counted in place: ReLU, dropout, softmax, flatten. */
  readonly inPlace: boolean
  /** Gives no number below 0. */
  readonly nonNegative?: true
  /** Its numbers lie on a scale of their own, whatever that of what it reads: tanh, softmax, √Σx². Max pooling keeps it. */
  ownScale?(layer: L): boolean
  /** Below 0 a unit is as much on as above (tanh), or it is never below (sigmoid): no share of the units is off. */
  readonly neverOff?: true
  /** Has no weights, and a unit reads other channels than its own all the same (LRN, softmax). */
  readonly mixesChannels?: true
  /** With these settings it gives back exactly what it reads, of which no number is below 0 where `nonNegative`. */
  changesNothing?(layer: L, nonNegative: boolean): boolean
  /** Does the same to a volume as to its numbers in a row: it may stand behind a flatten or before it. */
  readonly sameFlattened?: true
  /** In a test run, what was a weighted sum of the layer before stays one: average pooling, batch norm. */
  staysLinear?(layer: L): boolean
  /** How a pattern writes it; where there are several, the one that says more stands first. Without: not in a chain. */
  readonly patternWords?: readonly PatternWord[]
  /** Its numbers depend on all images of a batch (batch norm): a pass is never cut into ranges of images. */
  readonly wholeBatch?: true
  /** Has so many weights that to read them is its work, and reads all of them for each piece of a batch (fc). */
  readonly readsWeightsByPiece?: true
  /** Throws SpecError where so many images are too few to train on (batch norm of one number per channel). */
  checkTraining?(layer: L, inputs: readonly Shape[], images: number): void
  /** Can be planned and counted but not run: the layers of LeNet-5 of 1998. */
  readonly planOnly?: true
  /** Its presence is what makes a layer an activation function, which makes each number from one number. */
  readonly activation?: Activation<L>
  /** Of layers that only hand numbers on (concat, flatten, dropout in a test run): the unit that `unit` copies. */
  copyOf?(layer: L, inputs: readonly Shape[], unit: Unit): Source
  /** Each quantity that the layer determines, as a formula with the numbers in it. */
  formulas(layer: L, inputs: readonly Shape[], output: Shape): readonly Formula[]
  /** One paragraph: what the layer does with these inputs. */
  explain(layer: L, inputs: readonly Shape[], output: Shape): Text
  keeps?(layer: L, inputs: readonly Shape[], output: Shape): readonly Keep[]
  /** What its kernels lay out besides the tensors. Without: nothing. */
  scratch?(layer: L, inputs: readonly Shape[], output: Shape, calls: LayerCalls): ScratchLengths
  forward(layer: L, pass: ForwardPass): void
  /** Of layers of one input: backward writes dInputs where it is fresh; for others the network lays zeros there. */
  readonly writes?: true
  /** Adds to dInputs and dParams. */
  backward(layer: L, pass: BackwardPass): void
  trace(layer: L, values: TraceInput, unit: Unit): Trace
  readonly examples: readonly Example<Written>[]
}
