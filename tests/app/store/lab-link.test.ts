import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../app/lab/training/settings-range'
import type { LabLink } from '../../../app/store/lab.types'
import { labToLink, linkToLab, MOST_BATCH, MOST_SEED, MOST_SHIFT } from '../../../app/store/lab-link'
import { startOf } from '../../../app/store/lab-start'
import { plan, zoo } from '../../../engine/index'

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
    const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    const links = fc.constantFrom(...zoo.values()).chain(({ id, spec }) =>
      fc.constantFrom(...plan(spec).nodes).chain(({ id: node, out }) =>
        fc.record<LabLink>({
          preset: fc.constant(id),
          seed: fc.integer({ min: 0, max: MOST_SEED }),
          set: fc.constantFrom('cifar10', 'mnist', 'shapes'),
          rate: finite(limits.rate.min, limits.rate.max),
          momentum: finite(limits.momentum.min, limits.momentum.max),
          batch: fc.integer({ min: 1, max: MOST_BATCH }),
          l2: finite(limits.l2.min, limits.l2.max),
          shift: fc.integer({ min: 0, max: MOST_SHIFT }),
          flip: fc.boolean(),
          split: fc.constantFrom('train', 'validation', 'test'),
          index: fc.nat(59_999),
          node: fc.constant(node),
          unit: fc.record({ c: fc.nat(out.c - 1), y: fc.nat(out.h - 1), x: fc.nat(out.w - 1) }),
          scale: fc.constantFrom('map', 'layer', 'network'),
          maps: fc.constantFrom('values', 'gradients'),
        }),
      ),
    )
    fc.assert(
      fc.property(links, ({ flip, ...link }) => {
        const state = startOf(link.set === 'cifar10' ? { ...link, flip } : link)
        const { values, ignored } = read(labToLink(state))
        expect(ignored).toEqual([])
        expect(startOf(values)).toEqual({ ...state, plan: expect.anything() })
      }),
      { seed: 1, numRuns: 200 },
    )
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

  it('ignores trained weights where none are shipped', () => {
    expect(read('preset=cs231n&trained=1').ignored).toEqual(['trained'])
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
      { seed: 2, numRuns: 500 },
    )
  })
})
