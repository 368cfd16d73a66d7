import { vi } from 'vitest'
import type { FetchBytes } from '../../engine/data/loader'
import type { Call, CallName, Calls, Frame, FromWorker, Reply, TrainSettings } from '../../engine/protocol'
import { createSessions, type Sessions } from '../../engine/session'
import type { NetworkSpec } from '../../engine/spec'
import { fromBytes } from '../../engine/train/checkpoint'

// These tests train; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 })

/** Sessions without a worker: what they post is kept, and their clock is moved by hand. */
export interface Bench {
  readonly sessions: Sessions
  readonly posted: FromWorker[]
  clock: number
  /** Milliseconds that pass at each look at the clock. */
  tick: number
  /** An `open` or an `edit` is answered when this comes back. */
  call<Name extends CallName>(call: Name, ask: Calls[Name]['ask'], session?: number): number
  /** The same, and no turn is given. */
  tell<Name extends CallName>(call: Name, ask: Calls[Name]['ask'], session?: number): number
  reply<Name extends CallName>(id: number): Extract<Reply, { call: Name }> | undefined
  of<Type extends FromWorker['type']>(type: Type): Extract<FromWorker, { type: Type }>[]
  /** Turns until the condition holds. */
  until(done: () => boolean, options?: { turnMs?: number }): void
  frame(): Frame | undefined
  /** The newest that a beat has told of. */
  step(session?: number): number
  losses(): number[]
  /** All parameters in the checkpoint that a call was answered with. */
  parameters(id: number): number[]
}

export function createBench(
  fetchBytes: FetchBytes = () => Promise.reject(new Error('no network here')),
): Bench {
  const posted: FromWorker[] = []
  const bench = { clock: 0, tick: 1 }
  let nextId = 1
  const sessions = createSessions({
    // Structured as a worker's messages are: nothing that is posted is shared.
    post: (message, transfer) => void posted.push(structuredClone(message, { transfer })),
    now: () => {
      bench.clock += bench.tick
      return bench.clock
    },
    fetchBytes,
    wake: () => {},
  })
  const reply = <Name extends CallName>(id: number) =>
    posted.find((m): m is Extract<Reply, { call: Name }> => m.type === 'reply' && m.id === id)
  function tell<Name extends CallName>(call: Name, ask: Calls[Name]['ask'], session = 1): number {
    const id = nextId++
    sessions.receive({ type: 'call', call, id, session, ask } as Call)
    return id
  }
  return Object.assign(bench, {
    sessions,
    posted,
    tell,
    call<Name extends CallName>(call: Name, ask: Calls[Name]['ask'], session = 1): number {
      const id = tell(call, ask, session)
      const makes = call === 'open' || call === 'edit'
      for (let turn = 0; makes && !reply(id) && turn < 1000; turn++) sessions.turn(5)
      return id
    },
    reply,
    of: <Type extends FromWorker['type']>(type: Type) =>
      posted.filter((m): m is Extract<FromWorker, { type: Type }> => m.type === type),
    until(done: () => boolean, { turnMs = 5 } = {}) {
      for (let turn = 0; !done(); turn++) {
        if (turn === MOST_TURNS) throw new Error(`still not so after ${MOST_TURNS} turns`)
        sessions.turn(turnMs)
      }
    },
    frame: () => posted.findLast((m) => m.type === 'frame'),
    step: (session = 1) =>
      Math.max(0, ...posted.map((m) => (m.type === 'beat' && m.session === session ? m.step : 0))),
    losses: () => posted.flatMap((m) => (m.type === 'beat' ? m.losses : [])),
    parameters(id: number) {
      const reply = posted.find((m) => m.type === 'reply' && m.id === id)
      if (reply?.type !== 'reply' || reply.call !== 'checkpoint' || !reply.ok)
        throw new Error('no checkpoint')
      return [...fromBytes(reply.value.bytes).values]
    },
  })
}

const MOST_TURNS = 50_000

/** Small enough to be quick: 8×8×3 → conv → relu → pool → fc → softmax, ten classes. */
export const smallSpec: NetworkSpec = {
  version: 1,
  input: { c: 3, h: 8, w: 8, mean: [0.5, 0.5, 0.5], scale: [2, 2, 2] },
  nodes: [
    { id: 'conv1', from: ['input'], layer: { type: 'conv', filters: 4, size: 3, pad: 1 } },
    { id: 'relu1', from: ['conv1'], layer: { type: 'relu' } },
    { id: 'pool1', from: ['relu1'], layer: { type: 'pool', kind: 'max', size: 2 } },
    { id: 'fc1', from: ['pool1'], layer: { type: 'fc', units: 10 } },
    { id: 'softmax1', from: ['fc1'], layer: { type: 'softmax' } },
  ],
}

export const settings: TrainSettings = {
  loss: 'crossEntropy',
  update: { type: 'momentum', rate: 0.05, momentum: 0.9 },
  schedule: { type: 'constant' },
  l2: 0.0001,
  batch: 8,
  stepsPerSecond: null,
}

export const shapes: Calls['data']['ask'] = {
  set: 'shapes',
  augment: { shift: 1, flip: false },
  base: 'data',
  seed: 1,
}

/** A bench with the small network open and the Shapes set in use. */
export function openBench(ask: Partial<Calls['open']['ask']> = {}): Bench {
  const bench = createBench()
  bench.call('open', { spec: smallSpec, seed: 1, settings, ...ask })
  bench.call('data', shapes)
  return bench
}
