/** Every operator of the list of layers beside TensorFlow.js (forward and backward) and ONNX Runtime Web (forward). */
import { beforeAll, describe, expect, it } from 'vitest'
import { createKernels } from '../../engine/kernels/index'
import { layers, layerType } from '../../engine/layers/index'
import { createRandom } from '../../engine/random'
import type { Tensor } from '../../engine/tensor'
import { drawTensor } from '../engine/draw'
import * as tf from '../oracles/node_modules/@tensorflow/tfjs'
import { cases } from '../sample'
import { expectWithin } from './close'
import { runOnnx } from './onnx'
import { operators } from './operators/index'
import {
  inFloat64,
  inTensorFlow,
  type Outcome,
  onKernels,
  outputShape,
  sizesOfTerms,
} from './operators/outcome'
import type { Draw, Question } from './operators/question'

const [typescript, wasm] = [createKernels('typescript'), createKernels('wasm')]
const DRAWS = cases(30, 300)

interface Drawn {
  readonly question: Question
  readonly upstream: Tensor
  /** Of the reference in float64 and both fast kernel sets. */
  readonly found: readonly (readonly [way: string, Outcome])[]
  readonly sizes: Outcome
  readonly at: string
}

function drawn(draw: Draw, seed: number): Drawn {
  const random = createRandom(seed)
  const question = draw(random)
  const upstream = drawTensor(random, ...outputShape(question))
  const exact = inFloat64(question, upstream)
  return {
    question,
    upstream,
    found: [
      ['reference', exact],
      ['typescript', onKernels(typescript, question, upstream)],
      ['wasm', onKernels(wasm, question, upstream)],
    ],
    sizes: question.measure === 'largest' ? largestOf(exact) : sizesOfTerms(question, upstream),
    at: `seed ${seed} ${JSON.stringify(question.layer)} on ${question.inputs.map(({ shape }) => shape).join(' and ')}`,
  }
}

/** In place of every number the largest of its tensor. */
function largestOf({ output, dInputs, dParams }: Outcome): Outcome {
  const level = ({ shape, data }: Tensor): Tensor => ({
    shape,
    data: data.map((_, __, all) => Math.max(...Array.from(all, Math.abs))),
  })
  return {
    output: level(output),
    dInputs: dInputs.map(level),
    dParams: Object.fromEntries(Object.entries(dParams).map(([name, tensor]) => [name, level(tensor)])),
  }
}

function expectSame(found: Outcome, expected: Outcome, sizes: Outcome, at: string): void {
  expect(found.output.shape, at).toEqual(expected.output.shape)
  expectWithin(found.output.data, expected.output.data, sizes.output.data, `y, ${at}`)
  expected.dInputs.forEach((dx, i) => {
    expectWithin(found.dInputs[i].data, dx.data, sizes.dInputs[i].data, `dx${i}, ${at}`)
  })
  expect(Object.keys(found.dParams), at).toEqual(Object.keys(expected.dParams))
  for (const [name, gradient] of Object.entries(expected.dParams)) {
    expectWithin(found.dParams[name].data, gradient.data, sizes.dParams[name].data, `d${name}, ${at}`)
  }
}

beforeAll(() => tf.setBackend('cpu'))

describe.each(operators)('%s', { timeout: 300_000 }, (_name, draw) => {
  it('gives the numbers and the gradients of TensorFlow.js, in float64 and on each kernel set', () => {
    for (let seed = 0; seed < DRAWS; seed++) {
      const { question, upstream, found, sizes, at } = drawn(draw, seed)
      const expected = inTensorFlow(question, upstream)
      for (const [way, outcome] of found) expectSame(outcome, expected, sizes, `${way}, ${at}`)
    }
  })

  it.skipIf(draw(createRandom(0)).onnx === undefined)(
    'gives the numbers of ONNX Runtime, in float64 and on each kernel set',
    async () => {
      for (let seed = 1000; seed < 1000 + DRAWS; seed++) {
        const { question, found, sizes, at } = drawn(draw, seed)
        if (!question.onnx) continue
        const [y] = await runOnnx(question.onnx)
        const expected = question.fromOnnx?.(y.data) ?? y.data
        for (const [way, { output }] of found)
          expectWithin(output.data, expected, sizes.output.data, `${way}, ${at}`)
      }
    },
  )
})

it('both fast kernel sets are there, and every layer that can be run is asked', () => {
  expect([typescript.name, wasm.name]).toEqual(['typescript', 'wasm'])
  const asked = new Set(operators.map(([, draw]) => draw(createRandom(0)).layer.type))
  const runnable = layers.filter((layer) => !layerType(layer).planOnly).map(({ type }) => type)
  expect([...asked].sort()).toEqual([...runnable].sort())
})
