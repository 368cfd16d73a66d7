/** Settings of the bench that do not fit, drawn at random: each repair that is offered as a button leads to one that does. */
import { expect, it, vi } from 'vitest'
import { type Bench, type ChainRow, ranges, type Setting } from '../../../app/formulas/bench'
import { chainResults } from '../../../app/formulas/chain-results'
import { applyFix, applyRowFix, fixesOfRow } from '../../../app/formulas/repair'
import { resultsOf } from '../../../app/formulas/results'
import { refusedVerdict, verdictOf } from '../../../app/formulas/verdict-words'
import type { Fix } from '../../../engine/index'
import { createRandom, type Random } from '../../../engine/random'
import { cases } from '../../sample'

vi.setConfig({ testTimeout: 300_000 })

const BENCHES = cases(300, 10_000)

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)]

/** Small mostly; sometimes at the ends of what may be typed. */
function draw(random: Random, name: keyof typeof ranges, most: number): number {
  const { least, most: limit } = ranges[name]
  return random.below(12) === 0 ? pick(random, [least, limit]) : least + random.below(most)
}

function drawBench(random: Random): Bench {
  const w = draw(random, 'w', 40)
  const square = random.below(2) === 0
  const setting: Setting = {
    kind: pick(random, ['conv', 'pool']),
    w,
    h: square ? w : draw(random, 'h', 40),
    f: draw(random, 'f', 12),
    s: draw(random, 's', 6),
    p: draw(random, 'p', 6),
    k: draw(random, 'k', 12),
    c: draw(random, 'c', 4),
    d: draw(random, 'd', 3),
  }
  const row: ChainRow = { type: 'pool', f: 1 + random.below(6), s: 1 + random.below(4), p: random.below(4) }
  return { setting, square, rounding: pick(random, ['exact', 'exact', 'floor', 'ceil']), chain: [row] }
}

const pressed = (bench: Bench, fix: Fix): Bench => applyFix(bench, fix, resultsOf(bench).problem?.side ?? 'w')

/** Where width and height are both refused, the height's own repairs come after the width's. */
function leadsToFitting(bench: Bench, fix: Fix): boolean {
  const after = pressed(bench, fix)
  const { problem } = resultsOf(after)
  if (!problem) return true
  const before = resultsOf(bench)
  if (problem.side === 'w' || before.problem?.side !== 'w' || before.down.problem === null) return false
  return problem.fixes.some((further) => resultsOf(pressed(after, further)).problem === null)
}

it(`of ${BENCHES} settings, whatever is refused offers repairs, and each of them leads to one that fits`, () => {
  const random = createRandom(5)
  let refused = 0
  for (let i = 0; i < BENCHES; i++) {
    const bench = drawBench(random)
    const results = resultsOf(bench)
    const { title, sentence } = verdictOf(results)
    for (const said of [title, sentence]) expect(`${said.en}${said.zh}`).not.toMatch(/undefined|NaN|Infinity/)
    const { problem } = results
    if (!problem) continue
    refused++
    expect(problem.fixes.length, JSON.stringify(bench)).toBeGreaterThan(0)
    for (const fix of problem.fixes)
      expect(leadsToFitting(bench, fix), JSON.stringify({ bench, fix })).toBe(true)
  }
  expect(refused).toBeGreaterThan(BENCHES / 4)
})

const ROWS = cases(300, 30_000)

/** The width that a row is given is no number of its own. */
it(`of ${ROWS} layers of a chain, whatever is refused offers repairs by its own numbers, and each leads to one that fits`, () => {
  const random = createRandom(6)
  let tried = 0
  for (let i = 0; i < ROWS; i++) {
    const bench = drawBench(random)
    const result = chainResults(bench).rows[1]
    if (result.state !== 'refused') continue
    expect(fixesOfRow(result.fixes).length, JSON.stringify(bench)).toBeGreaterThan(0)
    for (const fix of fixesOfRow(result.fixes)) {
      tried++
      const { rows } = chainResults({ ...bench, chain: [applyRowFix(bench.chain[0], fix)] })
      expect(rows[1].state, JSON.stringify({ bench, fix })).toBe('planned')
    }
  }
  expect(tried).toBeGreaterThan(ROWS / 20)
})

it('every number that cannot be is refused with its range and one reason, in both languages', () => {
  for (const typed of [
    '',
    ' ',
    '0',
    '-3',
    '2.5',
    '1e999',
    '0x10',
    'Infinity',
    'NaN',
    '3，5',
    '七',
    '9'.repeat(400),
  ])
    for (const name of ['w', 'f', 's', 'p', 'k', 'c', 'd'] as const) {
      const { sentence } = refusedVerdict([{ name: name, typed: typed }])
      expect(sentence.en).toMatch(/^[WFSPKCD] must be a whole number from [\d,]+ to [\d,]+; [^;]+[^.]\.$/)
      expect(sentence.zh).toMatch(/^[WFSPKCD] 必须是 [\d,]+ 到 [\d,]+ 的整数；[^；]+。$/)
      expect(sentence.en.length).toBeLessThan(140)
    }
})
