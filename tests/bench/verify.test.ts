import { expect, it } from 'vitest'
import { createNetwork, type NetworkSpec } from '../../engine/index'
import { residual, specOf } from './networks'
import { trainConvnetjs } from './peers/convnetjs'
import { convolveByConvnetjs, convolveByConvscope, convolveByTensorflow } from './peers/convolution'
import { forwardConvscope, trainConvscope } from './peers/convscope'
import { forwardOnnx } from './peers/onnx'
import { trainTensorflow } from './peers/tensorflow'
import { createTask, noise } from './task'
import { checkConvolution, checkForward, checkTraining } from './verify'

const task = createTask(specOf('convnetjs-mnist'), 3)

it.each(['built in', 'rewritten'] as const)(
  'finds that TensorFlow.js does, with its gradient of max pooling %s',
  async (pooling) => {
    const peer = await trainTensorflow(task, pooling)
    await checkTraining(trainConvscope(task, 'wasm'), peer, task.params)
  },
)

it('finds that ONNX Runtime sees the same in a picture', async () => {
  await checkForward(forwardConvscope(task, 'wasm'), await forwardOnnx(task))
})

it('finds all of them alike on a network with shortcuts, strides and batch normalisation', async () => {
  const task = createTask(residual, 3)
  await checkTraining(trainConvscope(task, 'wasm'), await trainTensorflow(task), task.params)
  await checkForward(forwardConvscope(task, 'wasm'), await forwardOnnx(task))
})

it('refuses an engine that sees something else', async () => {
  const wrong = { name: 'wrong', forward: () => new Float32Array(30).fill(0.1) }
  await expect(checkForward(forwardConvscope(task, 'wasm'), wrong)).rejects.toThrow('wrong, output')
})

it('finds that ConvNetJS takes the same step from the same weights', async () => {
  await checkTraining(trainConvscope(task, 'wasm'), await trainConvnetjs(task), task.params)
})

it('refuses an engine whose weights moved elsewhere', async () => {
  const peer = await trainConvnetjs(task)
  const wrong = { ...peer, parameters: () => task.params }
  await expect(checkTraining(trainConvscope(task, 'wasm'), wrong, task.params)).rejects.toThrow('change of')
})

it('refuses an engine that computes another loss', async () => {
  const wrong = { ...(await trainConvnetjs(task)), step: () => 1 }
  await expect(checkTraining(trainConvscope(task, 'wasm'), wrong, task.params)).rejects.toThrow('loss')
})

it('finds that all three convolve alike, forward and backward, and refuses one that does not', async () => {
  const layer = { type: 'conv', filters: 5, size: 3, pad: 1 } as const
  const spec: NetworkSpec = {
    version: 1,
    input: { c: 4, h: 6, w: 7 },
    nodes: [{ id: 'conv1', from: ['input'], layer }],
  }
  const params = createNetwork(spec, { seed: 1 }).parameters()
  const convolution = { spec, params, x: noise([1, 4, 6, 7], 1), dy: noise([1, 5, 6, 7], 2) }
  const ours = convolveByConvscope(convolution)
  checkConvolution(ours, await convolveByTensorflow(convolution))
  const convnetjs = await convolveByConvnetjs(convolution)
  checkConvolution(ours, convnetjs)
  const [y, dX, dW] = convnetjs.results()
  const wrong = { ...convnetjs, results: () => [y, dX, Array.from(dW, (value) => -value)] }
  expect(() => checkConvolution(ours, wrong)).toThrow('ConvNetJS, dW')
})
