/** Pooling beside TensorFlow.js on its CPU backend, where it has a word for the case; forward, and the gradient. */
import { expect, it } from 'vitest'
import { runLayer } from '../../engine/layers/run-layer'
import { createRandom } from '../../engine/random'
import type { Tensor } from '../../engine/tensor'
import { randomTensor } from '../engine/kernels/cases'
import { type DrawnPool, drawPoolWhere } from '../engine/layers/draw-pool'
import * as tf from '../oracles/node_modules/@tensorflow/tfjs'
import { cases } from '../sample'
import { expectClose } from './close'

await tf.setBackend('cpu')

/** TensorFlow never counts the padding, and rounds up without dropping a window that starts in it. */
const isExpressible = ({ rounding, countPad }: DrawnPool): boolean => rounding !== 'ceil' && !countPad

function poolOf({ kind, size, stride, pad: [top, left, bottom, right], rounding }: DrawnPool) {
  const sides: Sides = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]
  const mode = rounding === 'floor' ? 'floor' : undefined
  const pool = kind === 'max' ? tf.maxPool : tf.avgPool
  return (x: tf.Tensor) => pool(x as tf.Tensor4D, [...size], [...stride], sides, mode)
}
type Sides = [[number, number], [number, number], [number, number], [number, number]]

/** Channels last, as TensorFlow has them. */
const channelsLast = ({ shape: [n, c, h, w], data }: Tensor): tf.Tensor4D =>
  tf.transpose(tf.tensor4d(Float32Array.from(data), [n, c, h, w]), [0, 2, 3, 1])
const planar = (y: tf.Tensor) => tf.transpose(y, [0, 3, 1, 2])

/** TensorFlow's gradient knows no rounding, and that of its mean divides by the whole window at the borders, too. */
const hasGradient = ({ kind, pad, rounding }: DrawnPool): boolean =>
  rounding === 'exact' && (kind === 'max' || pad.every((cells) => cells === 0))

it('pooling gives the numbers, shapes and gradients of TensorFlow.js', { timeout: 300_000 }, () => {
  let gradients = 0
  for (let seed = 0; seed < cases(300, 3000); seed++) {
    const random = createRandom(seed)
    const { layer, input, out } = drawPoolWhere(random, ['max', 'avg'], isExpressible)
    const x = randomTensor([1 + random.below(2), input.c, input.h, input.w], random, 'float32')
    const upstream = randomTensor([x.shape[0], out.c, out.h, out.w], random, 'float32')
    const { output, dInputs } = runLayer(layer, { inputs: [x], upstream })
    const at = `seed ${seed} ${JSON.stringify(layer)} on ${x.shape}`
    tf.tidy(() => {
      const pool = poolOf(layer)
      const y = planar(pool(channelsLast(x)))
      expect(output.shape, at).toEqual(y.shape)
      expectClose(output.data, y.dataSync(), at)
      if (!hasGradient(layer)) return
      const dx = tf.grad(pool)(channelsLast(x), channelsLast(upstream))
      expectClose(dInputs?.[0].data ?? [], planar(dx).dataSync(), `dx, ${at}`)
      gradients++
    })
  }
  expect(gradients).toBeGreaterThan(20)
})
