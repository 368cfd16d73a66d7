/** The conventions of layers and counts, sentence by sentence, through the public surface alone, on numbers a reader can check. */
import { describe, expect, it } from 'vitest'
import {
  chain,
  type LayerSpec,
  ledger,
  type NetworkSpec,
  plan,
  receptiveField,
  runLayer,
  SpecError,
  type Tensor,
  zooSpecs,
} from '../../engine/index'
import { numbersOf, tensor } from './tensors'

const single = ({ shape, data }: Tensor): Tensor => ({ shape, data: Float32Array.from(data) })
const row = (...numbers: number[]): Tensor => tensor([1, 1, 1, numbers.length], numbers)
const run = (layer: LayerSpec, x: Tensor, params?: Record<string, Tensor>) =>
  numbersOf(runLayer(layer, { inputs: [x], params }).output)

describe('a convolution', () => {
  const x = tensor([1, 1, 2, 3], [1, 2, 3, 4, 5, 6])
  const weights = tensor([1, 1, 1, 2], [10, 1])

  it('has stride 1, no padding, dilation 1, one group and biases where it does not say otherwise', () => {
    const params = { weights, biases: tensor([1], [100]) }
    expect(run({ type: 'conv', filters: 1, size: [1, 2] }, x, params)).toEqual([112, 123, 145, 156])
  })

  it.each([
    [1, 4, 4],
    [[0, 1], 2, 4],
    [[2, 1], 6, 4],
    [[1, 0, 0, 2], 3, 4],
  ] as const)('takes padding as one number, as [h, w] or on four sides: %j', (pad, h, w) => {
    const planned = plan(chain({ c: 1, h: 4, w: 4 }, { type: 'conv', filters: 1, size: 3, pad }))
    expect(planned.shapeOf('conv1')).toEqual({ c: 1, h, w })
    expect(planned.spec.nodes[0].layer).toMatchObject({ pad }) // as it was written
  })

  it('pads top, left, bottom, right, in this order', () => {
    const layer = { type: 'conv', filters: 1, size: [1, 2], bias: false } as const
    expect(run({ ...layer, pad: [0, 1, 0, 0] }, row(7, 8), { weights })).toEqual([7, 78])
    expect(run({ ...layer, pad: [0, 0, 0, 1] }, row(7, 8), { weights })).toEqual([78, 80])
    expect(run({ ...layer, pad: [0, 1] }, row(7, 8), { weights })).toEqual([7, 78, 80])
  })

  it('strides by axis, skips by its dilation and keeps groups apart, together', () => {
    const two = tensor([1, 2, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90])
    const layer = {
      type: 'conv',
      filters: 2,
      size: [2, 1],
      stride: [1, 2],
      dilation: [2, 1],
      groups: 2,
      bias: false,
    } as const
    const filters = { weights: tensor([2, 1, 2, 1], [1, 2, 1, -1]) }
    // Rows 0 and 2 of columns 0 and 2, in each channel by its own filter.
    expect(run(layer, two, filters)).toEqual([1 + 14, 3 + 18, 10 - 70, 30 - 90])
  })

  it('takes float32, gives float64, leaves what it is given, and has no gradient where none was asked for', () => {
    const params = { weights: single(weights), biases: single(tensor([1], [0])) }
    const given = single(x)
    const alone = runLayer({ type: 'conv', filters: 1, size: [1, 2] }, { inputs: [given], params })
    expect(alone.output.data).toBeInstanceOf(Float64Array)
    expect([alone.dInputs, alone.dParams, alone.switches, alone.state]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    const upstream = single(tensor([1, 1, 2, 2], [1, 0, 0, 1]))
    const { dInputs, dParams } = runLayer(
      { type: 'conv', filters: 1, size: [1, 2] },
      { inputs: [given], params, upstream },
    )
    expect(numbersOf(dInputs?.[0])).toEqual([10, 1, 0, 0, 10, 1])
    expect(numbersOf(dParams?.weights)).toEqual([1 + 5, 2 + 6])
    expect(numbersOf(dParams?.biases)).toEqual([2])
    expect(numbersOf(given)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('sums the gradients of its parameters over a batch', () => {
    const inputs = [tensor([2, 1, 1, 1], [3, 5])]
    const params = { weights: tensor([1, 1, 1, 1], [2]), biases: tensor([1], [0]) }
    const upstream = tensor([2, 1, 1, 1], [1, 10])
    const { dParams, dInputs } = runLayer({ type: 'conv', filters: 1, size: 1 }, { inputs, params, upstream })
    expect([numbersOf(dParams?.weights), numbersOf(dParams?.biases)]).toEqual([[53], [11]])
    expect(numbersOf(dInputs?.[0])).toEqual([2, 20])
  })
})

it('a locally connected layer has filters by place, [oh][ow][out][in][fh][fw], and biases [out][oh][ow]', () => {
  const params = {
    weights: tensor([1, 2, 2, 1, 1, 1], [1, 2, 3, 4]),
    biases: tensor([2, 1, 2], [10, 20, 30, 40]),
  }
  // Filter 0 at places 0 and 1 has weights 1 and 3, filter 1 has 2 and 4.
  expect(run({ type: 'local', filters: 2, size: 1 }, row(1, 1), params)).toEqual([11, 23, 32, 44])
})

describe('pooling', () => {
  it('strides by its size where it says nothing, also by axis', () => {
    const x = tensor([1, 1, 2, 6], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(run({ type: 'pool', size: [1, 3] }, x)).toEqual([3, 6, 9, 12])
    expect(run({ type: 'pool', size: [2, 3], stride: [1, 1] }, x)).toEqual([9, 10, 11, 12])
  })

  it('gives a tie to the first in row-major order, whose place is that in the unpadded plane', () => {
    const inputs = [tensor([1, 1, 2, 2], [5, 5, 5, 5])]
    const layer = { type: 'pool', size: 2, stride: 1, pad: [1, 1, 1, 1] } as const
    const { switches } = runLayer(layer, { inputs })
    expect([...(switches ?? [])]).toEqual([0, 0, 1, 0, 0, 1, 2, 2, 3])
  })

  it('lets no padding win over negative numbers, and adds none to a sum', () => {
    const x = row(-3, -4)
    expect(run({ type: 'pool', size: [1, 2], stride: 1, pad: [0, 1, 0, 1] }, x)).toEqual([-3, -3, -4])
    expect(run({ type: 'pool', kind: 'avg', size: [1, 2], stride: 1, pad: [0, 1, 0, 1] }, x)).toEqual([
      -3, -3.5, -4,
    ])
    const counted = {
      type: 'pool',
      kind: 'avg',
      size: [1, 2],
      stride: 1,
      pad: [0, 1],
      countPad: true,
    } as const
    expect(run(counted, x)).toEqual([-1.5, -3.5, -2])
    expect(run({ type: 'pool', kind: 'l2', size: [1, 2], stride: 1, pad: [0, 1] }, x)).toEqual([3, 5, 4])
  })

  it('rounded up drops a last window that would start in the far padding', () => {
    // (3 − 2 + 2)/2 + 1 = 2.5: a third window would start at cell 3, which is padding.
    expect(
      run({ type: 'pool', size: [1, 2], stride: [1, 2], pad: [0, 1], rounding: 'ceil' }, row(1, 2, 3)),
    ).toEqual([1, 3])
    // (4 − 3)/2 + 1 = 1.5: the second starts at cell 2 and is cut at the edge.
    const up = { type: 'pool', kind: 'avg', size: [1, 3], stride: [1, 2], rounding: 'ceil' } as const
    expect(run(up, row(1, 2, 3, 4))).toEqual([2, 3.5])
    expect(run({ ...up, countPad: true }, row(1, 2, 3, 4))).toEqual([2, 3.5])
    expect(run({ ...up, rounding: 'floor' }, row(1, 2, 3, 4))).toEqual([2])
    expect(() => run({ ...up, rounding: 'exact' }, row(1, 2, 3, 4))).toThrow(SpecError)
  })

  it('with countPad divides by cells up to the padded edge, along the rows as along the columns', () => {
    // Windows −1 … 1, 1 … 3 and 3 … 5, of which 5 lies beyond the edge.
    const up = { type: 'pool', kind: 'avg', rounding: 'ceil', countPad: true } as const
    const across = { ...up, size: [1, 3], stride: [1, 2], pad: [0, 1] } as const
    const down = { ...up, size: [3, 1], stride: [2, 1], pad: [1, 0] } as const
    expect(run(across, row(2, 4, 6, 8))).toEqual([2, 6, 4])
    expect(run(down, tensor([1, 1, 4, 1], [2, 4, 6, 8]))).toEqual([2, 6, 4])
  })

  it('takes padding wider than half the window, and refuses a window wholly in it', () => {
    expect(run({ type: 'pool', size: [1, 3], stride: [1, 3], pad: [0, 2] }, row(1, 2))).toEqual([1, 2])
    expect(() => run({ type: 'pool', size: [1, 3], stride: 1, pad: [0, 3] }, row(1, 2))).toThrow(SpecError)
  })

  it('of L2 has length √Σx² and gradient x/y, 0 at 0; over a whole map likewise', () => {
    const inputs = [tensor([1, 2, 1, 2], [3, 4, 0, 0])]
    const upstream = tensor([1, 2, 1, 1], [10, 10])
    for (const layer of [
      { type: 'pool', kind: 'l2', size: [1, 2] },
      { type: 'globalpool', kind: 'l2' },
    ] as const) {
      const { output, dInputs } = runLayer(layer, { inputs, upstream })
      expect(numbersOf(output)).toEqual([5, 0])
      expect(numbersOf(dInputs?.[0])).toEqual([6, 8, 0, 0])
    }
  })
})

describe('the other layers', () => {
  it('fc reads a volume channel by channel, row by row, and gives [n][units][1][1]', () => {
    const x = tensor([2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    const params = { weights: tensor([1, 4], [1, 10, 100, 1000]) }
    const { output } = runLayer({ type: 'fc', units: 1, bias: false }, { inputs: [x], params })
    expect([output.shape, numbersOf(output)]).toEqual([
      [2, 1, 1, 1],
      [4321, 8765],
    ])
  })

  it('softmax shares over the channels of each place', () => {
    const x = tensor([1, 2, 1, 2], [0, Math.log(3), 0, 0])
    const y = run({ type: 'softmax' }, x)
    for (const [i, share] of [0.5, 0.75, 0.5, 0.25].entries()) expect(y[i]).toBeCloseTo(share, 12)
  })

  it('dropout draws by its seed while training, divides by 1 − rate and sends the gradient the same way', () => {
    const inputs = [tensor([1, 1, 1, 64], new Array(64).fill(3))]
    const layer = { type: 'dropout', rate: 0.25 } as const
    const trained = {
      inputs,
      mode: 'train',
      seed: 5,
      upstream: tensor([1, 1, 1, 64], new Array(64).fill(3)),
    } as const
    const { output, dInputs } = runLayer(layer, trained)
    expect([...new Set(numbersOf(output))].toSorted()).toEqual([0, 4])
    expect(numbersOf(dInputs?.[0])).toEqual(numbersOf(output))
    expect(numbersOf(runLayer(layer, trained).output)).toEqual(numbersOf(output))
    expect(numbersOf(runLayer(layer, { ...trained, seed: 6 }).output)).not.toEqual(numbersOf(output))
    expect(run(layer, inputs[0])).toEqual(numbersOf(inputs[0]))
  })

  it('batch norm has its defaults where parameters of its state are left out, and ε of 0', () => {
    const params = { gamma: tensor([1], [1]), beta: tensor([1], [0]) }
    const inputs = [tensor([2, 1, 1, 2], [1, 3, 1, 3])]
    const { output, state } = runLayer({ type: 'batchnorm', epsilon: 0 }, { inputs, params, mode: 'train' })
    expect(numbersOf(output)).toEqual([-1, 1, -1, 1])
    expect(state?.runningMean.data[0]).toBeCloseTo(0.1 * 2, 12)
    expect(state?.runningVariance.data[0]).toBeCloseTo(0.9 + (0.1 * 4) / 3, 12)
    const running = { runningMean: tensor([1], [1]), runningVariance: tensor([1], [4]) }
    expect(run({ type: 'batchnorm', epsilon: 0 }, row(5), { ...params, ...running })).toEqual([2])
    expect(running.runningMean.data[0]).toBe(1)
  })

  it('local response normalisation reads channels i − ⌊n/2⌋ … i + ⌊(n − 1)/2⌋, α over n', () => {
    const x = tensor([1, 4, 1, 1], [1, 1, 1, 1])
    const y = run({ type: 'lrn', size: 4, alpha: 4, beta: 1, k: 1 }, x)
    // Two before, itself and one after, where they exist: 2, 3, 4 and 3 squares.
    expect(y).toEqual([1 / 3, 1 / 4, 1 / 5, 1 / 4])
  })

  it('tanh has two factors, leaky ReLU a slope, sigmoid none', () => {
    expect(run({ type: 'tanh', outer: 2, inner: 3 }, row(0.1))).toEqual([2 * Math.tanh(3 * 0.1)])
    expect(run({ type: 'leakyrelu', slope: 0.5 }, row(-4, 4))).toEqual([-2, 4])
    expect(run({ type: 'sigmoid' }, row(0))).toEqual([0.5])
  })

  it('concat puts channels one behind the other, image by image; flatten keeps their order', () => {
    const inputs = [tensor([2, 1, 1, 1], [1, 2]), tensor([2, 2, 1, 1], [3, 4, 5, 6])]
    const upstream = tensor([2, 3, 1, 1], [1, 2, 3, 4, 5, 6])
    const { output, dInputs } = runLayer({ type: 'concat' }, { inputs, upstream })
    expect(numbersOf(output)).toEqual([1, 3, 4, 2, 5, 6])
    expect(dInputs?.map(numbersOf)).toEqual([
      [1, 4],
      [2, 3, 5, 6],
    ])
    expect(
      runLayer({ type: 'flatten' }, { inputs: [tensor([1, 2, 1, 2], [1, 2, 3, 4])] }).output.shape,
    ).toEqual([1, 4, 1, 1])
  })

  it.each<[string, LayerSpec, readonly Tensor[]]>([
    ['an input of another rank', { type: 'relu' }, [tensor([2, 2], [1, 2, 3, 4])]],
    ['two batches of another size', { type: 'add' }, [row(1), tensor([2, 1, 1, 1], [1, 2])]],
    ['one input where two are added', { type: 'add' }, [row(1)]],
    ['two inputs where one is read', { type: 'relu' }, [row(1), row(1)]],
    ['no input', { type: 'relu' }, []],
    ['one number per channel to train on', { type: 'batchnorm' }, [row(1)]],
  ])('refuse %s', (_what, layer, inputs) => {
    const norm = { gamma: tensor([1], [1]), beta: tensor([1], [0]) }
    const params = layer.type === 'batchnorm' ? norm : undefined
    expect(() => runLayer(layer, { inputs, params, mode: 'train' })).toThrow(SpecError)
  })

  it('refuse an upstream of another shape', () => {
    expect(() => runLayer({ type: 'relu' }, { inputs: [row(1, 2)], upstream: row(1) })).toThrow(SpecError)
  })
})

describe('what is counted', () => {
  const input = { c: 2, h: 5, w: 5 }

  it('connections are units × window × channels, padding included; biases are parameters and no multiply-adds', () => {
    const { nodes } = ledger(
      plan(
        chain(
          input,
          { type: 'conv', filters: 3, size: 3, pad: 1 },
          { type: 'pool', size: 3, stride: 2, pad: 1 },
          { type: 'batchnorm' },
          { type: 'local', filters: 1, size: 2, stride: 1 },
          { type: 'fc', units: 4 },
        ),
      ),
    )
    expect(
      nodes.map(({ neurons, parameters, connections, macs }) => [neurons, parameters, connections, macs]),
    ).toEqual([
      [75, 57, 75 * 18, 75 * 18],
      [27, 0, 27 * 9, 0],
      [27, 6, 27, 0],
      [4, 4 * 13, 4 * 12, 4 * 12],
      [4, 20, 16, 16],
    ])
  })

  it('in place ReLU, dropout, softmax and flatten are free, other activation functions are not', () => {
    const counted = (layer: LayerSpec) =>
      ledger(plan(chain(input, layer)), { inPlace: true }).totals.activations - 50
    for (const type of ['relu', 'softmax', 'flatten'] as const) expect(counted({ type }), type).toBe(0)
    expect(counted({ type: 'dropout', rate: 0.5 })).toBe(0)
    for (const type of ['sigmoid', 'tanh', 'leakyrelu'] as const) expect(counted({ type }), type).toBe(50)
  })

  it('every network is known by its name', () => {
    const names =
      'lenet5-1998 lenet5 alexnet alexnet-ungrouped alexnet-224 zfnet zfnet-wide googlenet googlenet-heads vgg11 vgg13 vgg16 vgg19 vgg16-conv resnet18 resnet34 resnet50 resnet101 resnet152 resnet50-v1 resnet101-v1 resnet152-v1 cs231n convnetjs-cifar10 convnetjs-mnist linear all-conv'
    for (const name of names.split(' ')) {
      const { spec } = zooSpecs.get(name) ?? expect.fail(name)
      expect(ledger(plan(spec), { batch: 2, optimiser: 'adam' }).totals.parameters, name).toBeGreaterThan(0)
    }
  })
})

it('a receptive field takes the hull of branches, counts a dilated filter by its span and FC as a window as large as its input', () => {
  const spec: NetworkSpec = {
    version: 1,
    input: { c: 1, h: 8, w: 6 },
    nodes: [
      {
        id: 'wide',
        from: ['input'],
        layer: { type: 'conv', filters: 1, size: [3, 1], dilation: [2, 1], pad: [2, 0] },
      },
      { id: 'narrow', from: ['input'], layer: { type: 'conv', filters: 1, size: [1, 3], pad: [0, 1] } },
      { id: 'sum', from: ['wide', 'narrow'], layer: { type: 'add' } },
      { id: 'pool', from: ['sum'], layer: { type: 'pool', size: 2 } },
      { id: 'fc', from: ['pool'], layer: { type: 'fc', units: 1 } },
    ],
  }
  const planned = plan(spec)
  expect(receptiveField(planned, 'sum')).toEqual({
    size: [5, 3],
    jump: [1, 1],
    start: [-2, -1],
    centre: [0, 0],
  })
  expect(receptiveField(planned, 'pool')).toEqual({
    size: [6, 4],
    jump: [2, 2],
    start: [-2, -1],
    centre: [0.5, 0.5],
  })
  expect(receptiveField(planned, 'fc')).toMatchObject({ size: [6 + 3 * 2, 4 + 2 * 2], start: [-2, -1] })
  expect(receptiveField(planned, 'fc', 'pool')).toMatchObject({ size: [4, 3] })
  expect(receptiveField(planned, 'wide', 'narrow')).toBeNull()
  expect(() => receptiveField(planned, 'none')).toThrow(SpecError)
})
