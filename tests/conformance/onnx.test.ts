import { describe, expect, it } from 'vitest'
import { runOnnx } from './onnx'

const x = { shape: [1, 1, 2, 3], data: [1, 2, 3, 4, 5, 7] }

describe('one operator of ONNX', () => {
  it('takes attributes of every kind', async () => {
    const [relu] = await runOnnx({
      op: 'LeakyRelu',
      attributes: { alpha: { float: 0.5 } },
      inputs: [{ shape: [2], data: [-3, 3] }],
    })
    expect(relu.data).toEqual([-1.5, 3])
    const attributes = { kernel_shape: [2, 2], auto_pad: 'VALID', count_include_pad: 1 }
    const [mean] = await runOnnx({ op: 'AveragePool', attributes, inputs: [x] })
    expect(mean).toEqual({ shape: [1, 1, 1, 2], data: [3, 4.25] })
  })

  it('gives its further outputs, and does without an input that is left out', async () => {
    const [, at] = await runOnnx({
      op: 'MaxPool',
      attributes: { kernel_shape: [2, 2] },
      inputs: [x],
      outputs: ['float32', 'int64'],
    })
    expect(at.data).toEqual([4, 5])
    const [clipped] = await runOnnx({ op: 'Clip', inputs: [x, null, { shape: [], data: [3] }] })
    expect(clipped.data).toEqual([1, 2, 3, 3, 3, 3])
  })

  it('is rejected where the runtime refuses', async () => {
    await expect(
      runOnnx({ op: 'MaxPool', attributes: { kernel_shape: [2, -1] }, inputs: [x] }),
    ).rejects.toThrow()
  })
})
