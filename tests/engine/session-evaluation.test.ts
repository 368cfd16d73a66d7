import { describe, expect, it } from 'vitest'
import { type Bench, openBench, settings, shapes } from './harness'

const verdict = (bench: Bench, id: number) => {
  const reply = bench.reply<'evaluate'>(id)
  return reply?.ok ? reply.value : null
}

describe('an evaluation', () => {
  it('judges the first pictures of a split and tells of progress on the way', () => {
    const bench = openBench()
    const id = bench.call('evaluate', { split: 'test', limit: 50 })
    bench.until(() => bench.reply(id) !== undefined)
    const found = verdict(bench, id)!
    expect(found).toMatchObject({ step: 0, count: 50 })
    const rows = found.confusion.flat()
    expect(rows.reduce((a, b) => a + b, 0)).toBe(50)
    const right = found.confusion.reduce((sum, row, k) => sum + row[k], 0)
    expect(found.accuracy).toBe(right / 50)
    expect(found.loss).toBeGreaterThan(1)
    const progress = bench.of('progress').filter((told) => told.id === id)
    expect(progress.map(({ done }) => done)).toEqual([20, 40, 50])
    expect(progress.every(({ total }) => total === 50)).toBe(true)
  })

  it('judges the weights of the step at which it was asked for, while training goes on', () => {
    const [training, paused] = [openBench(), openBench()]
    for (const bench of [training, paused]) {
      const steps = bench.call('step', { count: 5 })
      bench.until(() => bench.reply(steps) !== undefined)
    }
    const asked = training.call('evaluate', { split: 'test', limit: 200 })
    training.call('train', { on: true, settings })
    training.until(() => training.reply(asked) !== undefined)
    expect(training.step()).toBeGreaterThan(5)
    const alone = paused.call('evaluate', { split: 'test', limit: 200 })
    paused.until(() => paused.reply(alone) !== undefined)
    expect(verdict(training, asked)).toEqual(verdict(paused, alone))
  })

  it('can be cancelled', () => {
    const bench = openBench()
    const id = bench.call('evaluate', { split: 'test' })
    bench.sessions.turn(5)
    bench.sessions.receive({ type: 'cancel', session: 1, id })
    expect(bench.reply(id)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    const again = bench.call('evaluate', { split: 'test', limit: 20 })
    bench.until(() => bench.reply(again) !== undefined)
    expect(verdict(bench, again)).toMatchObject({ count: 20 })
  })

  it('is cancelled when another set is chosen: its pictures are of the one before', () => {
    const bench = openBench()
    const id = bench.call('evaluate', { split: 'test' })
    bench.sessions.turn(5)
    bench.call('data', { ...shapes, set: 'mnist' })
    expect(bench.reply(id)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  })

  it('goes on when only the augmentation of the set changes', () => {
    const bench = openBench()
    const id = bench.call('evaluate', { split: 'test', limit: 20 })
    bench.call('data', { ...shapes, augment: { shift: 2, flip: false }, resume: true })
    bench.until(() => bench.reply(id) !== undefined)
    expect(verdict(bench, id)).toMatchObject({ count: 20 })
  })

  it('is cancelled when another network is opened', () => {
    const bench = openBench()
    const id = bench.call('evaluate', { split: 'test' })
    bench.sessions.turn(5)
    bench.call('close', {})
    expect(bench.reply(id)).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  })
})

describe('the validation sample', () => {
  it('is judged at fixed steps and does not change the training', () => {
    const points = (bench: Bench) => bench.of('beat').flatMap(({ validation }) => validation ?? [])
    const run = (turnMs: number): Bench => {
      const bench = openBench()
      bench.call('train', { on: true, settings })
      bench.until(() => points(bench).length === 2, { turnMs })
      return bench
    }
    const [quick, slow] = [run(50), run(4)]
    expect(points(quick).map(({ step }) => step)).toEqual([250, 500])
    expect(points(slow)).toEqual(points(quick))
    expect(slow.losses().slice(0, 500)).toEqual(quick.losses().slice(0, 500))
  })
})
