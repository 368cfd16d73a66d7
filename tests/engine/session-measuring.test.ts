import { describe, expect, it } from 'vitest'
import { createBench, openBench, settings, smallSpec } from './harness'

const conv = smallSpec.nodes[0].id

describe('a measurement', () => {
  it('needs no open network, tells how far it is, and answers', () => {
    const bench = createBench()
    const id = bench.call('measureLayer', { spec: smallSpec, node: conv })
    bench.until(() => bench.reply(id) !== undefined)
    const reply = bench.reply<'measureLayer'>(id)
    expect(reply).toMatchObject({ ok: true, value: { timings: [{ way: 'loops' }, {}, { way: 'direct' }] } })
    const told = bench.of('progress').filter((progress) => progress.id === id)
    expect(told.map(({ of }) => of)).toEqual(Array(24).fill('measure'))
    expect(told.at(-1)).toMatchObject({ done: 24, total: 24 })
    expect(bench.sessions.dueIn()).toBe(Number.POSITIVE_INFINITY)
  })

  it('can be cancelled, and is when its session is closed', () => {
    const bench = createBench()
    const [first, second] = [1, 2].map(() => bench.call('measureLayer', { spec: smallSpec, node: conv }))
    bench.sessions.turn(5)
    bench.sessions.receive({ type: 'cancel', session: 1, id: first })
    expect(bench.reply(first)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(bench.reply(second)).toBeUndefined()
    bench.call('close', {})
    expect(bench.reply(second)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  })

  it('that cannot be made is refused, and the next one is', () => {
    const bench = createBench()
    const [odd, good] = ['input', conv].map((node) => bench.call('measureLayer', { spec: smallSpec, node }))
    bench.until(() => bench.reply(good) !== undefined)
    expect(bench.reply(odd)).toMatchObject({ ok: false, problem: { code: 'spec' } })
    expect(bench.reply(good)).toMatchObject({ ok: true })
  })

  it('changes no bit of a network that trains in the same worker', () => {
    const [measured, undisturbed] = [openBench(), openBench()]
    const id = measured.call('measureStep', { spec: smallSpec, loss: 'crossEntropy' }, 2)
    for (const bench of [measured, undisturbed]) {
      bench.call('train', { on: true, settings })
      bench.until(() => bench.step() >= 3)
    }
    measured.until(() => measured.reply(id) !== undefined)
    expect(measured.losses().slice(0, 3)).toEqual(undisturbed.losses().slice(0, 3))
  })
})
