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
    'convnetjs-mnist',
    'lenet5',
    'filters32',
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
  ['zfnet-wide', 107_627_624, 'Zeiler and Fergus 2013, table 3'],
  ['vgg11', 132_863_336, TORCHVISION],
  ['vgg13', 133_047_848, TORCHVISION],
  ['vgg16', 138_357_544, TORCHVISION],
  ['vgg19', 143_667_240, TORCHVISION],
  ['vgg16-conv', 138_357_544, 'as VGG-16'],
  ['cs231n', 6440, 'CS231n'],
  ['convnetjs-cifar10', 22_466, 'ConvNetJS'],
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
])('%s is %i layers deep, as its name or its paper says', (id, layers) => {
  expect(depth(planOf(id))).toBe(layers)
})

test.each([
  ['alexnet-224', 0.714],
  ['vgg11', 7.609],
  ['vgg13', 11.308],
  ['vgg16', 15.47],
  ['vgg19', 19.632],
])('%s multiplies and adds %d billion times, as torchvision counts', (id, billions) => {
  expect(macsOf(planOf(id)) / 1e9).toBeCloseTo(billions, 2)
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
