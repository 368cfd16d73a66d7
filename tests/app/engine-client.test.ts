// @vitest-environment jsdom

import { describe, expect, it, vi } from 'vitest'
import { createEngineClient, type WorkerLike } from '../../app/engine-client'
import type { SessionEvents } from '../../app/engine-client/session'
import type {
  Call,
  CheckpointMade,
  FromWorker,
  Started,
  ToWorker,
  TrainSettings,
} from '../../engine/protocol'

const settings: TrainSettings = {
  loss: 'crossEntropy',
  update: { type: 'momentum', rate: 0.01, momentum: 0.9 },
  schedule: { type: 'constant' },
  l2: 0,
  batch: 32,
  stepsPerSecond: null,
}
const spec = { version: 1, input: { c: 1, h: 1, w: 1 }, nodes: [] } as const
const openAsk = { spec, seed: 1, settings }
const dataAsk = { set: 'shapes', augment: { shift: 0, flip: false }, base: 'data', seed: 1 } as const

/** A worker in the test's hands: it keeps what it was told and says what the test wants. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onmessageerror: WorkerLike['onmessageerror'] = null
  onerror: WorkerLike['onerror'] = null
  readonly told: ToWorker[] = []
  terminated = false

  postMessage(message: ToWorker): void {
    this.told.push(message)
  }

  terminate(): void {
    this.terminated = true
  }

  say(message: FromWorker | Started): void {
    this.onmessage?.(new MessageEvent('message', { data: message }))
  }

  calls(): Call[] {
    return this.told.filter((m): m is Call => m.type === 'call')
  }

  refuse(name: Call['call']): void {
    const call = this.calls().findLast((c) => c.call === name)!
    const problem = { code: 'too-large', values: {} } as const
    this.say({ type: 'reply', call: name, id: call.id, session: call.session, ok: false, problem })
  }

  /** Answers the newest call of a name. */
  answer(name: Call['call'], value: object): void {
    const call = this.calls().findLast((c) => c.call === name)!
    this.say({ type: 'reply', call: name, id: call.id, session: call.session, ok: true, value } as FromWorker)
  }

  throws(): void {
    this.onerror?.(new ErrorEvent('error', { message: 'out of memory' }))
  }
}

function createBench() {
  const workers: FakeWorker[] = []
  const ticks: (() => void)[] = []
  const paints: (() => void)[] = []
  const state = { clock: 0, hidden: false, loadedAt: null as number | null }
  const client = createEngineClient({
    spawn() {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker
    },
    now: () => state.clock,
    loadedAt: () => state.loadedAt,
    afterPaint: (callback) => void paints.push(callback),
    every(_ms, callback) {
      ticks.push(callback)
      return () => ticks.splice(ticks.indexOf(callback), 1)
    },
    hidden: () => state.hidden,
  })
  const events = {
    frame: vi.fn<SessionEvents['frame']>(() => null),
    beat: vi.fn(),
    checkpoint: vi.fn(),
    stopped: vi.fn(),
    recovered: vi.fn(),
    data: vi.fn(),
    dataProblem: vi.fn(),
    dataProgress: vi.fn(),
    failed: vi.fn(),
  } satisfies SessionEvents
  const session = client.session(events)
  return Object.assign(state, {
    client,
    session,
    events,
    workers,
    worker: () => workers.at(-1)!,
    paint: () => {
      for (const callback of paints.splice(0)) callback()
    },
    /** Time passes, and the page's own checks come in time. */
    pass(ms: number) {
      for (let spent = 0; spent < ms; spent += 500) {
        state.clock += 500
        for (const tick of [...ticks]) tick()
      }
    },
  })
}

const beat = (step: number): FromWorker => ({
  type: 'beat',
  session: 1,
  run: 1,
  step,
  epoch: 0,
  training: true,
  waiting: false,
  examplesPerSecond: 100,
  losses: [],
  accuracies: [],
  validation: null,
})

const checkpoint = (step: number): CheckpointMade => ({
  type: 'checkpoint',
  session: 1,
  run: 1,
  step,
  bytes: new ArrayBuffer(8),
})

/** Open, with data, a picture and a watch, training; the last checkpoint is of step 40. */
async function trainingBench() {
  const bench = createBench()
  bench.session.autoCheckpoint(0.8)
  bench.session.watch({ parts: ['activations'], nodes: null, perSecond: 12 })
  const opened = bench.session.call('open', openAsk)
  bench.worker().answer('open', { run: 1, step: 0, kernels: 'typescript' })
  await opened
  const data = bench.session.call('data', dataAsk)
  bench.worker().answer('data', { available: {}, total: {} })
  await data
  void bench.session.call('look', { picture: { kind: 'set', split: 'test', index: 2 } }).catch(() => {})
  const train = bench.session.call('train', { on: true, settings })
  bench.worker().answer('train', { step: 0 })
  await train
  bench.worker().say(checkpoint(40))
  bench.worker().say(beat(50))
  return bench
}

/** What a fresh worker has to be told. */
function expectTakenUp(worker: FakeWorker, training = true): void {
  expect(worker.calls().map(({ call }) => call)).toEqual(['open', 'data', 'look', 'train'])
  const [open, data, look, train] = worker.calls().map(({ ask }) => ask)
  expect(open).toMatchObject({ spec, seed: 1, checkpoint: expect.any(ArrayBuffer) })
  expect(data).toMatchObject({ ...dataAsk, resume: true })
  expect(look).toMatchObject({ picture: { kind: 'set', split: 'test', index: 2 } })
  expect(train).toMatchObject({ on: training })
  expect(worker.told.map(({ type }) => type).slice(0, 2)).toEqual(['watch', 'autoCheckpoint'])
}

describe('a dead worker', () => {
  it('that threw is replaced by one that goes on from the last checkpoint', async () => {
    const bench = await trainingBench()
    const [first] = bench.workers
    first.throws()
    expect(first.terminated).toBe(true)
    expect(bench.workers).toHaveLength(2)
    expectTakenUp(bench.worker())
    bench.worker().answer('open', { run: 1, step: 40, kernels: 'typescript' })
    await vi.waitFor(() =>
      expect(bench.events.recovered).toHaveBeenCalledWith({ run: 1, step: 40, kernels: 'typescript' }),
    )
    expect(bench.events.recovered).toHaveBeenCalledTimes(1)
  })

  it('that falls silent is noticed within five seconds', async () => {
    const bench = await trainingBench()
    bench.pass(3500)
    expect(bench.workers).toHaveLength(1)
    bench.pass(1500)
    expect(bench.workers).toHaveLength(2)
    expectTakenUp(bench.worker())
  })

  it('that never says a word is noticed within five seconds of its script having come', () => {
    const bench = createBench()
    void bench.session.call('open', openAsk).catch(() => {})
    bench.pass(3000) // the script is on its way
    bench.loadedAt = bench.clock
    bench.pass(3500)
    expect(bench.workers).toHaveLength(1)
    bench.loadedAt = null // of the next one
    bench.pass(1000)
    expect(bench.workers).toHaveLength(2)
  })

  it('is not suspected for ten seconds while its script loads', () => {
    const bench = createBench()
    void bench.session.call('open', openAsk).catch(() => {})
    bench.pass(14_500)
    expect(bench.workers).toHaveLength(1)
    bench.pass(1000)
    expect(bench.workers).toHaveLength(2)
  })

  it.each(['open', 'edit'] as const)(
    'that hangs while it makes a network (%s) is noticed within five seconds, too',
    async (call) => {
      const bench = await trainingBench()
      void bench.session.call(call, openAsk).catch(() => {})
      bench.pass(3500)
      expect(bench.workers).toHaveLength(1)
      bench.pass(1500)
      expect(bench.workers).toHaveLength(2)
    },
  )

  it('whose message cannot be read is replaced', async () => {
    const bench = await trainingBench()
    bench.worker().onmessageerror?.(new MessageEvent('messageerror'))
    expect(bench.workers).toHaveLength(2)
  })

  it('that was paused stays paused', async () => {
    const bench = await trainingBench()
    void bench.session.call('train', { on: false, settings }).catch(() => {})
    bench.worker().throws()
    expectTakenUp(bench.worker(), false)
  })

  it('rejects every call that waited, with an error of its own', async () => {
    const bench = await trainingBench()
    const evaluation = bench.session.call('evaluate', { split: 'test' })
    const step = bench.session.call('step', { count: 1 })
    bench.worker().throws()
    await expect(evaluation).rejects.toMatchObject({ name: 'EngineDied' })
    await expect(step).rejects.toMatchObject({ name: 'EngineDied' })
  })

  it('is heard no more, and is sent nothing more', async () => {
    const bench = await trainingBench()
    const [first] = bench.workers
    first.throws()
    const told = first.told.length
    first.say(beat(99))
    void bench.session.call('checkpoint', {}).catch(() => {})
    expect(bench.events.beat).toHaveBeenCalledTimes(1)
    expect(first.told).toHaveLength(told)
  })

  it('starts the network anew where there was no checkpoint yet', async () => {
    const bench = createBench()
    const weights = new ArrayBuffer(4)
    void bench.session.call('open', { ...openAsk, weights }).catch(() => {})
    bench.worker().throws()
    expect(bench.worker().calls()[0].ask).toEqual({ ...openAsk, weights })
  })

  it('does not resume at a place in other data than those in use', async () => {
    const bench = await trainingBench()
    void bench.session.call('data', { ...dataAsk, set: 'mnist' }).catch(() => {})
    bench.worker().say(checkpoint(50))
    bench.worker().throws()
    const data = bench
      .worker()
      .calls()
      .find(({ call }) => call === 'data')
    expect(data?.ask).toMatchObject({ set: 'mnist', resume: false })
  })

  it('is not gone on from in a checkpoint of the network before', async () => {
    const bench = await trainingBench()
    const edited = bench.session.call('edit', { spec })
    bench.worker().say(checkpoint(41)) // was on its way when the edit was asked for
    bench.worker().answer('edit', { run: 2, kept: [], drawn: [] })
    await edited
    bench.worker().say(checkpoint(42))
    bench.worker().throws()
    expect(bench.worker().calls()[0].ask).not.toHaveProperty('checkpoint')
    expect(bench.events.checkpoint).toHaveBeenCalledTimes(1)
  })

  it('is not told again of settings that were refused', async () => {
    const bench = await trainingBench()
    const refused = bench.session.call('train', { on: true, settings: { ...settings, batch: 60_000 } })
    bench.worker().refuse('train')
    await expect(refused).rejects.toMatchObject({ problem: { code: 'too-large' } })
    bench.worker().throws()
    expect(bench.worker().calls().at(-1)?.ask).toEqual({ on: true, settings })
    expect(bench.worker().calls()[0].ask).toMatchObject({ settings })
  })

  it('that is followed by a wish for another network is not said to have recovered the old one', async () => {
    const bench = await trainingBench()
    bench.worker().throws()
    const [reopened] = bench.worker().calls()
    const other = bench.session.call('open', { ...openAsk, seed: 2 })
    bench.worker().say({
      type: 'reply',
      call: 'open',
      id: reopened.id,
      session: 1,
      ok: true,
      value: { run: 1, step: 40, kernels: 'typescript' },
    })
    bench.worker().answer('open', { run: 2, step: 0, kernels: 'typescript' })
    await expect(other).resolves.toMatchObject({ run: 2 })
    expect(bench.events.recovered).not.toHaveBeenCalled()
  })

  it('three times within a minute ends the attempts, until one asks for another', async () => {
    const bench = await trainingBench()
    for (let death = 0; death < 3; death++) bench.worker().throws()
    expect(bench.workers).toHaveLength(3)
    expect(bench.events.failed).toHaveBeenCalledTimes(1)
    await expect(bench.session.call('checkpoint', {})).rejects.toMatchObject({ name: 'EngineDied' })
    bench.client.restart()
    expect(bench.workers).toHaveLength(4)
    expectTakenUp(bench.worker())
  })

  it('whose script is missing ends the attempts at once, too', () => {
    const bench = createBench()
    void bench.session.call('open', openAsk).catch(() => {})
    for (let attempt = 0; attempt < 3; attempt++) bench.worker().throws() // what a 404 looks like from here
    expect(bench.events.failed).toHaveBeenCalledTimes(1)
  })

  it('three times in as many minutes is replaced each time', async () => {
    const bench = await trainingBench()
    for (let death = 0; death < 3; death++) {
      bench.worker().throws()
      bench.worker().answer('open', { run: 1, step: 40, kernels: 'typescript' })
      for (let second = 0; second < 45; second++) {
        bench.worker().say(beat(50))
        bench.pass(1000)
      }
    }
    expect(bench.workers).toHaveLength(4)
    expect(bench.events.failed).not.toHaveBeenCalled()
  })

  it('after a stop at a value that is not finite does not train on by itself', async () => {
    const bench = await trainingBench()
    bench.worker().say({
      type: 'stopped',
      session: 1,
      run: 1,
      code: 'loss-not-finite',
      step: 51,
      node: null,
      goodStep: 50,
    })
    bench.worker().throws()
    expectTakenUp(bench.worker(), false)
  })
})

describe('no alarm', () => {
  it('is raised while the page is hidden, and silence counts anew when it is shown again', async () => {
    const bench = await trainingBench()
    bench.hidden = true
    bench.pass(60_000)
    bench.hidden = false
    bench.pass(3500)
    expect(bench.workers).toHaveLength(1)
    bench.worker().say(beat(60))
    bench.pass(3500)
    expect(bench.workers).toHaveLength(1)
  })

  it('is raised after the machine has slept for eight hours', async () => {
    const bench = await trainingBench()
    bench.clock += 8 * 3_600_000
    bench.pass(500)
    bench.worker().say(beat(51))
    bench.pass(3000)
    expect(bench.workers).toHaveLength(1)
  })

  it('is raised when the page itself was busy for six seconds', async () => {
    const bench = await trainingBench()
    bench.clock += 6000
    bench.pass(500)
    bench.worker().say(beat(51))
    expect(bench.workers).toHaveLength(1)
  })

  it('is raised while a large network is made for half a minute, and the worker tells how far it is', async () => {
    const bench = await trainingBench()
    void bench.session.call('open', openAsk).catch(() => {})
    const { id } = bench.worker().calls().at(-1)!
    for (let share = 0; share < 1; share += 0.05) {
      bench.pass(1500)
      bench.worker().say({ type: 'progress', session: 1, id, of: 'open', done: share, total: 1 })
    }
    expect(bench.workers).toHaveLength(1)
  })
})

describe('a call', () => {
  it('that is refused rejects with the problem, and the network of before stays the one to recover', async () => {
    const bench = await trainingBench()
    const other = bench.session.call('open', { ...openAsk, seed: 2 })
    const { id } = bench.worker().calls().at(-1)!
    const problem = { code: 'too-large', values: { total: 2e9 } } as const
    bench.worker().say({ type: 'reply', call: 'open', id, session: 1, ok: false, problem })
    await expect(other).rejects.toMatchObject({ name: 'EngineProblem', problem })
    bench.worker().throws()
    expectTakenUp(bench.worker())
  })

  it('can be withdrawn', async () => {
    const bench = await trainingBench()
    const control = new AbortController()
    void bench.session.call('evaluate', { split: 'test' }, { signal: control.signal }).catch(() => {})
    const { id } = bench.worker().calls().at(-1)!
    control.abort()
    expect(bench.worker().told.at(-1)).toEqual({ type: 'cancel', session: 1, id })
  })

  it('is withdrawn at once where its signal had already been given', async () => {
    const bench = await trainingBench()
    void bench.session.call('evaluate', { split: 'test' }, { signal: AbortSignal.abort() }).catch(() => {})
    expect(bench.worker().told.slice(-2)).toMatchObject([{ type: 'call' }, { type: 'cancel' }])
  })

  it('that has been answered is not withdrawn afterwards', async () => {
    const bench = await trainingBench()
    const control = new AbortController()
    const judged = bench.session.call('evaluate', { split: 'test' }, { signal: control.signal })
    bench.worker().answer('evaluate', {})
    await judged
    control.abort()
    expect(bench.worker().told.some(({ type }) => type === 'cancel')).toBe(false)
  })

  it('tells of its progress', async () => {
    const bench = await trainingBench()
    const onProgress = vi.fn()
    void bench.session.call('evaluate', { split: 'test' }, { onProgress }).catch(() => {})
    const { id } = bench.worker().calls().at(-1)!
    const told = { type: 'progress', session: 1, id, of: 'evaluate', done: 20, total: 50 } as const
    bench.worker().say(told)
    expect(onProgress).toHaveBeenCalledWith(told)
  })
})

describe('a frame', () => {
  const frame = (step: number): FromWorker => ({
    type: 'frame',
    session: 1,
    run: 1,
    step,
    buffer: new ArrayBuffer(16),
    entries: [],
    picture: { picture: { kind: 'set', split: 'test', index: 0 }, set: 'shapes', label: 0, loss: 1 },
  })
  const acks = (worker: FakeWorker) => worker.told.filter((m) => m.type === 'ack')

  it('is acknowledged when it has been painted, with the buffer that is no longer shown', async () => {
    const bench = await trainingBench()
    const free = new ArrayBuffer(16)
    bench.events.frame.mockReturnValueOnce(free)
    bench.worker().say(frame(50))
    expect(acks(bench.worker())).toHaveLength(0)
    bench.paint()
    expect(acks(bench.worker())).toEqual([{ type: 'ack', session: 1, recycle: free }])
  })

  it('of a dead worker is not acknowledged to the next', async () => {
    const bench = await trainingBench()
    bench.worker().say(frame(50))
    bench.worker().throws()
    bench.paint()
    expect(acks(bench.worker())).toHaveLength(0)
  })
})

describe('a session that is closed', () => {
  it('is closed in the worker, and what was under way is not answered', async () => {
    const bench = await trainingBench()
    const step = bench.session.call('step', { count: 1 })
    bench.session.close()
    expect(bench.worker().calls().at(-1)).toMatchObject({ call: 'close', session: 1 })
    await expect(step).rejects.toThrow()
  })

  it('hears nothing more, and is not taken up by the next worker', async () => {
    const bench = await trainingBench()
    const beats = bench.events.beat.mock.calls.length
    bench.session.close()
    bench.worker().say(beat(51))
    expect(bench.events.beat.mock.calls).toHaveLength(beats)
    bench.worker().throws()
    expect(bench.workers).toHaveLength(2)
    expect(bench.worker().calls()).toEqual([])
  })
})
