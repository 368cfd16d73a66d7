import { describe, expect, it } from 'vitest'
import type { NetworkSpec } from '../../engine/spec'
import { createBench, openBench, settings, shapes, smallSpec } from './harness'

/** 2 million weights: as in the large networks, nearly all of them in one layer, and long to draw. */
const large: NetworkSpec = {
  ...smallSpec,
  nodes: [
    { id: 'fc0', from: ['input'], layer: { type: 'fc', units: 1500 } },
    { id: 'fc1', from: ['fc0'], layer: { type: 'fc', units: 1400 } },
    { id: 'fc2', from: ['fc1'], layer: { type: 'fc', units: 10 } },
    { id: 'softmax1', from: ['fc2'], layer: { type: 'softmax' } },
  ],
}

/** A bench that is making the large network; each turn takes some of its time. */
function makingBench() {
  const bench = createBench()
  bench.tick = 30
  const open = bench.tell('open', { spec: large, seed: 1, settings })
  bench.sessions.turn(5)
  return { bench, open }
}

describe('a large network', () => {
  it('is made in slices, and the worker is heard between them, several times a second', () => {
    const { bench, open } = makingBench()
    expect(bench.reply(open)).toBeUndefined()
    let last = bench.clock
    let longest = 0
    bench.until(() => {
      longest = Math.max(longest, bench.clock - last)
      if (bench.of('progress').some(({ id }) => id === open)) last = bench.clock
      bench.posted.length = bench.reply(open) ? bench.posted.length : 0
      return bench.reply(open) !== undefined
    })
    expect(bench.reply(open)).toMatchObject({ ok: true })
    expect(longest).toBeLessThan(1000)
  })

  it('tells which share of its weights is drawn', () => {
    const { bench, open } = makingBench()
    bench.until(() => bench.reply(open) !== undefined)
    const shares = bench.of('progress').map(({ done }) => done)
    expect(shares.length).toBeGreaterThan(3)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(bench.of('progress')[0]).toMatchObject({ id: open, of: 'open', total: 1 })
    expect(shares.at(-1)).toBeLessThan(1)
  })

  it('lets the calls after it wait, and answers them in their order', () => {
    const { bench, open } = makingBench()
    const asked = [
      open,
      bench.tell('data', shapes),
      bench.tell('look', { picture: { kind: 'set', split: 'test', index: 0 } }),
      bench.tell('edit', { spec: large }),
      bench.tell('checkpoint', {}),
    ]
    expect(bench.of('reply')).toEqual([])
    bench.until(() => bench.reply(asked[4]) !== undefined)
    expect(bench.of('reply').map(({ id, ok }) => [id, ok])).toEqual(asked.map((id) => [id, true]))
  })

  it('does not let its data wait: they are fetched meanwhile', async () => {
    const asked: string[] = []
    const bench = createBench((url) => {
      asked.push(url)
      return Promise.reject(new Error('no network here'))
    })
    bench.tell('open', { spec: large, seed: 1, settings })
    bench.tell('data', { ...shapes, set: 'cifar10' })
    expect(asked[0]).toBe('data/cifar10/meta.json')
  })

  it('is given up for another one, with all that was asked of it', () => {
    const { bench, open } = makingBench()
    const look = bench.tell('look', { picture: { kind: 'set', split: 'test', index: 0 } })
    const small = bench.tell('open', { spec: smallSpec, seed: 1, settings })
    for (const id of [open, look])
      expect(bench.reply(id)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    bench.until(() => bench.reply(small) !== undefined)
    expect(bench.reply(small)).toMatchObject({ ok: true, value: { run: 1 } })
  })

  it('is given up when its session closes', () => {
    const { bench, open } = makingBench()
    const close = bench.tell('close', {})
    expect(bench.reply(open)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(bench.reply(close)).toMatchObject({ ok: true })
    expect(bench.sessions.dueIn()).toBe(Number.POSITIVE_INFINITY)
  })

  it('leaves the one before as it was while it is made, and where it is refused', () => {
    const bench = openBench()
    bench.call('train', { on: true, settings })
    bench.until(() => bench.step() >= 3)
    const before = bench.tell('checkpoint', {})
    bench.until(() => bench.reply(before) !== undefined)
    const [edit, after] = [
      bench.tell('edit', { spec: { ...large, nodes: [] } }),
      bench.tell('checkpoint', {}),
    ]
    bench.until(() => bench.reply(after) !== undefined)
    expect(bench.reply(edit)).toMatchObject({ ok: false, problem: { code: 'spec' } })
    expect(bench.parameters(after)).toEqual(bench.parameters(before))
    const step = bench.step()
    bench.until(() => bench.step() > step)
  })

  it('lets a judgement that waits for it be withdrawn', () => {
    const { bench, open } = makingBench()
    const evaluation = bench.tell('evaluate', { split: 'test' })
    bench.sessions.receive({ type: 'cancel', session: 1, id: evaluation })
    expect(bench.reply(evaluation)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    bench.until(() => bench.reply(open) !== undefined)
    expect(bench.of('reply')).toHaveLength(2)
  })
})
