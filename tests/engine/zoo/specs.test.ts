/** The networks of the chapter against the figures that were published of them. */
import { describe, expect, test } from 'vitest'
import { depth } from '../../../engine/plan/depth'
import { ledger } from '../../../engine/plan/ledger'
import { plan } from '../../../engine/plan/plan'
import type { Plan } from '../../../engine/plan/plan.types'
import { receptiveField } from '../../../engine/plan/receptive-field'
import { zoo } from '../../../engine/zoo/index'
import { zooSpecs } from '../../../engine/zoo/specs'

const planOf = (id: string): Plan => plan(zooSpecs.get(id)?.spec)
const macsOf = (found: Plan): number => found.nodes.reduce((sum, { macs }) => sum + macs, 0)

/** Widths of all volumes but those of layers that keep the size. */
const widthsOf = (found: Plan): number[] =>
  found.nodes.filter(({ layer: { type } }) => type === 'conv' || type === 'pool').map(({ out }) => out.w)

describe.each([...zooSpecs])('%s', (id, { id: named, title, about, source, spec }) => {
  test('its name is its key, its texts are in both languages, its source is named', () => {
    expect(named).toBe(id)
    for (const { en, zh } of [title, about]) {
      expect(en).not.toBe('')
      expect(zh).not.toBe('')
    }
    expect(about.zh).toMatch(/[\u4e00-\u9fff].*。$/)
    expect(source).not.toBe('')
  })

  test('it survives a round trip through JSON', () => {
    expect(plan(JSON.parse(JSON.stringify(spec))).spec).toEqual(plan(spec).spec)
  })
})

test('all that the Lab offers can be opened by name here, and the large ones are not offered there', () => {
  for (const [id, { spec }] of zoo) expect(zooSpecs.get(id)?.spec).toBe(spec)
  expect([...zoo.keys()]).toEqual([
    'cs231n',
    'convnetjs-cifar10',
    'filters32',
    'alexnet-small',
    'inception-small',
    'resnet-small',
    'convnetjs-mnist',
    'lenet5',
    'lenet5-tanh',
    'linear',
    'small',
  ])
})

const CAFFE = 'the layers of Caffe’s reference models'
const TORCHVISION = 'torchvision, num_params'

test.each([
  ['lenet5-1998', 60_000, 'LeCun et al. 1998, section II.B'],
  ['lenet5', 61_706, 'with all 16·6 connections in C3'],
  ['alexnet', 60_965_224, CAFFE],
  ['alexnet-ungrouped', 62_378_344, CAFFE],
  ['alexnet-224', 61_100_840, TORCHVISION],
  ['zfnet', 62_357_608, 'Zeiler and Fergus 2013, figure 3'],
  ['zfnet-wide', 107_627_624, 'Zeiler and Fergus 2013, section 5'],
  ['googlenet', 6_998_552, CAFFE],
  ['googlenet-heads', 13_378_280, CAFFE],
  ['vgg11', 132_863_336, TORCHVISION],
  ['vgg13', 133_047_848, TORCHVISION],
  ['vgg16', 138_357_544, TORCHVISION],
  ['vgg19', 143_667_240, TORCHVISION],
  ['vgg16-conv', 138_357_544, 'as VGG-16'],
  ['resnet18', 11_689_512, TORCHVISION],
  ['resnet34', 21_797_672, TORCHVISION],
  ['resnet50', 25_557_032, TORCHVISION],
  ['resnet50-v1', 25_557_032, 'as ResNet-50'],
  ['resnet101', 44_549_160, TORCHVISION],
  ['resnet101-v1', 44_549_160, 'as ResNet-101'],
  ['resnet152', 60_192_808, TORCHVISION],
  ['resnet152-v1', 60_192_808, 'as ResNet-152'],
  ['cs231n', 6440, 'CS231n'],
  ['convnetjs-cifar10', 22_466, 'ConvNetJS'],
  ['all-conv', 1_369_738, 'Springenberg et al. 2014: about 1.4 million'],
])('%s has %i parameters (%s)', (id, parameters) => {
  expect(planOf(id).parameterCount).toBe(parameters)
})

test.each([
  ['alexnet', 8],
  ['zfnet', 8],
  ['vgg11', 11],
  ['vgg13', 13],
  ['vgg16', 16],
  ['vgg19', 19],
  ['vgg16-conv', 16],
  ['googlenet', 22],
  ['resnet18', 18],
  ['resnet34', 34],
  ['resnet50', 50],
  ['resnet101', 101],
  ['resnet152', 152],
  ['resnet152-v1', 152],
])('%s is %i layers deep, as its name or its paper says', (id, layers) => {
  expect(depth(planOf(id))).toBe(layers)
})

test.each([
  ['alexnet-224', 0.714],
  ['vgg11', 7.609],
  ['vgg13', 11.308],
  ['vgg16', 15.47],
  ['vgg19', 19.632],
  ['resnet18', 1.814],
  ['resnet34', 3.664],
  ['resnet50', 4.089],
  ['resnet101', 7.801],
  ['resnet152', 11.514],
])('%s multiplies and adds %d billion times, as torchvision counts', (id, billions) => {
  expect(macsOf(planOf(id)) / 1e9).toBeCloseTo(billions, 2)
})

test.each([
  ['resnet50-v1', 3.8],
  ['resnet101-v1', 7.6],
  ['resnet152-v1', 11.3],
])('%s needs about %d billion, as in table 1 of the paper', (id, billions) => {
  expect(Math.abs(macsOf(planOf(id)) / 1e9 - billions)).toBeLessThan(0.1)
  expect(macsOf(planOf(id))).toBeLessThan(macsOf(planOf(id.replace('-v1', ''))))
})

describe('LeNet-5 of 1998', () => {
  test('C1 156, S2 12, C3 1,516, S4 32, C5 48,120, F6 10,164, and no trained number behind', () => {
    const counts = planOf('lenet5-1998').nodes.map(({ id, parameterCount }) => [id, parameterCount])
    expect(counts.filter(([id]) => !String(id).includes('tanh'))).toEqual([
      ['C1', 156],
      ['S2', 12],
      ['C3', 1516],
      ['S4', 32],
      ['C5', 48_120],
      ['F6', 10_164],
      ['output', 0],
    ])
  })

  test('340,908 connections, the total of the paper: where it counts the bias of a unit we count its squashing', () => {
    expect(ledger(planOf('lenet5-1998')).totals.connections).toBe(340_908)
  })

  test('28, 14, 10, 5, 1; and C3 has 60 pairs of a map and one that it reads', () => {
    const found = planOf('lenet5-1998')
    expect(['C1', 'S2', 'C3', 'S4', 'C5'].map((id) => found.shapeOf(id).w)).toEqual([28, 14, 10, 5, 1])
    expect(found.node('C3').parameters[0].shape).toEqual([60, 5, 5])
    expect(found.node('C3').connections).toBe(150_000) // the paper's 151,600 counts the 1,600 biases
  })
})

describe('AlexNet', () => {
  test('227 → 55 → 27 → 27 → 13 → 13 → 13 → 13 → 6', () => {
    expect(widthsOf(planOf('alexnet'))).toEqual([55, 27, 27, 13, 13, 13, 13, 6])
    expect(planOf('alexnet').node('conv1').out).toEqual({ c: 96, h: 55, w: 55 })
  })

  test('its first layer: 290,400 neurons, 34,944 parameters, 105,415,200 multiply-adds', () => {
    expect(planOf('alexnet').node('conv1')).toMatchObject({
      neurons: 290_400,
      parameterCount: 34_944,
      macs: 105_415_200,
    })
  })

  test('a unit behind the last pooling sees 195 pixels', () => {
    expect(receptiveField(planOf('alexnet'), 'pool3')?.size).toEqual([195, 195])
  })

  test('224 does not fit without rounding: 54.25 windows; with pad 2 rounded down 55', () => {
    const { spec } = zooSpecs.get('alexnet') ?? {}
    expect(() => plan({ ...spec, input: { c: 3, h: 224, w: 224 } })).toThrow(/= 54\.25/)
    expect(planOf('alexnet-224').node('conv1').out).toEqual({ c: 64, h: 55, w: 55 })
  })
})

test('ZFNet: 224 → 110 by rounding down, then 55, 26, 13, 13, 13, 13, 6', () => {
  expect(widthsOf(planOf('zfnet'))).toEqual([110, 55, 26, 13, 13, 13, 13, 6])
  expect(planOf('zfnet').node('conv1').parameterCount).toBe(14_208)
  expect(planOf('zfnet-wide').node('pool3').out).toEqual({ c: 512, h: 6, w: 6 })
})

describe('GoogLeNet', () => {
  test.each([
    ['conv1', 64, 112],
    ['pool1', 64, 56],
    ['conv2', 192, 56],
    ['inception3a-concat', 256, 28],
    ['inception3b-concat', 480, 28],
    ['inception4a-concat', 512, 14],
    ['inception4d-concat', 528, 14],
    ['inception4e-concat', 832, 14],
    ['inception5b-concat', 1024, 7],
    ['pool5', 1024, 1],
  ])('%s gives %i channels of width %i, as in table 1 of the paper', (id, c, w) => {
    expect(planOf('googlenet').shapeOf(id)).toEqual({ c, h: w, w })
  })

  test('about 1.5 billion multiply-adds, as the paper says', () => {
    expect(Math.abs(macsOf(planOf('googlenet')) / 1e9 - 1.5)).toBeLessThan(0.1)
  })

  test('its two heads have 3,188,840 and 3,190,888 parameters, and are outputs beside the last', () => {
    const { nodes, outputs } = planOf('googlenet-heads')
    const of = (head: string): number =>
      nodes.filter(({ id }) => id.startsWith(head)).reduce((sum, node) => sum + node.parameterCount, 0)
    expect([of('head1'), of('head2')]).toEqual([3_188_840, 3_190_888])
    expect(outputs).toEqual(['softmax', 'head1-softmax', 'head2-softmax'])
  })
})

describe('VGG-16', () => {
  test('15,237,608 numbers in place, 58.1 MiB', () => {
    const { totals } = ledger(planOf('vgg16'), { inPlace: true })
    expect(totals.activations).toBe(15_237_608)
    expect(totals.activationBytes / 2 ** 20).toBeCloseTo(58.1, 1)
  })

  test('102,764,544 of its parameters lie in its first fully connected layer', () => {
    expect(planOf('vgg16').node('fc1').parameterCount).toBe(102_760_448 + 4096)
  })

  test('a unit behind the last pooling sees 212 pixels', () => {
    expect(receptiveField(planOf('vgg16'), 'pool5')?.size).toEqual([212, 212])
  })

  test('fully convolutional, a picture of 384 gives 6×6 places of 1,000 scores', () => {
    const { spec } = zooSpecs.get('vgg16-conv') ?? {}
    const found = plan({ ...spec, input: { c: 3, h: 384, w: 384 } })
    expect(found.shapeOf(found.outputs[0])).toEqual({ c: 1000, h: 6, w: 6 })
  })
})

describe('ResNet', () => {
  test.each(['resnet18', 'resnet50', 'resnet152-v1'])(
    '%s: 112, 56, then 56, 28, 14, 7 after the stages',
    (id) => {
      const found = planOf(id)
      const ends = [1, 2, 3, 4].map((stage) => {
        const blocks = found.nodes.filter((node) => node.id.startsWith(`stage${stage}-`))
        return blocks[blocks.length - 1].out.w
      })
      expect([found.shapeOf('conv1').w, found.shapeOf('pool1').w, ...ends]).toEqual([112, 56, 56, 28, 14, 7])
    },
  )

  test.each([
    ['resnet18', 3],
    ['resnet50', 4],
  ])('%s has %i projections, one wherever the size changes', (id, count) => {
    expect(planOf(id).nodes.filter((node) => node.id.endsWith('-project'))).toHaveLength(count)
  })

  test.each([
    ['resnet50-v1', 483],
    ['resnet101-v1', 1027],
    ['resnet152-v1', 1507],
  ])('a unit behind the last block of %s sees %i pixels, as in the table of google-research', (id, size) => {
    const found = planOf(id)
    const last = found.node('globalpool').from[0]
    expect(receptiveField(found, last)?.size).toEqual([size, size])
  })
})

test('the all convolutional network: 32 → 16 → 8 → 6, ten maps averaged over 6×6', () => {
  expect(widthsOf(planOf('all-conv'))).toEqual([32, 32, 16, 16, 16, 8, 6, 6, 6])
  const found = planOf('all-conv')
  expect(found.shapeOf(found.node('globalpool1').from[0])).toEqual({ c: 10, h: 6, w: 6 })
})
