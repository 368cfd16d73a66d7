// @vitest-environment jsdom
/** Workers that die at random, with the real engine behind them: what the curve would have been, it is. */
import { describe, expect, it, vi } from 'vitest'
import { createEngineClient, type WorkerLike } from '../../app/engine-client'
import type { SessionEvents } from '../../app/engine-client/session'
import type { FromWorker, ToWorker } from '../../engine/protocol'
import { createRandom } from '../../engine/random'
import { createSessions, type Sessions } from '../../engine/session'
import { settings, shapes, smallSpec } from '../engine/harness'
import { cases } from '../sample'

vi.setConfig({ testTimeout: 900_000 })

const DEATHS = cases(20, 500)
const RESTARTS = 50
const LAST_STEP = 250
/** Milliseconds between two turns. */
const TURN = 2

const kinds = [
  'throws',
  'silence',
  'bad message',
  'dies again while it recovers',
  'dies before it opens',
] as const
type Kind = (typeof kinds)[number]

/** The real engine in the place of a worker; it works when it is given a turn. */
class TestWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onmessageerror: WorkerLike['onmessageerror'] = null
  onerror: WorkerLike['onerror'] = null
  isAlive = true
  readonly told: ToWorker[] = []
  private readonly sessions: Sessions

  constructor(now: () => number) {
    this.sessions = createSessions({
      post: (message: FromWorker, transfer) =>
        this.isAlive &&
        this.onmessage?.(new MessageEvent('message', { data: structuredClone(message, { transfer }) })),
      now,
      fetchBytes: () => Promise.reject(new Error('no network here')),
      wake: () => {},
    })
  }

  postMessage(message: ToWorker): void {
    this.told.push(structuredClone(message))
  }

  terminate(): void {
    this.isAlive = false
  }

  turn(): void {
    if (!this.isAlive) return
    for (const message of this.told.splice(0)) this.sessions.receive(message)
    this.sessions.turn(5)
  }

  die(kind: Kind): void {
    if (kind === 'throws' || kind.startsWith('dies'))
      this.onerror?.(new ErrorEvent('error', { message: 'out of memory' }))
    else if (kind === 'bad message') this.onmessageerror?.(new MessageEvent('messageerror'))
    else this.isAlive = false // nobody is told
  }
}

const wished = { ...settings, update: { type: 'momentum', rate: 0.03, momentum: 0.8 }, l2: 0.001 } as const

function createRun() {
  const clock = { at: 0 }
  const workers: TestWorker[] = []
  const checks = new Set<() => void>()
  const losses = new Map<number, number>()
  const taken = new Map<number, number>() // step → when it was told
  const recovered: { step: number; at: number }[] = []
  const failed = vi.fn()
  let differing = 0
  const client = createEngineClient({
    spawn() {
      const worker = new TestWorker(() => {
        clock.at += 0.5
        return clock.at
      })
      workers.push(worker)
      return worker
    },
    now: () => clock.at,
    afterPaint: (callback) => callback(),
    every(_ms, callback) {
      checks.add(callback)
      return () => checks.delete(callback)
    },
    hidden: () => false,
  })
  const events: SessionEvents = {
    frame: () => null,
    beat(beat) {
      beat.losses.forEach((loss, i) => {
        const step = beat.step - beat.losses.length + i + 1
        if (losses.has(step) && losses.get(step) !== loss) differing++
        losses.set(step, loss)
        taken.set(step, clock.at)
      })
    },
    checkpoint: () => {},
    stopped: failed,
    recovered: ({ step }) => recovered.push({ step, at: clock.at }),
    data: () => {},
    dataProblem: failed,
    dataProgress: () => {},
    failed,
  }
  const session = client.session(events)
  session.autoCheckpoint(0.8)
  const quietly = (call: Promise<unknown>) => void call.catch(() => {}) // a death rejects what waits
  // Opened with other settings than it trains with: what was chosen last must not be lost.
  quietly(session.call('open', { spec: smallSpec, seed: 3, settings }))
  quietly(session.call('data', shapes))
  quietly(session.call('train', { on: true, settings: wished }))
  let nextCheck = 500
  return {
    client,
    workers,
    checks,
    losses,
    taken,
    recovered,
    failed,
    clock,
    worker: () => workers.at(-1)!,
    differing: () => differing,
    last: () => Math.max(0, ...losses.keys()),
    async turn() {
      workers.at(-1)!.turn()
      clock.at += TURN
      if (clock.at >= nextCheck) {
        nextCheck = clock.at + 500
        for (const check of [...checks]) check()
      }
      await Promise.resolve()
    },
  }
}

async function undisturbed(): Promise<ReadonlyMap<number, number>> {
  const run = createRun()
  while (run.losses.size < LAST_STEP) await run.turn()
  return run.losses
}

describe(`${DEATHS} workers that die at random`, () => {
  it.each(kinds)(
    '(%s) are replaced: the curve is the same to the bit, at most a second of it is trained again',
    async (kind) => {
      const expected = await undisturbed()
      const random = createRandom(kinds.indexOf(kind))
      for (let i = 0; i < DEATHS / kinds.length; i++) {
        const run = createRun()
        const at = kind === 'dies before it opens' ? 0 : 1 + random.below(LAST_STEP - 100)
        while (run.last() < at) await run.turn()
        const died = run.clock.at
        const before = run.last()
        run.worker().die(kind)
        if (kind === 'dies again while it recovers') run.worker().die(kind)
        while (run.recovered.length === 0) await run.turn()
        const [{ step, at: back }] = run.recovered
        expect(back - died).toBeLessThan(5000 + 3000) // heard of in 5 s, back in 3
        if (before > 0 && step > 0) expect(died - (run.taken.get(step + 1) ?? died)).toBeLessThanOrEqual(1000)
        while (run.last() < before + 50) await run.turn()
        expect(run.differing()).toBe(0)
        for (const [n, loss] of run.losses)
          if (n <= LAST_STEP) expect(loss, `step ${n}`).toBe(expected.get(n))
        expect(run.workers).toHaveLength(kind === 'dies again while it recovers' ? 3 : 2)
        expect(run.failed).not.toHaveBeenCalled()
        run.client.dispose()
      }
    },
  )
})

it(`after ${RESTARTS} restarts one worker lives, with one check, and the curve goes on`, async () => {
  const run = createRun()
  for (let death = 0; death < RESTARTS; death++) {
    const goal = run.last() + 3
    while (run.last() < goal) await run.turn()
    run.clock.at += 30_000 // not three within a minute
    for (const check of [...run.checks]) check()
    run.worker().die('throws')
  }
  const goal = run.last() + 5
  while (run.last() < goal) await run.turn()
  expect(run.workers).toHaveLength(RESTARTS + 1)
  expect(run.workers.filter(({ isAlive }) => isAlive)).toHaveLength(1)
  expect(run.checks.size).toBe(1)
  expect(run.differing()).toBe(0)
  expect(run.failed).not.toHaveBeenCalled()
})

it('a clock that jumps by eight hours, or a page that was hidden, is no death, and no rate is negative or not a number', async () => {
  const run = createRun()
  const rates: number[] = []
  const worker = run.worker()
  const { onmessage } = worker
  worker.onmessage = (event) => {
    if (event.data.type === 'beat') rates.push(event.data.examplesPerSecond)
    return onmessage?.(event)
  }
  for (let jump = 0; jump < 50; jump++) {
    const goal = run.last() + 3
    while (run.last() < goal) await run.turn()
    run.clock.at += 8 * 3_600_000
  }
  expect(run.workers).toHaveLength(1)
  expect(rates.every((rate) => Number.isFinite(rate) && rate >= 0)).toBe(true)
  expect(rates.length).toBeGreaterThan(20)
})
