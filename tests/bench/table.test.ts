import { expect, it } from 'vitest'
import { type Row, verdict } from './row'
import { printTable } from './table'

const spread = (median: number) => ({ low: median / 2, median, high: median * 2 })
const setting = { machine: 'Pentium', runtime: 'Node 20', clock: 'wall clock', peak: 51.23 }
const step: Row = {
  group: 'training step',
  workload: 'lenet5',
  unit: '×',
  value: spread(60),
  target: { floor: 50, aim: 75 },
  note: '600 → 10 ms',
}
const loading: Row = { group: 'loading', workload: 'first pass', unit: 'ms', value: spread(0.5) }

it('prints groups in the order in which they first come, each with its rows', () => {
  const table = printTable([step, loading, { ...step, workload: 'cs231n', value: spread(123.4) }], setting)
  expect(table.split('\n')).toEqual([
    'Pentium, one core; Node 20; wall clock; WebAssembly SIMD peak 51.2 GFLOP/s',
    '',
    '|                   | measured | middle half | floor |   aim | reaches |             |',
    '|-------------------|---------:|------------:|------:|------:|--------:|-------------|',
    '| **training step** |          |             |       |       |         |             |',
    '| lenet5            |    60.0× |    30.0–120 | 50.0× | 75.0× |   floor | 600 → 10 ms |',
    '| cs231n            |     123× |    61.7–247 | 50.0× | 75.0× |     aim | 600 → 10 ms |',
    '| **loading**       |          |             |       |       |         |             |',
    '| first pass        | 0.500 ms |  0.250–1.00 |       |       |         |             |',
  ])
})

it('takes less for better where it is a time, more where it is a ratio', () => {
  const target = { floor: 150, aim: 60 }
  const loads = (median: number) => verdict({ ...loading, value: spread(median), target })
  expect([200, 150, 60].map(loads)).toEqual(['below', 'floor', 'aim'])
  const trains = (median: number) => verdict({ ...step, value: spread(median) })
  expect([49, 50, 75].map(trains)).toEqual(['below', 'floor', 'aim'])
  expect(verdict(loading)).toBe('')
})

it('puts what was measured by itself into a table of its own', () => {
  const table = printTable([step, { ...loading, detail: true }], setting)
  expect(table.split('\n').slice(5)).toEqual([
    '| lenet5            |    60.0× |    30.0–120 | 50.0× | 75.0× |   floor | 600 → 10 ms |',
    '',
    '| each by itself | measured | middle half |',
    '|----------------|---------:|------------:|',
    '| **loading**    |          |             |',
    '| first pass     | 0.500 ms |  0.250–1.00 |',
  ])
})
