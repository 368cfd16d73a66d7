import { describe, expect, test } from 'vitest'
import type { LayerSpec } from '../../../../engine/layers/index'
import { chain } from '../../../../engine/plan/chain'
import type { Advice, AdviceRule } from '../../../../engine/plan/lint/advice'
import { lint } from '../../../../engine/plan/lint/lint'
import { parsePattern } from '../../../../engine/plan/pattern/parse'
import { plan } from '../../../../engine/plan/plan'
import type { NetworkSpec } from '../../../../engine/spec'
import { zooSpecs } from '../../../../engine/zoo/specs'

const of = (text: string, width = 32): NetworkSpec => parsePattern(text, { c: 3, h: width, w: width })
const zoo = (name: string): NetworkSpec => zooSpecs.get(name)?.spec ?? chain({ c: 1, h: 1, w: 1 })
const rulesOf = (spec: NetworkSpec): AdviceRule[] => lint(spec).map(({ rule }) => rule)
const conv: LayerSpec = { type: 'conv', filters: 3, size: 3, pad: 1 }

/** A convolution by 1×1 at stride 2 beside one that reads all, or beside another like it. */
const shortcut = (size: number, pad: number): NetworkSpec => ({
  version: 1,
  input: { c: 3, h: 7, w: 7 },
  nodes: [
    { id: 'main', from: ['input'], layer: { ...conv, size, pad, stride: 2 } },
    { id: 'short', from: ['input'], layer: { ...conv, size: 1, pad: 0, stride: 2 } },
    { id: 'sum', from: ['main', 'short'], layer: { type: 'add' } },
  ],
})

interface Case {
  readonly rule: AdviceRule
  readonly fires: NetworkSpec
  readonly node: string
  /** In its sentence: the numbers. */
  readonly says: RegExp
  readonly silent: readonly NetworkSpec[]
}

const tests: readonly Case[] = [
  {
    rule: 'large-filter',
    fires: of('CONV(64) → RELU → CONV(64, 7x7) → RELU → POOL → FC'),
    node: 'conv2',
    says: /3 layers of 3×3 .* have 110,592 weights instead of 200,704 .* 3 times non-linear/, // 27·64² and 49·64²
    silent: [of('CONV(64, 7x7) → RELU → CONV(64, 5x5)'), zoo('vgg16-conv')],
  },
  {
    rule: 'even-filter',
    fires: of('CONV(4x4) → RELU → FC'),
    node: 'conv1',
    says: /4×4 filters, which have no middle.* 5×5 has one/,
    silent: [of('CONV(5x5) → FC'), of('CONV(4x4, stride 4) → FC'), of('CONV(32x32, pad 0)')],
  },
  {
    rule: 'changes-size',
    fires: of('CONV(5x5, pad 0) → RELU → POOL → FC'),
    node: 'conv1',
    says: /32×32 into 28×28.*\(F − 1\)\/2 = 2 /,
    silent: [of('CONV(5x5) → FC'), of('CONV(32x32, pad 0)'), of('CONV(2x2, stride 2, pad 0)')],
  },
  {
    rule: 'idle-weights',
    fires: of('GLOBALPOOL → CONV(3x3, pad 1)'),
    node: 'conv1',
    says: /9 weights .* 1×1 8 of them only ever meet padding.* 1×1 does the same/,
    silent: [of('CONV(3x3, pad 1)', 2), of('CONV(5x5, pad 2)', 3)],
  },
  {
    rule: 'idle-weights',
    fires: of('CONV(3x3, pad 2, dilation 2)', 2),
    node: 'conv1',
    says: /8 of them only ever meet padding/,
    silent: [of('CONV(3x3, pad 2, dilation 2)', 3)],
  },
  {
    rule: 'strided-convolution',
    fires: of('CONV → RELU → CONV(2x2, stride 2) → RELU → CONV(2x2, stride 2)'),
    node: 'conv2',
    says: /reduces 32×32 to 16×16 by its stride, and 1 more likewise/,
    silent: [of('CONV(2x2, stride 2) → RELU → CONV'), zoo('alexnet')],
  },
  {
    rule: 'large-pooling',
    fires: of('CONV → RELU → POOL(4x4) → FC'),
    node: 'pool1',
    says: /every 4×4 window: 93\.8% of the numbers/,
    silent: [of('CONV → POOL(3x3, stride 2, floor)'), of('CONV → POOL(32x32)'), of('CONV → AVGPOOL(4x4)')],
  },
  {
    rule: 'pooling-first',
    fires: of('POOL → CONV → RELU → FC'),
    node: 'pool1',
    says: /reads the picture itself/,
    silent: [of('CONV → RELU → POOL → FC')],
  },
  {
    rule: 'unread-cells',
    fires: of('CONV(3x3, stride 3, floor) → RELU → FC'), // ten windows of three: cells 30 and 31 are left
    node: 'conv1',
    says: /never reads 2 of 32 rows and 2 of 32 columns, 12\.1% /,
    silent: [of('CONV(3x3, stride 3, floor)', 33), of('CONV(3x3, pad 1, stride 2, floor)'), shortcut(3, 1)],
  },
  {
    rule: 'unread-cells',
    fires: shortcut(1, 0),
    node: 'main',
    says: /never reads 3 of 7 rows .* 67\.3% /, // 1 − 16/49
    silent: [],
  },
  {
    rule: 'uneven-input',
    fires: of('[CONV → RELU → POOL(floor)]*3 → FC', 30),
    node: 'input',
    says: /30×30 is reduced 8-fold.* pool 2 has to round.* 32×32\./,
    silent: [of('[CONV → RELU → POOL(floor)]*3 → FC', 32), zoo('alexnet'), zoo('alexnet-224'), zoo('zfnet')],
  },
  {
    rule: 'nothing-between',
    fires: of('CONV → BN → CONV → RELU → FC → DROPOUT → FC'),
    node: 'conv2',
    says: /Between conv 1 and conv 2 there is nothing non-linear/,
    silent: [of('CONV → RELU → CONV → POOL → FC'), of('CONV(3, 3x3, groups 3) → CONV(8, 1x1)')],
  },
  {
    rule: 'dead-bias',
    fires: of('CONV → BN → RELU → FC'),
    node: 'conv1',
    says: /10 biases that do nothing/,
    silent: [of('CONV(nobias) → BN → RELU'), of('CONV → RELU → BN')],
  },
  {
    rule: 'no-effect',
    fires: of('CONV → RELU → RELU → FC'),
    node: 'relu2',
    says: /gives back exactly what it reads/,
    silent: [of('CONV → LEAKYRELU → RELU → FC'), of('RELU → CONV → RELU'), of('CONV → L2POOL(1x1)')],
  },
  {
    rule: 'no-effect',
    fires: of('CONV → RELU → L2POOL(1x1) → FC'),
    node: 'pool1',
    says: /gives back exactly what it reads/,
    silent: [of('CONV → RELU → L2POOL → FC')],
  },
  {
    rule: 'no-effect',
    fires: of('CONV → LEAKYRELU(1) → FC'),
    node: 'leakyrelu1',
    says: /gives back exactly what it reads/,
    silent: [of('CONV → LEAKYRELU(0.5) → FC'), of('CONV → LEAKYRELU → FC')],
  },
  {
    rule: 'no-effect',
    fires: of('CONV → RELU → LEAKYRELU → FC'),
    node: 'leakyrelu1',
    says: /gives back exactly what it reads/,
    silent: [],
  },
  {
    rule: 'no-effect',
    fires: of('CONV → POOL(1x1) → DROPOUT(0.1) → FC'),
    node: 'pool1',
    says: /can be left out/,
    silent: [of('CONV → POOL(1x1, stride 2, floor) → DROPOUT(0.1)')],
  },
  {
    rule: 'unused',
    fires: { ...of('CONV → RELU'), outputs: ['conv1'] },
    node: 'relu1',
    says: /Nobody reads ReLU 1/,
    silent: [{ ...of('CONV → RELU'), outputs: ['conv1', 'relu1'] }],
  },
  {
    rule: 'untrained-output',
    fires: {
      ...of('CONV(2, 1x1, pad 0)', 4),
      nodes: [
        ...of('CONV(2, 1x1, pad 0)', 4).nodes,
        { id: 'classes', from: ['conv1'], layer: { type: 'fc', units: 2 } },
        { id: 'aside', from: ['conv1'], layer: { type: 'fc', units: 3 } },
      ],
      outputs: ['classes', 'aside'],
    },
    node: 'aside',
    says: /fc 2 is output 2 of 2.* the first alone, fc 1.* the 99 parameters/, // 4·4·2·3 and 3 biases
    silent: [of('CONV → RELU → FC'), { ...of('CONV → RELU'), outputs: ['conv1'] }],
  },
  {
    rule: 'altered-scores',
    fires: of('CONV → RELU → FC → RELU → SOFTMAX'),
    node: 'relu2',
    says: /below zero becomes 0/,
    silent: [of('CONV → RELU → FC → SOFTMAX'), of('CONV → RELU'), of('FC → DROPOUT → FC'), zoo('vgg16-conv')],
  },
  {
    rule: 'altered-scores',
    fires: of('FC → DROPOUT'),
    node: 'dropout1',
    says: /sets scores themselves to 0/,
    silent: [],
  },
  {
    rule: 'early-softmax',
    fires: of('CONV → RELU → FC → SOFTMAX → FC'),
    node: 'softmax1',
    says: /not the last layer/,
    silent: [of('CONV → RELU → FC → SOFTMAX')],
  },
  {
    rule: 'deep-sigmoid',
    fires: of('[CONV → SIGMOID]*3 → FC'),
    node: 'sigmoid1',
    says: /first of 3 sigmoids.* 1\/64 at best/,
    silent: [of('CONV → SIGMOID → FC'), of('CONV → RELU → FC → SIGMOID')],
  },
  {
    rule: 'short-sighted',
    fires: of('CONV → RELU → CONV → RELU → GLOBALAVGPOOL → FC'),
    node: 'conv2',
    says: /sees 5×5 of the 32×32 pixels\. Nothing behind it/,
    silent: [of('[CONV → RELU → POOL]*4 → GLOBALAVGPOOL → FC', 16), zoo('cs231n'), of('FC')],
  },
  {
    rule: 'short-sighted',
    fires: of('CONV → RELU → FC'),
    node: 'conv1',
    says: /sees 3×3 of the 32×32 pixels\. What is larger is only put together/,
    silent: [of('CONV(17x17) → RELU → FC')],
  },
  {
    rule: 'early-memory',
    fires: of('[CONV(64) → RELU]*3 → POOL → FC', 224),
    node: 'conv1',
    says: /3 layers .*\(224×224\) keep 9,633,792 numbers: 36\.8 MiB per picture, 73\.5 MiB with gradients/,
    silent: [of('CONV(64) → RELU → POOL → FC', 224), zoo('alexnet')],
  },
  {
    rule: 'heavy-fc',
    fires: zoo('vgg16'),
    node: 'fc1',
    says: /holds 102,764,544 of 138,357,544 parameters, 74%.* would leave 2,101,248/,
    silent: [zoo('cs231n'), zoo('linear'), of('GLOBALAVGPOOL → FC(5000) → RELU → FC(5000)')],
  },
]

const find = (spec: NetworkSpec, { rule, node }: Case): Advice | undefined =>
  lint(spec).find((advice) => advice.rule === rule && advice.node === node)

describe.each(tests)('$rule', (the) => {
  test('fires, with the numbers, in both languages', () => {
    const advice = find(the.fires, the)
    expect(advice?.text.en).toMatch(the.says)
    expect(advice?.text.zh).toMatch(/[\u4e00-\u9fff].*。$/)
    const numbers = (text = '') => new Set(text.match(/\d[\d,.]*\d|\d/g))
    const [en, zh] = [numbers(advice?.text.en), numbers(advice?.text.zh)]
    expect([...zh].filter((number) => !en.has(number) && number !== '1')).toEqual([])
  })

  test('is silent where all is well', () => {
    for (const spec of the.silent) expect(rulesOf(spec)).not.toContain(the.rule)
  })

  test('its fix, if it has one, can be planned and leaves nothing to say there', () => {
    const { fix } = find(the.fires, the) ?? {}
    if (!fix) return
    expect(plan(fix).nodes.length).toBeGreaterThan(0)
    expect(find(fix, the)).toBeUndefined()
  })
})

test('large networks are judged at once: a change is tried when it is asked for', () => {
  const bare = chain({ c: 3, h: 32, w: 32 }, ...Array.from({ length: 1000 }, () => conv))
  const pools: NetworkSpec = {
    version: 1,
    input: { c: 1, h: 4096, w: 4096 },
    nodes: Array.from({ length: 256 }, (_, i) => ({
      id: `pool${i}`,
      from: ['input'],
      layer: { type: 'pool', size: 3, rounding: 'floor' },
    })),
  }
  const started = performance.now()
  const advice = lint(bare)
  expect(lint(pools).filter(({ rule }) => rule === 'unread-cells')).toMatchObject([{ node: 'pool0' }])
  expect(performance.now() - started).toBeLessThan(3000)
  const { fix } = advice[0]
  expect(fix?.nodes).toHaveLength(1001)
  expect(advice[0].fix).toBe(fix)
})

test('these have a fix', () => {
  const fixable = tests.filter((the) => find(the.fires, the)?.fix).map(({ rule }) => rule)
  expect([...new Set(fixable)]).toEqual([
    'large-filter',
    'changes-size',
    'idle-weights',
    'large-pooling',
    'uneven-input',
    'nothing-between',
    'dead-bias',
    'no-effect',
    'unused',
    'altered-scores',
    'early-softmax',
    'deep-sigmoid',
  ])
})

test('the stack that replaces a large filter sees as much and keeps the size', () => {
  const spec = of('CONV → RELU → CONV(7x7) → RELU → POOL → FC')
  const fix = lint(spec)[0].fix ?? spec
  expect(fix.nodes.map(({ id }) => id)).toEqual([
    'conv1',
    'relu1',
    'conv2',
    'conv2_relu',
    'conv2_conv',
    'conv2_relu_2',
    'conv2_conv_2',
    'relu2',
    'pool1',
    'fc1',
  ])
  expect(plan(fix).shapeOf('conv2_conv_2')).toEqual(plan(spec).shapeOf('conv2'))
})

describe('the networks of the chapter', () => {
  test('the network of the home page has nothing to be said about', () => {
    expect(lint(zoo('cs231n'))).toEqual([])
  })

  const warnings = (name: string) => lint(zoo(name)).filter(({ severity }) => severity === 'warning')

  test.each([...zooSpecs.keys()].filter((name) => !name.endsWith('-v1')))('%s gets no warning', (name) => {
    expect(warnings(name)).toEqual([])
  })

  test('the first ResNets skip three quarters of a map three times, in both branches', () => {
    expect(warnings('resnet50-v1').map(({ rule, node }) => [rule, node])).toEqual(
      [2, 3, 4].map((stage) => ['unread-cells', `stage${stage}-block1-conv1`]),
    )
  })

  test('LeNet-5 is told that it loses its border, AlexNet and VGG where their weights are', () => {
    expect(rulesOf(zoo('lenet5'))).toEqual(['changes-size', 'changes-size', 'short-sighted'])
    expect(rulesOf(zoo('alexnet'))).toEqual(['heavy-fc'])
    expect(rulesOf(zoo('vgg16'))).toEqual(['early-memory', 'heavy-fc'])
  })
})

test('warnings stand before hints, hints before notes', () => {
  const severities = lint(of('CONV(5x5, pad 0) → RELU → FC → RELU → SOFTMAX')).map(({ severity }) => severity)
  expect(severities).toEqual(['warning', 'hint', 'note'])
})
