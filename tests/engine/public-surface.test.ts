/** Each function of the engine's public surface once, called as other people's code calls it, on numbers a reader can check. */
import { describe, expect, it } from 'vitest'
import {
  chain,
  col2im,
  convToFc,
  fcToConv,
  hinge,
  im2col,
  type LayerSpec,
  ledger,
  lint,
  type NetworkSpec,
  parsePattern,
  plan,
  printPattern,
  receptiveField,
  runLayer,
  SpecError,
  softmaxCrossEntropy,
  squaredError,
  toFullyConvolutional,
} from '../../engine/index'
import { tensor } from './tensors'

const input = { c: 1, h: 4, w: 4 }
const small = chain(input, { type: 'conv', filters: 2, size: 3 }, { type: 'relu' }, { type: 'fc', units: 3 })

/** A refusal with its code, a sentence in both languages and a list of changes. */
function refusal(work: () => unknown): SpecError {
  try {
    work()
  } catch (error) {
    if (!(error instanceof SpecError)) throw error
    expect(error.text.en.length * error.text.zh.length).toBeGreaterThan(0)
    return error
  }
  return expect.fail('nothing was refused')
}

describe('plan, chain and ledger', () => {
  it('give shapes and counts', () => {
    const { nodes, parameterCount, outputs } = plan(small)
    expect(nodes.map(({ id, out }) => [id, out.c, out.h, out.w])).toEqual([
      ['conv1', 2, 2, 2],
      ['relu1', 2, 2, 2],
      ['fc1', 3, 1, 1],
    ])
    expect(parameterCount).toBe(2 * (9 + 1) + 3 * (8 + 1))
    expect(outputs).toEqual(['fc1'])
  })

  it('count in place or node by node, for training or a test run', () => {
    const planned = plan(small)
    expect(ledger(planned).totals).toMatchObject({
      parameters: 47,
      macs: 8 * 9 + 24,
      activations: 16 + 8 + 8 + 3,
    })
    const options = { batch: 2, mode: 'test', inPlace: true, optimiser: 'adam', bytesPerNumber: 8 } as const
    expect(ledger(planned, options).totals).toMatchObject({
      activations: 16 + 8 + 3,
      activationBytes: 27 * 2 * 8,
    })
  })

  it('refuse a fraction with a change that fits', () => {
    const { code, fixes } = refusal(() =>
      plan(chain(input, { type: 'conv', filters: 1, size: 3, stride: 2 })),
    )
    expect(code).toBe('does-not-fit')
    expect(fixes.length).toBeGreaterThan(0)
  })

  it.each<[string, LayerSpec, string]>([
    ['a filter larger than its input', { type: 'conv', filters: 1, size: 5 }, 'window-too-large'],
    ['a window wholly in the padding', { type: 'pool', size: 2, pad: 2 }, 'window-in-padding'],
    ['groups that do not divide', { type: 'conv', filters: 4, size: 1, groups: 2 }, 'out-of-range'],
  ])('refuse %s', (_name, layer, code) => {
    expect(refusal(() => plan(chain(input, layer))).code).toBe(code)
  })
})

describe('receptiveField', () => {
  it('has size, jump, start and centre for each axis; null where no path leads', () => {
    const spec = chain(
      { c: 1, h: 9, w: 9 },
      { type: 'conv', filters: 1, size: 3, pad: 1 },
      { type: 'pool', size: 3 },
    )
    const planned = plan(spec)
    expect(receptiveField(planned, 'pool1')).toEqual({
      size: [5, 5],
      jump: [3, 3],
      start: [-1, -1],
      centre: [1, 1],
    })
    expect(receptiveField(planned, 'pool1', 'conv1')).toMatchObject({ size: [3, 3], start: [0, 0] })
    expect(receptiveField(planned, 'conv1', 'pool1')).toBeNull()
  })
})

describe('patterns and advice', () => {
  const text = 'INPUT → [[CONV → RELU]*N → POOL?]*M → [FC → RELU]*K → FC'

  it('repeat as they are told, and come back as they were written', () => {
    const spec = parsePattern(text, { c: 3, h: 32, w: 32 }, { N: 2, M: 2, K: 1, pool: true, classes: 7 })
    expect(spec.nodes.map(({ layer }) => layer.type)).toEqual([
      ...['conv', 'relu', 'conv', 'relu', 'pool', 'conv', 'relu', 'conv', 'relu', 'pool'],
      ...['fc', 'relu', 'fc'],
    ])
    expect(plan(spec).shapeOf('fc2').c).toBe(7)
    const again = parsePattern(printPattern(spec), spec.input)
    expect(plan(again).spec.nodes).toEqual(plan(spec).spec.nodes)
  })

  it('with no repetition at all are a linear classifier', () => {
    const spec = parsePattern(text, input, { N: 0, M: 0, K: 0, pool: false, classes: 10 })
    expect(spec.nodes.map(({ layer }) => layer.type)).toEqual(['fc'])
  })

  it('lint gives a list, in both languages', () => {
    for (const { text } of lint(
      chain({ c: 3, h: 30, w: 30 }, { type: 'conv', filters: 8, size: 7, stride: 1 }),
    ))
      expect([text.en, text.zh].every((sentence) => sentence.length > 0)).toBe(true)
    expect(Array.isArray(lint(small))).toBe(true)
  })
})

describe('one layer written as another', () => {
  const shape = { c: 1, h: 1, w: 2 }
  const x = tensor([1, 1, 1, 2], [3, 5])

  it('fcToConv and convToFc keep the numbers', () => {
    const params = { weights: tensor([2, 2], [1, 2, 3, 4]), biases: tensor([2], [10, 20]) }
    const conv = fcToConv({ type: 'fc', units: 2 }, shape, params)
    expect([...runLayer(conv.layer, { inputs: [x], params: conv.params }).output.data]).toEqual([23, 49])
    const filters = { weights: tensor([1, 1, 1, 1], [2]), biases: tensor([1], [1]) }
    const fc = convToFc({ type: 'conv', filters: 1, size: 1 }, shape, filters)
    expect([...(fc.params?.weights.data ?? [])]).toEqual([2, 0, 0, 2])
    expect([...runLayer(fc.layer, { inputs: [x], params: fc.params }).output.data]).toEqual([7, 11])
  })

  it('toFullyConvolutional turns every fc into a convolution, with its weights', () => {
    const weights = { 'fc1.weights': tensor([3, 8], new Array(24).fill(1)) }
    const found = toFullyConvolutional(small, weights)
    expect(found.spec.nodes[2].layer).toMatchObject({ type: 'conv', filters: 3, size: 2 })
    expect(found.weights?.get('fc1.weights')?.shape).toEqual([3, 2, 2, 2])
  })

  it('im2col writes windows as columns, col2im adds them up again', () => {
    const cols = im2col(tensor([1, 1, 1, 3], [1, 2, 3]), { size: [1, 2] })
    expect([cols.shape, [...cols.data]]).toEqual([
      [1, 2, 2],
      [1, 2, 2, 3],
    ])
    expect([...col2im(cols, [1, 1, 1, 3], { size: [1, 2] }).data]).toEqual([1, 4, 3])
  })
})

describe('runLayer', () => {
  it('gives the winners of max pooling with or without a gradient, within the unpadded plane', () => {
    const inputs = [tensor([1, 2, 2, 2], [1, 9, 9, 2, 0, 0, 0, 0])]
    const layer: LayerSpec = { type: 'pool', size: 2 }
    expect([...(runLayer(layer, { inputs }).switches ?? [])]).toEqual([1, 0])
    const { dInputs } = runLayer(layer, { inputs, upstream: tensor([1, 2, 1, 1], [5, 7]) })
    expect([...(dInputs?.[0].data ?? [])]).toEqual([0, 5, 0, 0, 7, 0, 0, 0])
  })

  it('moves the running statistics of batch norm in training: one image of 2×2, biased within, unbiased in the state', () => {
    const inputs = [tensor([1, 1, 2, 2], [1, 1, 3, 3])]
    const params = { gamma: tensor([1], [2]), beta: tensor([1], [10]) }
    const layer: LayerSpec = { type: 'batchnorm', momentum: 0.5, epsilon: 1e-12 }
    const { output, state } = runLayer(layer, { inputs, params, mode: 'train' })
    for (const [i, y] of [8, 8, 12, 12].entries()) expect(output.data[i]).toBeCloseTo(y, 9)
    expect(state?.runningMean.data[0]).toBe(1)
    expect(state?.runningVariance.data[0]).toBeCloseTo(0.5 + (0.5 * 4) / 3, 12)
    expect(runLayer(layer, { inputs, params }).state).toBeUndefined()
    const one = { inputs: [tensor([1, 1, 1, 1], [1])], params, mode: 'train' } as const
    expect(refusal(() => runLayer(layer, one)).code).toBe('batch-too-small')
  })

  it('divides averages by the cells that count, also at the edges and rounded up', () => {
    const inputs = [tensor([1, 1, 1, 4], [2, 4, 6, 8])]
    const layer = {
      type: 'pool',
      kind: 'avg',
      size: [1, 3],
      stride: [1, 2],
      pad: [0, 1, 0, 1],
      rounding: 'ceil',
    } as const
    // Windows −1 … 1, 1 … 3, and 3 … 5: cell 3 on the picture, 4 in the padding, 5 beyond it.
    expect([...runLayer(layer, { inputs }).output.data]).toEqual([3, 6, 8])
    expect([...runLayer({ ...layer, countPad: true }, { inputs }).output.data]).toEqual([2, 6, 4])
  })

  it('adds three inputs, keeps all at dropout rate 0, and normalises the first and the last channel', () => {
    const inputs = [1, 2, 3].map((value) => tensor([2, 1, 1, 1], [value, 10 * value]))
    expect([...runLayer({ type: 'add' }, { inputs }).output.data]).toEqual([6, 60])
    const dropped = runLayer({ type: 'dropout', rate: 0 }, { inputs: [inputs[0]], mode: 'train', seed: 3 })
    expect([...dropped.output.data]).toEqual([1, 10])
    const lrn: LayerSpec = { type: 'lrn', size: 2, alpha: 2, beta: 1, k: 1 }
    const { output } = runLayer(lrn, { inputs: [tensor([1, 3, 1, 1], [1, 2, 3])] })
    expect([...output.data]).toEqual([1 / 2, 2 / 6, 3 / 14])
  })

  it('a layer that can only be planned is refused, not run', () => {
    const inputs = [tensor([1, 1, 2, 2], [1, 2, 3, 4])]
    const params = { weights: tensor([1], [1]), biases: tensor([1], [0]) }
    expect(refusal(() => runLayer({ type: 'subsample', size: 2 }, { inputs, params })).code).toBe('plan-only')
  })
})

describe('losses', () => {
  it('are means over the images, also of scores whose exponentials no number holds', () => {
    const scores = tensor([2, 2, 1, 1], [0, -1000, 0, 0])
    const { loss, dScores } = softmaxCrossEntropy(scores, [1, 0])
    expect(loss).toBeCloseTo((1000 + Math.LN2) / 2, 12)
    expect([...dScores.data]).toEqual([0.5, -0.5, -0.25, 0.25])
    expect(softmaxCrossEntropy(tensor([1, 1, 1, 1], [-1000]), [0]).loss).toBe(0)
    expect(hinge(scores, [1, 0]).loss).toBe((1001 + 1) / 2)
    expect(squaredError(tensor([2, 1, 1, 1], [1, 3]), tensor([2, 1, 1, 1], [0, 0])).loss).toBe((1 + 9) / 4)
  })
})

it('a spec is JSON: it survives the round trip', () => {
  const again: NetworkSpec = JSON.parse(JSON.stringify(small))
  expect(plan(again).spec).toEqual(plan(small).spec)
})
