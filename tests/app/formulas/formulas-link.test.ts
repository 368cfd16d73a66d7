import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  type Bench,
  type ChainRow,
  MOST_ROWS,
  ranges,
  rowRanges,
  startBench,
} from '../../../app/formulas/bench'
import { readBench, writeBench } from '../../../app/formulas/formulas-link'
import { allPresets } from '../../../app/formulas/presets'
import { resultsOf } from '../../../app/formulas/results'
import { parseHash } from '../../../app/url'
import { cases } from '../../sample'

vi.setConfig({ testTimeout: 120_000 }) // the full counts of random links

const within = ({ least, most }: { least: number; most: number }) => fc.integer({ min: least, max: most })
const { k, f, s, p, units } = rowRanges

const row: fc.Arbitrary<ChainRow> = fc.oneof(
  fc.record({ type: fc.constant('conv' as const), k: within(k), f: within(f), s: within(s), p: within(p) }),
  fc.record({ type: fc.constant('pool' as const), f: within(f), s: within(s), p: within(p) }),
  fc.constant({ type: 'relu' as const }),
  fc.record({ type: fc.constant('fc' as const), k: within(units) }),
)

const bench: fc.Arbitrary<Bench> = fc
  .record({
    setting: fc.record({
      kind: fc.constantFrom('conv' as const, 'pool' as const),
      w: within(ranges.w),
      h: within(ranges.h),
      f: within(ranges.f),
      s: within(ranges.s),
      p: within(ranges.p),
      k: within(ranges.k),
      c: within(ranges.c),
      d: within(ranges.d),
    }),
    square: fc.boolean(),
    rounding: fc.constantFrom('exact' as const, 'floor' as const, 'ceil' as const),
    chain: fc.array(row, { maxLength: MOST_ROWS }),
  })
  .map((one) => (one.square ? { ...one, setting: { ...one.setting, h: one.setting.w } } : one))

const read = (query: string) => readBench(new URLSearchParams(query))

describe('the link of the bench', () => {
  test('a state comes back from its link exactly', () => {
    fc.assert(
      fc.property(bench, (state) => {
        const link = `#/formulas?${writeBench(state)}`
        const { query, tooLong } = parseHash(link)
        expect(tooLong).toBe(false)
        expect(readBench(query)).toEqual({ bench: state, ignored: [] })
      }),
      { numRuns: cases(300, 5000) },
    )
  })

  test('every preset survives the round trip and has numbers', () => {
    for (const preset of allPresets) {
      const back = read(writeBench(preset.bench).toString())
      expect(back, preset.id).toEqual({ bench: preset.bench, ignored: [] })
      expect(resultsOf(preset.bench).sizes, preset.id).toHaveLength(1)
    }
  })

  test('an empty link is the bench as it starts', () => {
    expect(read('')).toEqual({ bench: startBench, ignored: [] })
  })

  test('it can be read and written by hand', () => {
    const { bench: found } = read('w=32&f=5&p=2&s=1&k=10&chain=relu_pool.2.2.0_fc.10')
    expect(found.setting).toMatchObject({ w: 32, h: 32, f: 5, p: 2, s: 1, k: 10 })
    expect(found.chain).toEqual([{ type: 'relu' }, { type: 'pool', f: 2, s: 2, p: 0 }, { type: 'fc', k: 10 }])
  })

  test.each([
    ['s=0', 's'],
    ['w=-7', 'w'],
    ['w=7.5', 'w'],
    ['w=1e3', 'w'],
    ['w=4097', 'w'],
    ['w=99999999999999999999', 'w'],
    ['w=７', 'w'],
    ['k=', 'k'],
    ['f=NaN', 'f'],
    ['kind=constructor', 'kind'],
    ['round=up', 'round'],
    ['chain=__proto__', 'chain'],
    ['chain=conv.10.3.1', 'chain'],
    ['chain=conv.10.3.0.1', 'chain'],
    ['chain=fc.10.10', 'chain'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['zoom=<img src=x onerror=alert(1)>', 'zoom'],
    ['w=7&w=9', 'w'],
  ])('%s is ignored, named, and harms nothing else', (query, part) => {
    const { bench: found, ignored } = read(`${query}&c=5`)
    expect(ignored.map((one) => one.part)).toContain(part)
    expect(found.setting.c).toBe(5)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('a chain longer than the interface allows is cut there, and said to be', () => {
    const { bench: found, ignored } = read(`chain=${Array.from({ length: 90 }, () => 'relu').join('_')}`)
    expect(found.chain).toHaveLength(MOST_ROWS)
    expect(ignored).toHaveLength(1)
  })

  test('a link longer than 8 kB is not read at all', () => {
    const { tooLong, query } = parseHash(`#/formulas?w=9&x=${'7'.repeat(9000)}`)
    expect(tooLong).toBe(true)
    expect(readBench(query).bench).toEqual(startBench)
  })

  test('any text whatever gives a bench whose numbers are within their limits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const { bench: found } = read(text)
        for (const [name, { least, most }] of Object.entries(ranges)) {
          const value = found.setting[name as keyof typeof ranges]
          expect(value).toBeGreaterThanOrEqual(least)
          expect(value).toBeLessThanOrEqual(most)
        }
        resultsOf(found)
      }),
      { numRuns: cases(300, 10_000) },
    )
  })

  test('a valid link with one character changed is read or refused, never thrown', () => {
    const link = writeBench(allPresets.find(({ id }) => id === 'alexnet-227')?.bench ?? startBench).toString()
    fc.assert(
      fc.property(
        fc.nat(link.length - 1),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (at, letter) => {
          const { bench: found } = read(link.slice(0, at) + letter + link.slice(at + 1))
          expect(resultsOf(found).sizes.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: cases(300, 10_000) },
    )
  })
})
