import { expect, it } from 'vitest'
import { takeTurns, timesOf } from './take-turns'

/** Contestants that write down when they run. */
function field(names: readonly string[]) {
  const order: string[] = []
  const contestants = names.map((name) => ({ name, run: () => order.push(name) }))
  return { order, contestants }
}

it('lets another one begin in each round, and everybody run in all of them', async () => {
  const { order, contestants } = field(['a', 'b', 'c'])
  const times = await takeTurns(contestants, { rounds: 4, sampleMs: 0, warmUpMs: 0, budgetMs: 1e6 })
  expect(order.slice(-12).join('')).toBe('abcbcacababc')
  expect(timesOf(times, 'a')).toHaveLength(4)
  expect(timesOf(times, 'c')).toHaveLength(4)
  expect(() => timesOf(times, 'd')).toThrow('nobody called d')
})

it('ends early where time runs out, but not before there is a middle', async () => {
  const { contestants } = field(['a', 'b'])
  const times = await takeTurns(contestants, { rounds: 50, sampleMs: 0, warmUpMs: 0, budgetMs: -1 })
  expect(timesOf(times, 'b')).toHaveLength(3)
})

it('repeats what is too short to be timed until a sample is long enough', async () => {
  let runs = 0
  const spin = { name: 'spin', run: () => void runs++ }
  const times = await takeTurns([spin], { rounds: 3, sampleMs: 2, warmUpMs: 0, budgetMs: 1e6 })
  expect(runs).toBeGreaterThan(1000)
  expect(Math.min(...timesOf(times, 'spin'))).toBeGreaterThan(0)
})

it('waits for engines that answer later', async () => {
  let running = 0
  const run = async () => {
    running++
    await Promise.resolve()
    running--
  }
  const overlap: number[] = []
  const watcher = { name: 'watcher', run: () => overlap.push(running) }
  await takeTurns([{ name: 'late', run }, watcher], { rounds: 3, sampleMs: 0, warmUpMs: 0, budgetMs: 1e6 })
  expect(new Set(overlap)).toEqual(new Set([0]))
})
