/** Hashes as a stranger spoils them, through the very functions that the pages read their address with. */
import { describe, expect, it, vi } from 'vitest'
import { readBench, writeBench } from '../../app/formulas/formulas-link'
import { allPresets } from '../../app/formulas/presets'
import { resultsOf } from '../../app/formulas/results'
import { labToLink, linkToLab, MOST_SEED } from '../../app/store/lab-link'
import { startOf } from '../../app/store/lab-start'
import { settingRanges } from '../../app/store/setting-ranges'
import { parseHash } from '../../app/url'
import { optimisers, trainingLimits, updateRules } from '../../engine/index'
import { createRandom, type Random } from '../../engine/random'
import { cases } from '../sample'

vi.setConfig({ testTimeout: 600_000 })

const MUTATED = cases(600, 10_000)
const RANDOM = cases(100, 1000)

const TOKENS = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '__defineGetter__',
  '<img src=x onerror=__pwned=1>',
  '"><script>__pwned=1</script>',
  'javascript:__pwned=1',
  '%00',
  '%',
  '%E0%A4',
  '\u202e',
  '\ud800',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '-1',
  '0',
  '0.5',
  '９',
  '99999999999999999999',
  '0x10',
  '',
  ' ',
  '[]',
  '{}',
  '{"__proto__":{"polluted":1}}',
  'a'.repeat(3000),
  '&'.repeat(500),
  'x=1&'.repeat(400),
  '_'.repeat(2000),
  '.'.repeat(500),
  '//evil.example/',
] as const

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)]

/** One to four places replaced, removed, doubled or filled with something hostile. */
function mutate(text: string, random: Random): string {
  let found = text
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(found.length + 1)
    const end = Math.min(found.length, at + random.below(12))
    const [head, middle, tail] = [found.slice(0, at), found.slice(at, end), found.slice(end)]
    const put = [
      () => '',
      () => middle + middle,
      () => String.fromCharCode(random.below(0x10000)),
      () => pick(random, TOKENS),
      () => `&${new URLSearchParams([[pick(random, TOKENS), pick(random, TOKENS)]])}&`,
    ]
    found = head + pick(random, put)() + tail
  }
  return found
}

const noise = (random: Random): string =>
  Array.from({ length: random.below(300) }, () =>
    String.fromCharCode(random.below(random.below(2) ? 128 : 0x10000)),
  ).join('')

/** What a page starts with, and every built-in that pollution would reach. */
const builtIns = () =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(
    (prototype) => Reflect.ownKeys(prototype).length,
  )

function readLab(hash: string): void {
  const { values } = linkToLab(parseHash(hash).query)
  const { phase, settings, seed } = startOf(values)
  expect(phase).toBe('opening') // never 'training'
  expect(
    Number.isInteger(settings.batch) && settings.batch >= 1 && settings.batch <= trainingLimits.batch.most,
  ).toBe(true)
  expect(
    settings.update.rate >= settingRanges.rate.min && settings.update.rate <= settingRanges.rate.max,
  ).toBe(true)
  expect(Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED).toBe(true)
}

function readFormulas(hash: string): void {
  const { bench } = readBench(parseHash(hash).query)
  expect(
    Object.values(bench.setting).every((value) => typeof value === 'string' || Number.isInteger(value)),
  ).toBe(true)
  resultsOf(bench)
}

const labLinks = optimisers.flatMap((type, i) =>
  ['linear', 'lenet5', 'cs231n', 'small'].map((preset) => {
    const { query } = parseHash(
      `#/lab?preset=${preset}&rule=${type}&rate=${updateRules[type].rate}&seed=${i}`,
    )
    return `#/lab?${labToLink(startOf(linkToLab(query).values))}`
  }),
)
const benchLinks = allPresets.map(({ bench }) => `#/formulas?${writeBench(bench)}`)

describe.each([
  ['the Lab', labLinks, readLab],
  ['the bench', benchLinks, readFormulas],
] as const)('%s', (_, links, read) => {
  const all = [
    [
      `${MUTATED} valid links spoilt at up to four places`,
      MUTATED,
      (random: Random) => mutate(pick(random, links), random),
    ],
    [`${RANDOM} random hashes`, RANDOM, (random: Random) => `#/${noise(random)}?${noise(random)}`],
  ] as const

  it.each(all)('survives %s: no exception, nothing polluted, each read at once', (__, count, draw) => {
    const random = createRandom(9)
    const before = builtIns()
    let longest = 0
    for (let i = 0; i < count; i++) {
      const hash = draw(random)
      const started = performance.now()
      expect(() => read(hash), JSON.stringify(hash)).not.toThrow()
      longest = Math.max(longest, performance.now() - started)
    }
    expect(builtIns()).toEqual(before)
    expect(longest).toBeLessThan(1000)
  })
})
