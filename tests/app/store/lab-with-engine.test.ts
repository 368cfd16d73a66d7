import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngineClient, type WorkerLike } from '../../../app/engine-client'
import { createLab, type LabStore } from '../../../app/store/lab'
import type { LabLink } from '../../../app/store/lab.types'
import { connectTo } from '../../../app/store/lab-connection'
import type { FromWorker, ToWorker } from '../../../engine/protocol'
import { createSessions, type Sessions } from '../../../engine/session'

/** The real engine on this thread, in the place of a worker. */
class HereWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onmessageerror: WorkerLike['onmessageerror'] = null
  onerror: WorkerLike['onerror'] = null
  private timer = setInterval(() => this.sessions.turn(5), 0)
  private sessions: Sessions = createSessions({
    post: (message: FromWorker) => this.onmessage?.(new MessageEvent('message', { data: message })),
    now: () => performance.now(),
    fetchBytes: () => Promise.reject(new Error('no network here')),
    wake: () => {},
  })

  postMessage(message: ToWorker): void {
    const copy = structuredClone(message)
    setTimeout(() => this.sessions.receive(copy), 0)
  }

  terminate(): void {
    clearInterval(this.timer)
    this.onmessage = null
  }
}

const labs: LabStore[] = []
afterEach(() => {
  for (const lab of labs.splice(0)) lab.getState().actions.dispose()
})

async function openLab(link: LabLink): Promise<LabStore> {
  const lab = createLab(
    {
      connect(events) {
        const client = createEngineClient({
          spawn: () => new HereWorker(),
          now: () => performance.now(),
          afterPaint: (callback) => void setTimeout(callback, 0),
          every(ms, callback) {
            const timer = setInterval(callback, ms)
            return () => clearInterval(timer)
          },
          hidden: () => true, // this thread is busy itself: no watchdog here
        })
        return connectTo(client, events)
      },
      fetchBytes: () => Promise.reject(new Error('no network here')),
      base: 'https://here/',
      reducedMotion: () => false,
      randomSeed: () => 7,
    },
    { preset: 'cs231n', set: 'shapes', batch: 4, ...link },
  )
  labs.push(lab)
  await lab.getState().actions.start()
  return lab
}

const until = (lab: LabStore, isSo: (state: ReturnType<LabStore['getState']>) => boolean): Promise<void> =>
  vi.waitFor(() => expect(isSo(lab.getState())).toBe(true), { timeout: 60_000, interval: 5 })

describe('a Lab with its engine', () => {
  it('stops at a rate beyond all sense, and its remedy goes back to weights that learn', async () => {
    const lab = await openLab({})
    const { play, configure, act } = lab.getState().actions
    configure({ update: { type: 'sgd', rate: 1e30 } })
    play()
    await until(lab, ({ phase }) => phase === 'stopped')
    expect(lab.getState().notice?.actions[0].action).toBe('lower-rate-and-continue')
    configure({ update: { type: 'sgd', rate: 0.1 } })
    act('lower-rate-and-continue')
    expect(lab.getState().settings.update.rate).toBeCloseTo(0.01)
    await until(lab, ({ step, phase }) => phase === 'training' && step >= 40)
    const { points } = lab.getState().history
    expect(points.map(({ step }) => step).slice(0, 3)).toEqual([1, 2, 3])
    expect(points.at(-1)?.smoothed).toBeLessThan(4)
  }, 120_000)

  it('shows a newly chosen picture in a pause, with its label', async () => {
    const lab = await openLab({})
    await until(lab, ({ snapshot }) => snapshot !== null)
    lab.getState().actions.look({ kind: 'set', split: 'validation', index: 3 })
    await until(lab, ({ snapshot }) => snapshot?.picture.kind === 'set' && snapshot.picture.index === 3)
    const { snapshot } = lab.getState()
    expect(snapshot?.label).not.toBeNull()
    expect(snapshot?.values('pixels', 'input')?.data.length).toBe(3072)
  }, 60_000)

  it('judges itself on the test set, and can be told to leave it', async () => {
    const lab = await openLab({ preset: 'linear' })
    const { evaluateTest, cancelEvaluation } = lab.getState().actions
    evaluateTest()
    await until(lab, ({ evaluation }) => (evaluation?.done ?? 0) > 0)
    cancelEvaluation()
    expect(lab.getState()).toMatchObject({ evaluation: null, accuracyOnTest: null })
    evaluateTest()
    await until(lab, ({ accuracyOnTest }) => accuracyOnTest !== null)
    expect(lab.getState().accuracyOnTest).toMatchObject({ step: 0, count: 1000 })
  }, 60_000)
})
