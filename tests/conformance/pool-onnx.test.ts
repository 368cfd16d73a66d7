/** Pooling beside ONNX Runtime Web: sizes, strides, four-sided padding, rounding and divisors over a seeded sample. */
import { expect, it } from 'vitest'
import { runLayer } from '../../engine/layers/alone/run-layer'
import type { PoolKind } from '../../engine/layers/layer'
import { createRandom } from '../../engine/random'
import type { Tensor } from '../../engine/tensor'
import { randomTensor } from '../engine/kernels/cases'
import { type DrawnPool, drawPoolWhere } from '../engine/layers/draw-pool'
import { cases } from '../sample'
import { expectClose } from './close'
import { runOnnx } from './onnx'

const KINDS: readonly PoolKind[] = ['max', 'avg', 'l2']
const OPERATORS = { max: 'MaxPool', avg: 'AveragePool', l2: 'LpPool' } as const
const ONLY = { max: {}, avg: {}, l2: { p: 2 } } as const

/** The runtime takes no padding as wide as the window. */
const isExpressible = ({ size, pad }: DrawnPool): boolean =>
  pad.every((cells, side) => cells < size[side % 2])

function attributesOf({ kind, size, stride, pad, rounding, countPad }: DrawnPool) {
  const shared = { kernel_shape: size, strides: stride, pads: pad, ceil_mode: rounding === 'ceil' ? 1 : 0 }
  return kind === 'avg' ? { ...shared, count_include_pad: countPad ? 1 : 0 } : { ...shared, ...ONLY[kind] }
}

/** ONNX counts a winner through the whole tensor, we within its plane. */
const throughAll = (switches: Int32Array, x: Tensor, y: Tensor): number[] => {
  const [plane, units] = [x.shape[2] * x.shape[3], y.shape[2] * y.shape[3]]
  return Array.from(switches, (winner, i) => Math.floor(i / units) * plane + winner)
}

it('pooling of every kind gives the numbers, the shapes and the winners of ONNX Runtime', {
  timeout: 300_000,
}, async () => {
  for (let seed = 0; seed < cases(60, 600); seed++) {
    const random = createRandom(seed)
    const { layer, input } = drawPoolWhere(random, KINDS, isExpressible)
    const x = randomTensor([1 + random.below(2), input.c, input.h, input.w], random, 'float32')
    const { output, switches } = runLayer(layer, { inputs: [x] })
    const [op, attributes] = [OPERATORS[layer.kind], attributesOf(layer)]
    const outputs = layer.kind === 'max' ? (['float32', 'int64'] as const) : (['float32'] as const)
    const [y, winners] = await runOnnx({ op, attributes, inputs: [x], outputs })
    const at = `seed ${seed} ${JSON.stringify(layer)} on ${x.shape}`
    expect(output.shape, at).toEqual(y.shape)
    expectClose(output.data, y.data, at)
    if (switches) expect(throughAll(switches, x, output), at).toEqual(winners.data)
  }
})

/** The runtime has GlobalLpPool up to this one. */
const opset = 21

it.each(KINDS)('global pooling of kind %s gives the numbers of ONNX Runtime', async (kind) => {
  for (let seed = 0; seed < cases(10, 100); seed++) {
    const random = createRandom(seed)
    const x = randomTensor([2, 3, 1 + random.below(9), 1 + random.below(9)], random, 'float32')
    const { output } = runLayer({ type: 'globalpool', kind }, { inputs: [x] })
    const op = `Global${OPERATORS[kind]}`
    const [y] = await runOnnx({ op, attributes: ONLY[kind], inputs: [x], opset })
    expect(output.shape).toEqual(y.shape)
    expectClose(output.data, y.data, `seed ${seed}, ${x.shape}`)
  }
})
