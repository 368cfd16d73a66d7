import { afterEach, expect, vi } from 'vitest'
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

/** A Lab whose engine works on this thread, between two tasks of the test. */
export async function openLab(link: LabLink): Promise<LabStore> {
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

export const until = (
  lab: LabStore,
  isSo: (state: ReturnType<LabStore['getState']>) => boolean,
): Promise<void> =>
  vi.waitFor(() => expect(isSo(lab.getState())).toBe(true), { timeout: 60_000, interval: 5 })
