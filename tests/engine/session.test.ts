import { describe, expect, it } from 'vitest'
import { createFeed } from '../../engine/data/feed'
import { createShapes } from '../../engine/data/shapes'
import { createNetwork } from '../../engine/network/network'
import { chain } from '../../engine/plan/chain'
import { specForLoss } from '../../engine/plan/losses'
import { checkUpdate, type Update } from '../../engine/plan/optimisers'
import type { TrainSettings } from '../../engine/protocol'
import { createTrainer } from '../../engine/train/trainer'
import { zoo } from '../../engine/zoo/index'
import { createBench, openBench, settings, shapes, smallSpec } from './harness'

const trainOn = { on: true, settings }
const trainOff = { on: false, settings }
const mean = (part: number[]): number => part.reduce((sum, loss) => sum + loss, 0) / part.length

describe('training', () => {
  it('learns the Shapes set', () => {
    const bench = openBench()
    bench.call('train', trainOn)
    bench.until(() => bench.step() >= 200)
    const losses = bench.losses()
    expect(mean(losses.slice(-20))).toBeLessThan(mean(losses.slice(0, 20)) - 0.2)
  })

  it('tells each loss once and in order, so that losses and steps agree', () => {
    const bench = openBench()
    bench.call('train', trainOn)
    bench.until(() => bench.step() >= 30)
    let told = 0
    for (const beat of bench.of('beat')) {
      told += beat.losses.length
      expect(beat.accuracies).toHaveLength(beat.losses.length)
      expect(beat.step).toBe(told)
    }
  })

  it('tells the accuracy of each step, as a trainer of the same pictures measures it', () => {
    const bench = openBench()
    const id = bench.call('step', { count: 12 })
    bench.until(() => bench.reply(id) !== undefined && bench.step() === 12)
    const { augment, seed } = shapes
    const data = createFeed({ set: createShapes(), input: smallSpec.input, augment, seed })
    const trainer = createTrainer(createNetwork(smallSpec, { seed: 1, batch: 8 }), { ...settings, data })
    const expected = Array.from({ length: 12 }, () => trainer.step())
    expect(bench.losses()).toEqual(expected.map(({ loss }) => loss))
    const accuracies = bench.of('beat').flatMap((beat) => beat.accuracies)
    expect(accuracies).toEqual(expected.map(({ accuracy }) => accuracy))
    expect(new Set(accuracies).size).toBeGreaterThan(1)
  })

  it('tells nothing of the run before to the run that is opened in its place', () => {
    const bench = openBench()
    bench.call('train', trainOn)
    bench.until(() => bench.step() >= 5)
    // A few milliseconds in which many steps are taken: the next beat is due a tenth of a second after the last.
    bench.tick = 0.01
    bench.sessions.turn(5)
    const before = bench.of('beat').length
    bench.call('open', { spec: smallSpec, seed: 2, settings })
    bench.clock += 1000
    bench.sessions.turn(5)
    const told = bench.of('beat').slice(before)
    expect(told.at(-1)).toMatchObject({ step: 0, losses: [], accuracies: [] })
  })

  it('answers a pause inside a step, and goes on with that very step', () => {
    const undisturbed = openBench({ spec: zoo.get('cs231n')!.spec, settings: { ...settings, batch: 24 } })
    const paused = openBench({ spec: zoo.get('cs231n')!.spec, settings: { ...settings, batch: 24 } })
    const batch24 = { ...settings, batch: 24 }
    undisturbed.call('train', { on: true, settings: batch24 })
    undisturbed.until(() => undisturbed.step() >= 2)

    paused.call('train', { on: true, settings: batch24 })
    for (let turn = 0; turn < 3; turn++) paused.sessions.turn(1)
    const id = paused.call('train', { on: false, settings: batch24 })
    expect(paused.reply<'train'>(id)).toMatchObject({ ok: true, value: { step: 0 } })
    for (let turn = 0; turn < 50; turn++) paused.sessions.turn(5)
    expect(paused.step()).toBe(0)
    paused.call('train', { on: true, settings: batch24 })
    paused.until(() => paused.step() >= 2)
    expect(paused.losses().slice(0, 2)).toEqual(undisturbed.losses().slice(0, 2))
  })

  it('takes exactly the steps that were asked for, then pauses and answers', () => {
    const bench = openBench()
    const id = bench.call('step', { count: 3 })
    bench.until(() => bench.reply(id) !== undefined)
    expect(bench.reply<'step'>(id)).toMatchObject({ ok: true, value: { step: 3 } })
    bench.clock += 1000
    for (let turn = 0; turn < 20; turn++) bench.sessions.turn(5)
    expect(bench.of('beat').at(-1)).toMatchObject({ step: 3, training: false })
  })

  it.each(['open', 'edit', 'train', 'close'] as const)(
    'answers what was asked to be stepped with the steps that were taken, when %s comes between',
    (name) => {
      const bench = openBench()
      const id = bench.call('step', { count: 1000 })
      bench.until(() => bench.step() >= 5)
      expect(bench.reply(id)).toBeUndefined()
      if (name === 'open') bench.call('open', { spec: smallSpec, seed: 2, settings })
      else if (name === 'edit') bench.call('edit', { spec: smallSpec })
      else if (name === 'train') bench.call('train', trainOff)
      else bench.call('close', {})
      const answer = bench.reply<'step'>(id)
      expect(answer?.ok && answer.value.step).toBeGreaterThanOrEqual(5)
      expect(answer?.ok && answer.value.step).toBeLessThan(1000)
    },
  )

  it('keeps the pace of slow motion on average, and does not sprint after a frozen hour', () => {
    const bench = openBench()
    bench.tick = 5
    bench.call('train', { on: true, settings: { ...settings, stepsPerSecond: 4 } })
    const stepsWithin = (ms: number): number => {
      const [from, end] = [bench.step(), bench.clock + ms]
      bench.until(() => bench.clock >= end)
      return bench.step() - from
    }
    stepsWithin(2000)
    expect(stepsWithin(5000)).toBeGreaterThanOrEqual(19)
    expect(stepsWithin(5000)).toBeLessThanOrEqual(21)
    bench.clock += 3_600_000
    expect(stepsWithin(2000)).toBeLessThanOrEqual(13)
  })

  it('uses changed settings from the next step on', () => {
    const bench = openBench()
    bench.call('train', trainOn)
    bench.until(() => bench.step() >= 5)
    const still = { ...settings, update: { type: 'sgd', rate: 0 } as const, l2: 0 }
    bench.call('train', { on: true, settings: still })
    const first = bench.call('checkpoint', {})
    bench.until(() => bench.step() >= 12)
    const second = bench.call('checkpoint', {})
    // A rate of 0 moves nothing: all parameters are as they were.
    expect(bench.parameters(second)).toEqual(bench.parameters(first))
  })

  it('takes the loss it is told, in its steps, its tests and its frames', () => {
    const spec = specForLoss(smallSpec, 'hinge')
    const hinge = { ...settings, loss: 'hinge', update: { type: 'sgd', rate: 0 } } as const
    const bench = openBench({ spec, settings: hinge, initialisation: { type: 'constant', value: 0 } })
    bench.call('look', { picture: { kind: 'set', split: 'test', index: 0 } })
    bench.sessions.receive({ type: 'watch', session: 1, parts: ['activations'], nodes: null, perSecond: 5 })
    bench.call('train', { on: true, settings: hinge })
    bench.until(() => bench.step() >= 3)
    // All scores are 0: nine other classes, each 1 too near.
    expect(bench.losses().slice(0, 3)).toEqual([9, 9, 9])
    const id = bench.call('evaluate', { split: 'test', limit: 40 })
    bench.until(() => bench.reply(id) !== undefined && bench.frame() !== undefined)
    expect(bench.reply(id)).toMatchObject({ value: { loss: 9 } })
    expect(bench.frame()?.picture.loss).toBe(9)
    const squares = { ...hinge, loss: 'squaredError' } as const
    bench.call('train', { on: true, settings: squares })
    const at = bench.step()
    bench.until(() => bench.step() >= at + 5)
    expect(bench.losses().at(-1)).toBe(0.5)
  })

  it('refuses a loss that cannot stand behind the network, and goes on as before', () => {
    const bench = openBench()
    const id = bench.call('train', { on: true, settings: { ...settings, loss: 'hinge' } })
    expect(bench.reply(id)).toMatchObject({ ok: false, problem: { values: { code: 'wrong-loss' } } })
    bench.call('train', trainOn)
    bench.until(() => bench.step() >= 2)
  })

  it('stops at the first loss that is not finite, keeps nothing of it and names step and layer', () => {
    const bench = openBench()
    bench.call('train', { on: true, settings: { ...settings, update: { type: 'sgd', rate: 1e30 } } })
    bench.until(() => bench.of('stopped').length > 0)
    const [stopped] = bench.of('stopped')
    expect(stopped.goodStep).toBe(stopped.step - 1)
    expect(smallSpec.nodes.map(({ id }) => id)).toContain(stopped.node)
    const id = bench.call('checkpoint', {})
    expect(bench.parameters(id).every(Number.isFinite)).toBe(true)
    bench.until(() => bench.of('beat').at(-1)?.training === false)
  })

  it('says that it waits while examples are on their way', () => {
    const bench = createBench(() => new Promise(() => {}))
    bench.call('open', { spec: smallSpec, seed: 1, settings })
    bench.call('data', { ...shapes, set: 'mnist' })
    bench.call('train', trainOn)
    bench.until(() => bench.of('beat').at(-1)?.waiting === true)
    expect(bench.of('beat').at(-1)).toMatchObject({ training: true, step: 0, examplesPerSecond: 0 })
  })
})

describe('beats', () => {
  it('come at least once a second in a pause, ten times a second while there is news', () => {
    const bench = openBench()
    bench.tick = 10
    const times = (ms: number): number => {
      const [before, end] = [bench.of('beat').length, bench.clock + ms]
      bench.until(() => bench.clock >= end)
      return bench.of('beat').length - before
    }
    times(1000)
    expect(times(10_000)).toBeGreaterThanOrEqual(9)
    bench.call('train', trainOn)
    expect(times(10_000)).toBeGreaterThanOrEqual(85)
    expect(times(10_000)).toBeLessThanOrEqual(100)
  })

  it('measure examples per second on the clock of the worker, without frozen time', () => {
    const bench = openBench()
    bench.call('train', trainOn)
    bench.until(() => bench.step() >= 100)
    const before = bench.of('beat').at(-1)!.examplesPerSecond
    bench.clock += 8 * 3_600_000
    bench.until(() => bench.step() >= 200)
    const after = bench.of('beat').at(-1)!.examplesPerSecond
    expect(before).toBeGreaterThan(0)
    expect(after / before).toBeGreaterThan(0.8)
    expect(after / before).toBeLessThan(1.25)
  })
})

describe('calls that cannot be answered', () => {
  const refusal = (bench: ReturnType<typeof createBench>, id: number) => {
    const reply = bench.reply(id)
    return reply?.ok === false ? reply.problem : null
  }

  it('are refused before a network is open, or without data', () => {
    const bench = createBench()
    expect(refusal(bench, bench.call('train', trainOff))).toEqual({ code: 'not-open', values: {} })
    bench.call('open', { spec: smallSpec, seed: 1, settings })
    expect(refusal(bench, bench.call('evaluate', { split: 'test' }))).toEqual({ code: 'no-data', values: {} })
  })

  it('leave the open network as it is when a spec does not fit', () => {
    const bench = openBench()
    const id = bench.call('open', {
      spec: {
        version: 1,
        input: { c: 3, h: 7, w: 7 },
        nodes: [{ id: 'conv1', from: ['input'], layer: { type: 'conv', filters: 1, size: 3, stride: 3 } }],
      },
      seed: 1,
      settings,
    })
    expect(refusal(bench, id)).toMatchObject({
      code: 'spec',
      values: { code: 'does-not-fit', node: 'conv1' },
    })
    bench.call('train', trainOn)
    bench.until(() => bench.step() >= 3)
  })

  it('name the bytes when a network would be too large, before anything is allocated', () => {
    const bench = createBench()
    const huge = {
      ...smallSpec,
      nodes: smallSpec.nodes.map((node) =>
        node.id === 'fc1' ? { ...node, layer: { type: 'fc', units: 60_000 } as const } : node,
      ),
    }
    const id = bench.call('open', { spec: huge, seed: 1, settings: { ...settings, batch: 60_000 } })
    expect(refusal(bench, id)).toMatchObject({ code: 'too-large', values: { limit: 2 ** 30, batch: 60_000 } })
  })

  it('name the bytes of the tests and of what is shown beside those of training', () => {
    const bench = createBench()
    // Its training alone would fit.
    const spec = chain({ c: 1, h: 512, w: 512 }, { type: 'conv', filters: 16, size: 3, pad: 1 })
    const id = bench.call('open', { spec, seed: 1, settings: { ...settings, batch: 20 } })
    expect(refusal(bench, id)).toMatchObject({
      code: 'too-large',
      values: { training: expect.any(Number), evaluation: expect.any(Number), looking: expect.any(Number) },
    })
  })

  it('name a checkpoint that is none', () => {
    const bench = createBench()
    const id = bench.call('open', { spec: smallSpec, seed: 1, settings, checkpoint: new ArrayBuffer(40) })
    expect(refusal(bench, id)?.code).toBe('checkpoint-malformed')
  })
})

const ids4 = [1, 2, 3, 4]

/** A race of update rules: from the same weights, on the same examples. */
const raced = (id: number): TrainSettings => {
  const rules: readonly Update[] = [
    checkUpdate({ type: 'sgd', rate: 0.05 }),
    checkUpdate({ type: 'nesterov', rate: 0.05 }),
    checkUpdate({ type: 'adam', rate: 0.002 }),
  ]
  return { ...settings, update: rules[(id - 1) % 3] }
}

/** The first losses of each of these sessions, in one worker. */
function raceOf(ids: readonly number[]): Map<number, readonly number[]> {
  const bench = createBench()
  for (const id of ids) {
    bench.call('open', { spec: smallSpec, seed: 1, settings: raced(id) }, id)
    bench.call('data', shapes, id)
    bench.call('train', { on: true, settings: raced(id) }, id)
  }
  bench.until(() => ids.every((id) => bench.step(id) >= 30))
  const lossesOf = (id: number) =>
    bench.of('beat').flatMap(({ session, losses }) => (session === id ? losses : []))
  return new Map(ids.map((id) => [id, lossesOf(id).slice(0, 30)]))
}

describe('sessions', () => {
  it('share one worker in turn', () => {
    const bench = openBench()
    bench.call('open', { spec: smallSpec, seed: 2, settings }, 2)
    bench.call('data', shapes, 2)
    bench.call('train', trainOn)
    bench.call('train', trainOn, 2)
    bench.until(() => bench.step(1) >= 20 && bench.step(2) >= 20)
    expect(Math.abs(bench.step(1) - bench.step(2))).toBeLessThan(20)
    bench.call('close', {}, 1)
    const closedAt = bench.step(1)
    bench.until(() => bench.step(2) >= 60)
    expect(bench.step(1)).toBe(closedAt)
  })

  it('give training, beats and frames to each of many, alike', () => {
    const bench = createBench()
    const ids = ids4
    for (const id of ids) {
      bench.call('open', { spec: smallSpec, seed: 1, settings: raced(id) }, id)
      bench.call('data', shapes, id)
      bench.call('look', { picture: { kind: 'set', split: 'test', index: 0 } }, id)
      bench.sessions.receive({
        ...{ type: 'watch', session: id, parts: ['activations'], nodes: null, perSecond: 5 },
      })
    }
    for (const id of ids) bench.call('train', { on: true, settings: raced(id) }, id)
    const paint = () => {
      for (const { session, buffer } of bench.of('frame').splice(0))
        bench.sessions.receive({ type: 'ack', session, recycle: buffer })
    }
    bench.until(() => {
      paint()
      return ids.every((id) => bench.step(id) >= 100)
    })
    const steps = ids.map((id) => bench.step(id))
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.25)
    for (const id of ids) {
      const of = (type: 'beat' | 'frame') => bench.of(type).filter((m) => m.session === id)
      expect(of('beat').length).toBeGreaterThan(5)
      expect(of('frame').length).toBeGreaterThan(5)
    }
  })

  it('train as if they were alone: the same curves, whoever else is at work', () => {
    const alone = ids4.map((id) => raceOf([id]).get(id))
    const together = raceOf(ids4)
    for (const [i, id] of ids4.entries()) expect(together.get(id)).toEqual(alone[i])
    expect(alone[0]).not.toEqual(alone[1])
    // The fourth has the seed, the data and the settings of the first.
    expect(together.get(4)).toEqual(together.get(1))
  })

  it('are not brought back by a late word after they were closed', () => {
    const bench = openBench()
    bench.call('close', {})
    bench.sessions.receive({ type: 'ack', session: 1, recycle: new ArrayBuffer(0) })
    const id = bench.call('open', { spec: smallSpec, seed: 1, settings })
    expect(bench.reply(id)).toMatchObject({ ok: false, problem: { code: 'not-open' } })
    // Nobody would ever give it up again: it is given no time.
    expect(bench.sessions.dueIn()).toBe(Number.POSITIVE_INFINITY)
  })

  it('give every opening a new run number', () => {
    const bench = openBench()
    const second = bench.call('open', { spec: smallSpec, seed: 2, settings })
    expect(bench.reply<'open'>(second)).toMatchObject({ ok: true, value: { run: 2, step: 0 } })
  })
})
