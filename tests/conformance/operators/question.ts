import type { LayerSpec } from '../../../engine/layers/index'
import type { Mode } from '../../../engine/layers/layer'
import type { Random } from '../../../engine/random'
import type { Tensor } from '../../../engine/tensor'
import type * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { OnnxOperator } from '../onnx'

/** One layer with its numbers, and how the two oracles say the same. */
export interface Question {
  readonly layer: LayerSpec
  readonly inputs: readonly Tensor[]
  readonly params: Readonly<Record<string, Tensor>>
  readonly mode?: Mode // default 'test'
  readonly seed?: number // default 0
  /** Left out where the oracle has no word for it. */
  readonly onnx?: OnnxOperator
  /** Its numbers in the engine's order, or what comes after its operator. */
  readonly fromOnnx?: (y: readonly number[]) => readonly number[]
  /** From tensors in the engine's order to one in the engine's order. */
  readonly tensorflow: (
    inputs: readonly tf.Tensor[],
    params: Readonly<Record<string, tf.Tensor>>,
  ) => tf.Tensor
  /**
   * What an error is measured by: the sum of the terms' sizes (the same operator on absolute values), or the largest number, where
   * an operator on absolute values is another operator.
   */
  readonly measure?: 'terms' | 'largest' // default 'terms'
}

/** All settings at random, among those that the layer accepts. */
export type Draw = (random: Random) => Question
