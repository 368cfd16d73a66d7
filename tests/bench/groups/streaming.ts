/** How fast a network learns while all its maps and filters are sent to the page at display rate, beside learning unwatched. */
import type { FramePart, FromWorker } from '../../../engine/protocol'
import { createSessions, type Sessions } from '../../../engine/session'
import type { Bench, Group } from '../bench'
import { clock } from '../clock'
import { specOf } from '../networks'
import { update } from '../peers/peer'
import type { Row } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'

const SESSION = 1
const BATCH = 16
const STEPS = 60 // a good number of frames
const DISPLAY_RATE = 60
const SLICE_MS = 6 // as the worker
const PARTS: readonly FramePart[] = ['pixels', 'activations', 'parameters']

export const streaming: Group = {
  name: 'streaming',
  steps: () => [{ name: 'training while all maps stream', run: measure }],
}

interface Watched {
  readonly sessions: Sessions
  readonly frames: () => number
  /** Takes so many steps, with so many frames a second. */
  train(steps: number, perSecond: number): void
}

/** A session as in the worker, on the bench's clock; every frame is acknowledged at once. */
function openSession(network: string): Watched {
  let [frames, answered, id] = [0, 0, 0]
  const sessions = createSessions({
    post: (message) => hear(message),
    now: () => clock.now(),
    fetchBytes: () => Promise.reject(new Error('this set is drawn, not fetched')),
    wake: () => {},
  })
  function hear(message: FromWorker): void {
    if (message.type === 'reply') {
      if (!message.ok) throw new Error(`${message.call}: ${message.problem.code}`)
      answered = message.id
    }
    if (message.type !== 'frame') return
    frames++
    sessions.receive({ type: 'ack', session: SESSION, recycle: message.buffer })
  }
  function train(steps: number, perSecond: number): void {
    sessions.receive({ type: 'watch', session: SESSION, parts: PARTS, nodes: null, perSecond })
    const mine = ++id
    sessions.receive({ type: 'call', call: 'step', id: mine, session: SESSION, ask: { count: steps } })
    while (answered !== mine) sessions.turn(SLICE_MS)
  }
  const spec = specOf(network)
  const settings = {
    loss: 'crossEntropy',
    update,
    schedule: { type: 'constant' },
    l2: 0,
    batch: BATCH,
    stepsPerSecond: null,
  } as const
  sessions.receive({
    type: 'call',
    call: 'open',
    id: ++id,
    session: SESSION,
    ask: { spec, seed: 1, settings },
  })
  const set = { set: 'shapes', augment: { shift: 0, flip: false }, base: '', seed: 1 } as const
  sessions.receive({ type: 'call', call: 'data', id: ++id, session: SESSION, ask: set })
  const picture = { kind: 'set', split: 'test', index: 0 } as const
  sessions.receive({ type: 'call', call: 'look', id: ++id, session: SESSION, ask: { picture } })
  return { sessions, frames: () => frames, train }
}

async function measure({ effort }: Bench): Promise<readonly Row[]> {
  const session = openSession('convnetjs-cifar10')
  let [sent, ms] = [0, 0]
  const times = await takeTurns(
    [
      { name: 'unwatched', run: () => session.train(STEPS, 0) },
      {
        name: 'watched',
        run() {
          const [framesBefore, before] = [session.frames(), clock.now()]
          session.train(STEPS, DISPLAY_RATE)
          sent += session.frames() - framesBefore
          ms += clock.now() - before
        },
      },
    ],
    effort,
  )
  const kept = ratios(timesOf(times, 'unwatched'), timesOf(times, 'watched'))
  return [
    {
      group: 'training speed kept while all maps stream at display rate',
      workload: `convnetjs-cifar10, batch ${BATCH}`,
      unit: '%',
      value: spreadOf(kept.map((ratio) => 100 * ratio)),
      target: { floor: 75, aim: 92 },
      note: `${((1000 * sent) / ms).toFixed(0)} frames a second`,
    },
  ]
}
