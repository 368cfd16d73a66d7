import type { FromWorker, Started, ToWorker } from '../engine/protocol'
import { createAfterPaint } from './engine-client/after-paint'
import { scriptLoadedAt, takeWorker } from './engine-client/early-worker'
import {
  createEngineSession,
  type EngineSession,
  type SessionEvents,
  type SessionInside,
} from './engine-client/session'
import { CHECK_MS, createDeathCount, createWatchdog } from './engine-client/watchdog'

/** What the client needs of a Worker, so that a test can be one. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void
  terminate(): void
  onmessage: ((event: MessageEvent<FromWorker | Started>) => unknown) | null
  onmessageerror: ((event: MessageEvent) => unknown) | null
  onerror: ((event: ErrorEvent) => unknown) | null
}

export interface ClientDeps {
  readonly spawn: () => WorkerLike
  /** When the script of the newest worker had come; null: not yet, or nobody can tell. */
  readonly loadedAt?: () => number | null
  /** Milliseconds on a clock that only runs forward. */
  readonly now: () => number
  /** Calls back when the page has painted what it was given, and has time for more. */
  readonly afterPaint: (callback: () => void) => void
  /** Calls every `ms`; gives back how to stop. */
  readonly every: (ms: number, callback: () => void) => () => void
  readonly hidden: () => boolean
}

/**
 * The page's end of the border. Its worker is never trusted to live: one that throws, falls silent or cannot be loaded is
 * thrown away, and a fresh one is told what every session still wants, from the last checkpoint on.
 */
export interface EngineClient {
  /** A network to live with. The worker is started with the first one. */
  session(events: SessionEvents): EngineSession
  /** After `failed`: tries again. */
  restart(): void
  dispose(): void
}

export function createEngineClient(deps: ClientDeps): EngineClient {
  const { now } = deps
  const sessions = new Map<number, SessionInside>()
  const watchdog = createWatchdog(now)
  const deaths = createDeathCount(now)
  let worker: WorkerLike | null = null
  let stopChecking: (() => void) | null = null
  let nextSession = 1
  let failed = false
  /** The worker has said its first word. */
  let started = false

  function post(message: ToWorker, transfer: Transferable[]): boolean {
    worker?.postMessage(message, transfer)
    return worker !== null
  }

  function spawn(): void {
    watchdog.starting()
    started = false
    const fresh = deps.spawn()
    worker = fresh
    fresh.onmessage = ({ data }) => received(data)
    fresh.onmessageerror = () => died()
    fresh.onerror = (event) => {
      event.preventDefault() // it is dealt with; the console need not report it as uncaught
      died()
    }
    stopChecking = deps.every(CHECK_MS, check)
  }

  function discard(): void {
    stopChecking?.()
    if (!worker) return
    worker.onmessage = worker.onmessageerror = worker.onerror = null
    worker.terminate()
    worker = null
  }

  function check(): void {
    const loadedAt = started ? null : deps.loadedAt?.()
    if (typeof loadedAt === 'number') watchdog.loaded(loadedAt)
    const silent = watchdog.isSilent(deps.hidden())
    if (silent && [...sessions.values()].some((session) => session.isOpen)) died()
  }

  function received(message: FromWorker | Started): void {
    started = true
    watchdog.heard()
    if (message.type !== 'started') sessions.get(message.session)?.received(message)
  }

  function died(): void {
    discard()
    for (const session of sessions.values()) session.lost()
    failed = deaths.died()
    if (failed) for (const session of sessions.values()) session.failed()
    else revive()
  }

  function revive(): void {
    failed = false
    spawn()
    for (const session of sessions.values()) session.reopen()
  }

  return {
    session(events) {
      if (!worker && !failed) spawn()
      const id = nextSession++
      const session = createEngineSession({
        id,
        events,
        post,
        died,
        afterPaint: deps.afterPaint,
        hidden: deps.hidden,
        closed: () => void sessions.delete(id),
      })
      sessions.set(id, session.inside)
      return session.outside
    },
    restart() {
      if (worker) return
      deaths.forget()
      revive()
    },
    dispose() {
      for (const session of sessions.values()) session.lost()
      sessions.clear()
      discard()
    },
  }
}

/** The client of the browser. */
export const browserDeps = (): ClientDeps => ({
  spawn: takeWorker,
  loadedAt: scriptLoadedAt,
  now: () => performance.now(),
  afterPaint: createAfterPaint({
    now: () => performance.now(),
    nextFrame: requestAnimationFrame,
    after: (ms, callback) => void setTimeout(callback, ms),
  }),
  every(ms, callback) {
    const timer = setInterval(callback, ms)
    return () => clearInterval(timer)
  },
  hidden: () => document.visibilityState === 'hidden',
})
