import { afterEach, beforeEach, expect, it, vi } from 'vitest'

class FakeWorker extends EventTarget {
  static started: FakeWorker[] = []
  onerror: ((event: { preventDefault(): void }) => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  terminate = vi.fn()
  constructor() {
    super()
    FakeWorker.started.push(this)
  }
}

beforeEach(() => {
  FakeWorker.started = []
  vi.stubGlobal('Worker', FakeWorker)
  vi.resetModules()
})
afterEach(() => vi.unstubAllGlobals())

const load = () => import('../../app/engine-client/early-worker')

it('gives the worker that was started early to the first who asks, and a fresh one to the next', async () => {
  const { startEarly, takeWorker } = await load()
  startEarly()
  expect(takeWorker()).toBe(FakeWorker.started[0])
  expect(takeWorker()).toBe(FakeWorker.started[1])
  expect(FakeWorker.started).toHaveLength(2)
})

it('gives a fresh one in the place of one that died before anybody asked', async () => {
  const { startEarly, takeWorker } = await load()
  startEarly()
  const [dead] = FakeWorker.started
  const preventDefault = vi.fn()
  dead.onerror?.({ preventDefault })
  expect(preventDefault).toHaveBeenCalled()
  expect(dead.terminate).toHaveBeenCalled()
  expect(takeWorker()).toBe(FakeWorker.started[1])
})

it('repeats to whoever takes it what the early worker said to nobody', async () => {
  const { startEarly, takeWorker } = await load()
  startEarly()
  const [worker] = FakeWorker.started
  worker.onmessage?.({ data: { type: 'started' } })
  takeWorker()
  const heard: unknown[] = []
  worker.addEventListener('message', (event) => {
    if (event instanceof MessageEvent) heard.push(event.data)
  })
  await Promise.resolve()
  expect(heard).toEqual([{ type: 'started' }])
})
