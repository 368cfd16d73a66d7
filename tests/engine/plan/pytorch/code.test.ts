import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { type LayerSpec, layers } from '../../../../engine/layers/index'
import { chain } from '../../../../engine/plan/chain'
import { pyTorchCode } from '../../../../engine/plan/pytorch/code'
import { pyNames } from '../../../../engine/plan/pytorch/python'
import { SpecError } from '../../../../engine/shape'
import type { NetworkSpec, NodeSpec } from '../../../../engine/spec'
import { zoo } from '../../../../engine/zoo/index'
import { zooSpecs } from '../../../../engine/zoo/specs'

const input = { c: 3, h: 32, w: 32 }
const relu: LayerSpec = { type: 'relu' }

/** The lines of a chain's nn.Sequential. */
const lines = (...list: readonly LayerSpec[]): string[] =>
  pyTorchCode(chain(input, ...list))
    .split('\n')
    .filter((line) => line.startsWith('            '))
    .map((line) => line.trim())

const conv = (settings: object): LayerSpec => ({ type: 'conv', filters: 8, size: 3, ...settings })
const pool = (settings: object): LayerSpec => ({ type: 'pool', size: 2, ...settings })

/** Every layer of the list by its examples, each with inputs made for it. */
const examples = layers.flatMap((type) =>
  type.examples.map(({ layer, inputs }): NetworkSpec => {
    // Inputs of any channels and size out of one picture: 1×1 filters, then the corner that is wanted.
    const branches = inputs.map(
      ({ c, h, w }, i): NodeSpec => ({
        id: `in${i}`,
        from: ['input'],
        layer: { type: 'conv', filters: c, size: [33 - h, 33 - w] },
      }),
    )
    const node: NodeSpec = { id: 'it', from: branches.map(({ id }) => id), layer }
    return { version: 1, input, nodes: [...branches, node] }
  }),
)

test('the network of the home page', () => {
  const spec = zoo.get('cs231n')?.spec
  expect(pyTorchCode({ ...(spec ?? chain(input)), input })).toBe(`import torch
from torch import nn


class Network(nn.Module):
    """Reads pictures [3, 32, 32]; 6,440 parameters."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(  # [3, 32, 32]
            nn.Conv2d(3, 10, 3, padding=1),  # conv1: [10, 32, 32]
            nn.ReLU(),  # relu1: [10, 32, 32]
            nn.Conv2d(10, 10, 3, padding=1),  # conv2: [10, 32, 32]
            nn.ReLU(),  # relu2: [10, 32, 32]
            nn.MaxPool2d(2),  # pool1: [10, 16, 16]
            nn.Conv2d(10, 10, 3, padding=1),  # conv3: [10, 16, 16]
            nn.ReLU(),  # relu3: [10, 16, 16]
            nn.Conv2d(10, 10, 3, padding=1),  # conv4: [10, 16, 16]
            nn.ReLU(),  # relu4: [10, 16, 16]
            nn.MaxPool2d(2),  # pool2: [10, 8, 8]
            nn.Conv2d(10, 10, 3, padding=1),  # conv5: [10, 8, 8]
            nn.ReLU(),  # relu5: [10, 8, 8]
            nn.Conv2d(10, 10, 3, padding=1),  # conv6: [10, 8, 8]
            nn.ReLU(),  # relu6: [10, 8, 8]
            nn.MaxPool2d(2),  # pool3: [10, 4, 4]
            nn.Flatten(),
            nn.Linear(160, 10),  # fc1: [10]
            # nn.Softmax(dim=1) is left out: nn.CrossEntropyLoss takes the scores and has it within
        )

    def forward(self, x):
        return self.layers(x)
`)
})

test('a graph has an attribute for each node and joins them in forward', () => {
  const spec: NetworkSpec = {
    version: 1,
    input,
    nodes: [
      { id: 'conv1', from: ['input'], layer: conv({ filters: 3, pad: 1 }) },
      { id: 'sum1', from: ['conv1', 'input'], layer: { type: 'add' } },
      { id: 'both', from: ['sum1', 'conv1'], layer: { type: 'concat' } },
      { id: 'fc1', from: ['both'], layer: { type: 'fc', units: 10 } },
      { id: 'softmax', from: ['fc1'], layer: { type: 'softmax' } },
    ],
    outputs: ['softmax', 'sum1'],
  }
  expect(pyTorchCode(spec)).toContain(`
        self.conv1 = nn.Conv2d(3, 3, 3, padding=1)
        self.fc1 = nn.Sequential(nn.Flatten(), nn.Linear(6144, 10))

    def forward(self, x):  # [3, 32, 32]
        conv1 = self.conv1(x)  # [3, 32, 32]
        sum1 = conv1 + x  # [3, 32, 32]
        layer_both = torch.cat((sum1, conv1), dim=1)  # [6, 32, 32]
        fc1 = self.fc1(layer_both)  # [10]
        # layer_softmax = torch.softmax(fc1, dim=1) is left out: nn.CrossEntropyLoss takes the scores and has it within
        return fc1, sum1
`)
})

test('what was made flat is not added to what still has a height and a width', () => {
  const spec: NetworkSpec = {
    version: 1,
    input: { c: 4, h: 1, w: 1 },
    nodes: [
      { id: 'fc1', from: ['input'], layer: { type: 'fc', units: 4 } },
      { id: 'sum1', from: ['fc1', 'input'], layer: { type: 'add' } },
    ],
  }
  expect(pyTorchCode(spec)).toContain('sum1 = fc1 + torch.flatten(x, 1)  # [4]')
})

describe('layers, by their settings', () => {
  test.each<[string, LayerSpec, string]>([
    ['what is usual is left out', conv({}), 'nn.Conv2d(3, 8, 3),  # conv1: [8, 30, 30]'],
    [
      'what is not is said, rows first',
      conv({
        filters: 6,
        size: [3, 5],
        stride: [1, 3],
        dilation: [2, 1],
        pad: [2, 1, 2, 1],
        groups: 3,
        bias: false,
        rounding: 'floor',
      }),
      'nn.Conv2d(3, 6, (3, 5), stride=(1, 3), padding=(2, 1), dilation=(2, 1), groups=3, bias=False),  # conv1: [6, 32, 10]',
    ],
    ['max pooling', pool({}), 'nn.MaxPool2d(2),  # pool1: [3, 16, 16]'],
    [
      'rounded up',
      pool({ size: 3, stride: 2, rounding: 'ceil' }),
      'nn.MaxPool2d(3, stride=2, ceil_mode=True),  # pool1: [3, 16, 16]',
    ],
    [
      'padded',
      pool({ size: 3, stride: 1, pad: 1 }),
      'nn.MaxPool2d(3, stride=1, padding=1),  # pool1: [3, 32, 32]',
    ],
    ['mean pooling', pool({ kind: 'avg' }), 'nn.AvgPool2d(2),  # pool1: [3, 16, 16]'],
    [
      'mean pooling leaves padding out of its divisor unless told otherwise',
      pool({ kind: 'avg', size: 3, stride: 1, pad: 1 }),
      'nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False),  # pool1: [3, 32, 32]',
    ],
    [
      'padding counted',
      pool({ kind: 'avg', size: 3, stride: 1, pad: 1, countPad: true }),
      'nn.AvgPool2d(3, stride=1, padding=1),  # pool1: [3, 32, 32]',
    ],
    ['L2 pooling', pool({ kind: 'l2', size: [2, 4] }), 'nn.LPPool2d(2, (2, 4)),  # pool1: [3, 16, 8]'],
    [
      'global mean',
      { type: 'globalpool', kind: 'avg' },
      'nn.AdaptiveAvgPool2d(1),  # globalpool1: [3, 1, 1]',
    ],
    ['global maximum', { type: 'globalpool' }, 'nn.AdaptiveMaxPool2d(1),  # globalpool1: [3, 1, 1]'],
    ['global length', { type: 'globalpool', kind: 'l2' }, 'nn.LPPool2d(2, 32),  # globalpool1: [3, 1, 1]'],
    ['no bias', { type: 'fc', units: 4, bias: false }, 'nn.Linear(3072, 4, bias=False),  # fc1: [4]'],
    [
      'LRN',
      { type: 'lrn', size: 3, alpha: 2e-5, beta: 0.5, k: 2 },
      'nn.LocalResponseNorm(3, alpha=0.00002, beta=0.5, k=2),  # lrn1: [3, 32, 32]',
    ],
    [
      'batch norm',
      { type: 'batchnorm', momentum: 0.01, epsilon: 1e-3 },
      'nn.BatchNorm2d(3, eps=0.001, momentum=0.01),  # batchnorm1: [3, 32, 32]',
    ],
    ['batch norm as usual', { type: 'batchnorm' }, 'nn.BatchNorm2d(3),  # batchnorm1: [3, 32, 32]'],
    ['dropout', { type: 'dropout', rate: 0.4 }, 'nn.Dropout(0.4),  # dropout1: [3, 32, 32]'],
    ['leaky ReLU', { type: 'leakyrelu', slope: 0.2 }, 'nn.LeakyReLU(0.2),  # leakyrelu1: [3, 32, 32]'],
    ['tanh', { type: 'tanh' }, 'nn.Tanh(),  # tanh1: [3, 32, 32]'],
    [
      'the tanh of 1998',
      { type: 'tanh', outer: 1.7159, inner: 0.5 },
      'ScaledTanh(1.7159, 0.5),  # tanh1: [3, 32, 32]',
    ],
    ['flatten', { type: 'flatten' }, 'nn.Flatten(),  # flatten1: [3072]'],
  ])('%s', (_, layer, line) => {
    expect(lines(layer).at(-1)).toBe(line)
  })

  test('padding that differs between the sides is a module of its own: left, right, top, bottom', () => {
    expect(lines(conv({ pad: [1, 0, 2, 2] }))).toEqual([
      'nn.ZeroPad2d((0, 2, 1, 2)),',
      'nn.Conv2d(3, 8, 3),  # conv1: [8, 33, 32]',
    ])
    expect(lines(pool({ size: 3, stride: 2, pad: [0, 0, 1, 1] }))).toEqual([
      'nn.ConstantPad2d((0, 1, 0, 1), float("-inf")),',
      'nn.MaxPool2d(3, stride=2),  # pool1: [3, 16, 16]',
    ])
  })

  test('L2 pooling is given zeros where its window hangs over: PyTorch would divide by the cut window', () => {
    expect(lines(pool({ kind: 'l2', size: 3, stride: 2, rounding: 'ceil' }))).toEqual([
      'nn.ZeroPad2d((0, 1, 0, 1)),',
      'nn.LPPool2d(2, 3, stride=2),  # pool1: [3, 16, 16]',
    ])
  })

  test('means over padding that differs between the sides: with its cells, and else not in PyTorch', () => {
    const uneven = { kind: 'avg', size: 3, stride: 2, pad: [0, 0, 1, 1] }
    expect(lines(pool({ ...uneven, countPad: true }))).toEqual([
      'nn.ZeroPad2d((0, 1, 0, 1)),',
      'nn.AvgPool2d(3, stride=2),  # pool1: [3, 16, 16]',
    ])
    expect(lines(pool(uneven))[0]).toMatch(/^NotInPyTorch/)
  })

  test('a convolution that rounds up gets the cells that its last window hangs over', () => {
    // (32 − 3)/2 + 1 = 15.5: sixteen windows reach cell 33 of 32.
    expect(lines(conv({ stride: 2, rounding: 'ceil' }))).toEqual([
      'nn.ZeroPad2d((0, 1, 0, 1)),',
      'nn.Conv2d(3, 8, 3, stride=2),  # conv1: [8, 16, 16]',
    ])
  })

  test('padding wider than half a pooling window, which PyTorch refuses, is one too', () => {
    // (36 − 3)/2 + 1 = 17.5: an eighteenth window would read padding alone and is dropped.
    expect(lines(pool({ size: 3, stride: 2, pad: 2, rounding: 'ceil' }))).toEqual([
      'nn.ConstantPad2d((2, 2, 2, 2), float("-inf")),',
      'nn.MaxPool2d(3, stride=2),  # pool1: [3, 17, 17]',
    ])
  })

  test('behind a fully connected layer height and width come back where they are needed', () => {
    const fc: LayerSpec = { type: 'fc', units: 12 }
    expect(lines(fc, relu, fc, { type: 'batchnorm' }, conv({ size: 1 }))).toEqual([
      'nn.Flatten(),',
      'nn.Linear(3072, 12),  # fc1: [12]',
      'nn.ReLU(),  # relu1: [12]',
      'nn.Linear(12, 12),  # fc2: [12]',
      'nn.BatchNorm1d(12),  # batchnorm1: [12]',
      'nn.Unflatten(1, (12, 1, 1)),',
      'nn.Conv2d(12, 8, 1),  # conv1: [8, 1, 1]',
    ])
  })

  test('a softmax that is read stays', () => {
    expect(lines({ type: 'softmax' }, relu)[0]).toBe('nn.Softmax(dim=1),  # softmax1: [3, 32, 32]')
  })

  test('what PyTorch has not raises when it is run', () => {
    const code = pyTorchCode(chain(input, { type: 'local', filters: 2, size: 3 }))
    expect(code).toContain('NotInPyTorch("a locally connected layer"),  # local1: [2, 30, 30]')
    expect(code).toContain('raise NotImplementedError')
    expect(pyTorchCode(chain(input, relu))).not.toContain('NotInPyTorch')
  })

  test('the normalisation of the pictures is told', () => {
    const code = pyTorchCode(chain({ c: 1, h: 4, w: 4, mean: [0.5] }, relu))
    expect(code).toContain('# mean = (0.5,)\n    # scale = (1,)\n')
  })
})

describe('names', () => {
  test('ids become attributes, and no two the same', () => {
    expect([
      ...pyNames(['conv-1', 'conv_1', 'conv_1_2', 'train', 'lambda', 'x', 'bfloat16', 'fc6']).values(),
    ]).toEqual([
      'conv_1',
      'conv_1_2',
      'conv_1_2_2',
      'layer_train',
      'layer_lambda',
      'layer_x',
      'layer_bfloat16',
      'fc6',
    ])
  })

  test('an id that is code is refused with the spec', () => {
    for (const id of ['a\nimport os', 'a"; b', '__class__', 'a b']) {
      const spec = { ...chain(input, relu), nodes: [{ id, from: ['input'], layer: relu }] }
      expect(() => pyTorchCode(spec)).toThrow(SpecError)
    }
  })
})

const hasPython = spawnSync('python3', ['--version']).status === 0

test.skipIf(!hasPython)('Python reads the code of every network of the zoo and of every layer', () => {
  const specs = [...[...zooSpecs.values()].map(({ spec }) => spec), ...examples]
  const codes = specs.map(pyTorchCode)
  expect(codes.length).toBeGreaterThan(20)
  const program = 'import ast, json, sys\nfor code in json.load(sys.stdin): ast.parse(code)'
  const { status, stderr } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(codes),
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
