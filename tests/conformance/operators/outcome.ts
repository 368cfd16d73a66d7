/** What a layer gives, forward and backward, computed in four ways. */
import type { Kernels } from '../../../engine/kernels/kernels'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { layerType } from '../../../engine/layers/index'
import type { ParameterSpec } from '../../../engine/layers/layer'
import { allocateKept } from '../../../engine/layers/shared/allocate-kept'
import { forkRandom } from '../../../engine/random'
import { type Tensor, zeros } from '../../../engine/tensor'
import * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type { Question } from './question'

export interface Outcome {
  readonly output: Tensor
  readonly dInputs: readonly Tensor[]
  readonly dParams: Readonly<Record<string, Tensor>>
}

function planned({ layer: spec, inputs }: Question) {
  const type = layerType(spec)
  const layer = type.parse({ ...spec }, 'layer')
  const shapes = inputs.map(({ shape: [, c, h, w] }) => ({ c, h, w }))
  const { c, h, w } = type.outputShape(layer, shapes)
  return { type, layer, shapes, out: { c, h, w }, specs: type.parameters(layer, shapes) }
}

export function outputShape(question: Question): number[] {
  const { c, h, w } = planned(question).out
  return [question.inputs[0].shape[0], c, h, w]
}

export function inFloat64({ layer, ...run }: Question, upstream: Tensor): Outcome {
  const { output, dInputs = [], dParams = {} } = runLayer(layer, { ...run, upstream })
  return { output, dInputs, dParams }
}

/** The same on absolute values: for each number the sum of its terms' sizes. */
export function sizesOfTerms(question: Question, upstream: Tensor): Outcome {
  const sizeOf = ({ shape, data }: Tensor): Tensor => ({ shape, data: data.map(Math.abs) })
  return inFloat64(
    { ...question, inputs: question.inputs.map(sizeOf), params: eachOf(question.params, sizeOf) },
    sizeOf(upstream),
  )
}

/** By a kernel set, in float32, as a network does it. */
export function onKernels(kernels: Kernels, question: Question, upstream: Tensor): Outcome {
  const { type, layer, shapes, out, specs } = planned(question)
  const { inputs, mode = 'test', seed = 0 } = question
  const output = zeros(outputShape(question))
  const [batch] = output.shape
  const pass = {
    kernels,
    inputs: inputs.map(single),
    output,
    params: eachOf(question.params, single),
    kept: allocateKept(type.keeps?.(layer, shapes, out) ?? [], batch, 'float32'),
    mode,
    random: forkRandom(seed, 'layer'),
    from: 0,
    to: batch,
  }
  type.forward(layer, pass)
  const dInputs = inputs.map(({ shape }) => zeros(shape))
  const dParams = Object.fromEntries(learned(specs).map(({ name, shape }) => [name, zeros(shape)]))
  type.backward(layer, { ...pass, dOutput: single(upstream), dInputs, dParams })
  return { output, dInputs, dParams }
}

export function inTensorFlow(question: Question, upstream: Tensor): Outcome {
  const { inputs, params } = question
  const names = learned(planned(question).specs).map(({ name }) => name)
  const given = [...inputs, ...names.map((name) => params[name])]
  const apply = (...tensors: tf.Tensor[]): tf.Tensor => {
    const values = names.map((name, i) => [name, tensors[inputs.length + i]] as const)
    return question.tensorflow(tensors.slice(0, inputs.length), Object.fromEntries(values))
  }
  tf.engine().startScope()
  const x = given.map(toTensorFlow)
  const output = fromTensorFlow(apply(...x))
  const gradients = tf.grads(apply)(x, toTensorFlow(upstream)).map(fromTensorFlow)
  tf.engine().endScope()
  return {
    output,
    dInputs: gradients.slice(0, inputs.length),
    dParams: Object.fromEntries(names.map((name, i) => [name, gradients[inputs.length + i]])),
  }
}

const toTensorFlow = ({ shape, data }: Tensor): tf.Tensor => tf.tensor(Float32Array.from(data), [...shape])
const fromTensorFlow = (value: tf.Tensor): Tensor => ({
  shape: value.shape,
  data: Float32Array.from(value.dataSync()),
})

const single = ({ shape, data }: Tensor): Tensor => ({ shape, data: Float32Array.from(data) })

const learned = (specs: readonly ParameterSpec[]) => specs.filter((spec) => spec.learned)

const eachOf = (tensors: Readonly<Record<string, Tensor>>, change: (tensor: Tensor) => Tensor) =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]))
