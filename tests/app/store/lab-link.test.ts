import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabLink } from '../../../app/store/lab.types'
import { labToLink, linkToLab, MOST_SEED } from '../../../app/store/lab-link'
import { startOf } from '../../../app/store/lab-start'
import { MOST_SHIFT, settingRanges } from '../../../app/store/setting-ranges'
import { trainedPresets } from '../../../app/store/trained-presets'
import { plan, trainingLimits, zoo } from '../../../engine/index'
import { cases } from '../../sample'

// No −0: an address has one zero.
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((n) => n + 0)
const within = ({ min, max }: { min: number; max: number }) => finite(min, max)
const whole = ({ min, max }: { min: number; max: number }) => fc.integer({ min, max })
const { constant } = fc

const rate = within(settingRanges.rate)
const rules = fc.oneof(
  fc.record<LabLink>({ rate, momentum: within(settingRanges.momentum) }),
  fc.record<LabLink>({ rule: constant('sgd'), rate }),
  fc.record<LabLink>({
    rule: fc.constantFrom('momentum', 'nesterov'),
    rate,
    momentum: within(settingRanges.momentum),
  }),
  fc.record<LabLink>({ rule: constant('adagrad'), rate, epsilon: within(settingRanges.epsilon) }),
  fc.record<LabLink>({
    rule: fc.constantFrom('rmsprop', 'adadelta'),
    rho: within(settingRanges.rho),
    epsilon: within(settingRanges.epsilon),
  }),
  fc.record<LabLink>({
    rule: constant('adam'),
    beta1: within(settingRanges.beta1),
    beta2: within(settingRanges.beta2),
    epsilon: within(settingRanges.epsilon),
  }),
)
const schedules = fc.oneof(
  constant<LabLink>({}),
  fc.record<LabLink>({
    schedule: constant('step'),
    every: whole(settingRanges.every),
    factor: within(settingRanges.factor),
  }),
  fc.record<LabLink>({
    schedule: constant('cosine'),
    steps: whole(settingRanges.steps),
    floor: within(settingRanges.floor),
  }),
)
const initialisations = fc.oneof(
  fc.record<LabLink>({ init: fc.constantFrom('he', 'xavier') }),
  fc.record<LabLink>({ init: constant('normal'), deviation: within(settingRanges.deviation) }),
  fc.record<LabLink>({
    init: constant('constant'),
    value: within(settingRanges.value),
    biases: within(settingRanges.biases),
  }),
)

const read = (query: string) => linkToLab(new URLSearchParams(query))

describe('a link to the Lab', () => {
  it('says what is trained, how, and what is looked at', () => {
    const query =
      'preset=lenet5&trained=1&seed=3&set=mnist&rate=0.02&momentum=0.5&batch=16&l2=0.001' +
      '&shift=2&flip=0&split=validation&index=7&node=conv2&unit=2,5,6&scale=map&maps=gradients'
    expect(read(query)).toEqual({
      values: {
        preset: 'lenet5',
        trained: true,
        seed: 3,
        set: 'mnist',
        rate: 0.02,
        momentum: 0.5,
        batch: 16,
        l2: 0.001,
        shift: 2,
        flip: false,
        split: 'validation',
        index: 7,
        node: 'conv2',
        unit: { c: 2, y: 5, x: 6 },
        scale: 'map',
        maps: 'gradients',
      },
      ignored: [],
    })
  })

  it('leads back to the state it was made from', () => {
    const links = fc.constantFrom(...zoo.values()).chain(({ id, spec }) =>
      fc.constantFrom(...plan(spec).nodes).chain(({ id: node, out }) =>
        fc.record<LabLink>({
          preset: constant(id),
          seed: fc.integer({ min: 0, max: MOST_SEED }),
          set: fc.constantFrom('cifar10', 'mnist', 'shapes'),
          batch: fc.integer({ min: 1, max: trainingLimits.batch.most }),
          l2: within(settingRanges.l2),
          shift: fc.integer({ min: 0, max: MOST_SHIFT }),
          flip: fc.boolean(),
          split: fc.constantFrom('train', 'validation', 'test'),
          index: fc.nat(59_999),
          node: constant(node),
          unit: fc.record({ c: fc.nat(out.c - 1), y: fc.nat(out.h - 1), x: fc.nat(out.w - 1) }),
          scale: fc.constantFrom('map', 'layer', 'network'),
          maps: fc.constantFrom('values', 'gradients'),
        }),
      ),
    )
    fc.assert(
      fc.property(links, rules, schedules, initialisations, ({ flip, ...rest }, rule, schedule, init) => {
        const link = { ...rest, ...rule, ...schedule, ...init }
        const state = startOf(link.set === 'cifar10' ? { ...link, flip } : link)
        const { values, ignored } = read(labToLink(state))
        expect(ignored).toEqual([])
        expect(startOf(values)).toEqual({ ...state, plan: expect.anything() })
      }),
      { seed: 1, numRuns: cases(200, 5000) },
    )
  })

  it('names the update rule, schedule, loss and initialisation, each with its own settings', () => {
    const adam = read('rule=adam&beta1=0.8&schedule=cosine&steps=500&init=normal&deviation=0.1&biases=0.1')
    expect(adam.ignored).toEqual([])
    expect(startOf(adam.values)).toMatchObject({
      settings: {
        loss: 'crossEntropy',
        update: { type: 'adam', rate: 0.001, beta1: 0.8, beta2: 0.999, epsilon: 1e-8 },
        schedule: { type: 'cosine', steps: 500, floor: 0 },
      },
      initialisation: { type: 'normal', deviation: 0.1, biases: 0.1 },
    })
  })

  it('opens a network without its softmax for a loss that wants the scores themselves', () => {
    const hinge = startOf(read('preset=lenet5&loss=hinge').values)
    expect(hinge.settings.loss).toBe('hinge')
    expect(hinge.plan.nodes.map(({ layer }) => layer.type)).not.toContain('softmax')
    expect(read('preset=lenet5&loss=hinge&node=softmax1').ignored).toEqual(['node'])
    expect(read('preset=lenet5&loss=crossEntropy&node=softmax1').ignored).toEqual([])
  })

  it('ignores settings of another rule, schedule or initialisation', () => {
    expect(read('rule=sgd&momentum=0.9&beta1=0.9').ignored).toEqual(['momentum', 'beta1'])
    expect(read('rule=adam&rho=0.9&schedule=step&steps=100&init=he&value=1').ignored).toEqual([
      'rho',
      'steps',
      'value',
    ])
    expect(read('factor=0.5&deviation=1').ignored).toEqual(['factor', 'deviation'])
    expect(read('rule=momentum&momentum=0.5').ignored).toEqual([])
  })

  it('has the limits of the controls; what lies beyond keeps its default and is named', () => {
    const { values, ignored } = read(
      'rate=11&momentum=1&batch=257&l2=-0.1&seed=4294967296&index=1.5&scale=huge&unit=1,2',
    )
    expect(values).toEqual({})
    expect(ignored).toEqual(['rate', 'momentum', 'batch', 'l2', 'seed', 'index', 'scale', 'unit'])
  })

  it('names what it does not know, once', () => {
    expect(read('colour=red&colour=blue&seed=2')).toEqual({ values: { seed: 2 }, ignored: ['colour'] })
  })

  it('takes no number that is not written as one', () => {
    for (const text of ['', ' 1', '0x10', '1e999', 'NaN', 'Infinity', '１', '1,5', '--1']) {
      expect(read(`rate=${encodeURIComponent(text)}`).ignored).toEqual(['rate'])
    }
    expect(read('rate=1e-3').values.rate).toBe(0.001)
  })

  it('takes a key only once: the second is a trick or a mistake', () => {
    expect(read('seed=2&seed=3')).toEqual({ values: { seed: 2 }, ignored: ['seed'] })
  })

  it('takes no inherited name for a key, a preset or a set', () => {
    const { values, ignored } = read(
      '__proto__=1&constructor=1&toString=1&preset=constructor&set=__proto__&hasOwnProperty=1',
    )
    expect(values).toEqual({})
    expect(ignored).toEqual(['__proto__', 'constructor', 'toString', 'preset', 'set', 'hasOwnProperty'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('ignores a layer or a unit that its network does not have', () => {
    expect(read('preset=linear&node=conv3')).toEqual({ values: { preset: 'linear' }, ignored: ['node'] })
    expect(read('node=conv3&unit=10,0,0').ignored).toEqual(['unit'])
    expect(read('node=conv3&unit=9,15,15').ignored).toEqual([])
    expect(read('unit=0,0,0').ignored).toEqual(['unit'])
  })

  it('offers trained exactly the networks whose weights are shipped', () => {
    const folder = join(import.meta.dirname, '../../../public/presets')
    const shipped = readdirSync(folder).filter((file) => file.endsWith('.bin'))
    expect([...trainedPresets.values()].sort()).toEqual(shipped.map((file) => `presets/${file}`).sort())
  })

  it('ignores trained weights where none are shipped', () => {
    expect(read('preset=linear&trained=1').ignored).toEqual(['trained'])
    expect(read('preset=lenet5&trained=1').ignored).toEqual([])
  })

  it('ignores mirror images of pictures that bear none, and a shift beyond the control', () => {
    expect(read('set=mnist&flip=1').ignored).toEqual(['flip'])
    expect(read('preset=lenet5&flip=1').ignored).toEqual(['flip'])
    expect(read('set=cifar10&flip=1').ignored).toEqual([])
    expect(read('shift=5').ignored).toEqual(['shift'])
  })

  it('survives whatever a stranger writes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
        const { values } = linkToLab(new URLSearchParams(pairs))
        expect(startOf(values).phase).toBe('opening')
      }),
      { seed: 2, numRuns: cases(300, 1000) },
    )
  })
})
