import type {
  Beat,
  CallName,
  Calls,
  Frame,
  FromWorker,
  Problem,
  Progress,
  Reply,
  Stopped,
  ToWorker,
  Watch,
} from '../../engine/protocol'
import { createPacedBeats } from './paced-beats'
import { createPending, EngineProblem } from './pending'
import { createStanding, type KeptCheckpoint, noteCall, noteCheckpoint, replay } from './standing'

/** What a session tells without being asked. */
export interface SessionEvents {
  /** Gives back a buffer that is no longer shown and may be used again, or null. */
  frame(frame: Frame): ArrayBuffer | null
  beat(beat: Beat): void
  checkpoint(checkpoint: KeptCheckpoint): void
  stopped(stopped: Stopped): void
  /** A fresh worker has taken up the session where the last checkpoint left it. */
  recovered(at: Calls['open']['reply']): void
  /** The recovered session's data: as after a `data` call. */
  data(ready: Calls['data']['reply']): void
  dataProblem(problem: Problem): void
  dataProgress(progress: Progress): void
  /** Three deaths in a minute: no further attempt by itself. */
  failed(): void
}

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void
  /** Withdraws an `evaluate` or a measurement, which is then rejected with the problem 'cancelled'; other calls cannot be withdrawn. */
  readonly signal?: AbortSignal
}

export interface EngineSession {
  call<Name extends CallName>(
    name: Name,
    ask: Calls[Name]['ask'],
    options?: CallOptions,
  ): Promise<Calls[Name]['reply']>
  watch(wish: Pick<Watch, 'parts' | 'nodes' | 'perSecond'>): void
  autoCheckpoint(everySeconds: number): void
  /** Ends it, in the worker too. What is under way is not answered any more. */
  close(): void
}

/** The client's side of a session. */
export interface SessionInside {
  readonly isOpen: boolean
  received(message: FromWorker): void
  lost(): void
  reopen(): void
  failed(): void
}

interface Wiring {
  readonly id: number
  readonly events: SessionEvents
  /** False: there is no worker. */
  readonly post: (message: ToWorker, transfer: Transferable[]) => boolean
  readonly afterPaint: (callback: () => void) => void
  readonly hidden: () => boolean
  /** Reopening was refused: as bad as a death. */
  readonly died: () => void
  readonly closed: () => void
}

let nextCall = 1

export function createEngineSession(wiring: Wiring): { inside: SessionInside; outside: EngineSession } {
  const { id: session, events, post } = wiring
  const standing = createStanding()
  const pending = createPending()
  const beats = createPacedBeats({
    deliver: events.beat,
    afterPaint: wiring.afterPaint,
    hidden: wiring.hidden,
  })
  let dataReady = false
  /** Counts workers: a frame of one must not be acknowledged to the next. */
  let life = 0
  /** Of the network that stands in the worker, by the last answer. */
  let run: number | null = null
  /** Calls under way that put another network in its place: what comes before their answers is of the one before. */
  let replacing = 0

  function send<Name extends CallName>(
    call: Name,
    ask: Calls[Name]['ask'],
    { onProgress, signal }: CallOptions = {},
  ): Promise<Calls[Name]['reply']> {
    const id = nextCall++
    if (replaces(call)) replacing++
    if (call === 'open' || call === 'data') dataReady = false
    const answer = new Promise<Calls[Name]['reply']>((resolve, reject) => {
      pending.add(id, {
        resolve: (value) => resolve(value as Calls[Name]['reply']),
        reject,
        onProgress: onProgress ?? (() => {}),
      })
    })
    const posted = post({ type: 'call', call, id, session, ask } as ToWorker, [])
    if (!posted) forget()
    else if (signal) withdrawOn(signal, id, answer)
    return answer
  }

  function withdrawOn(signal: AbortSignal, id: number, answer: Promise<unknown>): void {
    const withdraw = (): boolean => post({ type: 'cancel', session, id }, [])
    if (signal.aborted) withdraw()
    signal.addEventListener('abort', withdraw)
    const stop = (): void => signal.removeEventListener('abort', withdraw)
    answer.then(stop, stop)
  }

  /** No answer will come any more. */
  function forget(): void {
    replacing = 0
    pending.rejectAll()
  }

  async function call<Name extends CallName>(
    name: Name,
    ask: Calls[Name]['ask'],
    options?: CallOptions,
  ): Promise<Calls[Name]['reply']> {
    const undo = noteCall(standing, name, ask)
    try {
      return await send(name, ask, options)
    } catch (error) {
      if (error instanceof EngineProblem) undo()
      throw error
    }
  }

  /** Everything is told at once: the worker takes calls in order, and training waits for its data by itself. */
  function reopen(): void {
    const wished = standing.open
    // Another network has been asked for meanwhile: that call has its own answer.
    const ifStillWished = (tell: () => void): void => {
      if (standing.open === wished) tell()
    }
    if (standing.watch) post(standing.watch, [])
    if (standing.checkpointEvery !== null) autoCheckpoint(standing.checkpointEvery)
    for (const { call, ask } of replay(standing)) {
      if (call === 'open') {
        void send(call, ask).then(
          (at) => ifStillWished(() => events.recovered(at)),
          (error: unknown) => ifStillWished(() => giveUp(error)),
        )
      } else if (call === 'data') void send(call, ask).then(events.data, withoutData)
      else void send(call, ask).catch(ignore)
    }
  }

  const giveUp = (error: unknown): void => {
    if (error instanceof EngineProblem) wiring.died()
  }

  const withoutData = (error: unknown): void => {
    if (error instanceof EngineProblem) events.dataProblem(error.problem)
  }

  function autoCheckpoint(everySeconds: number): void {
    standing.checkpointEvery = everySeconds
    post({ type: 'autoCheckpoint', session, everySeconds }, [])
  }

  function acknowledge(frame: Frame): void {
    const recycle = events.frame(frame) ?? new ArrayBuffer(0)
    const then = life
    wiring.afterPaint(() => {
      if (then === life) post({ type: 'ack', session, recycle }, [recycle])
    })
  }

  function replied(reply: Reply): void {
    if (reply.call === 'data' && reply.ok) dataReady = true
    if (reply.call === 'open' || reply.call === 'edit') {
      replacing--
      if (reply.ok) run = reply.value.run
    }
    pending.settle(reply)
  }

  function received(message: FromWorker): void {
    if (message.type !== 'beat') beats.flush()
    switch (message.type) {
      case 'reply':
        replied(message)
        break
      case 'progress':
        // Packs go on arriving after the call has been answered.
        message.of === 'data' ? events.dataProgress(message) : pending.progress(message)
        break
      case 'frame':
        acknowledge(message)
        break
      case 'beat':
        beats.arrived(message)
        break
      case 'checkpoint':
        // One of the network before must not become what this one is recovered from.
        if (replacing === 0 && message.run === run)
          events.checkpoint(noteCheckpoint(standing, message, dataReady))
        break
      case 'stopped':
        if (standing.training) standing.training = { ...standing.training, on: false }
        events.stopped(message)
        break
      default:
        message satisfies never
    }
  }

  return {
    inside: {
      get isOpen() {
        return standing.open !== null
      },
      received,
      lost() {
        beats.flush()
        life++
        dataReady = false
        run = null
        forget()
      },
      reopen,
      failed: events.failed,
    },
    outside: {
      call,
      watch(wish) {
        standing.watch = { type: 'watch', session, ...wish }
        post(standing.watch, [])
      },
      autoCheckpoint,
      close() {
        post({ type: 'call', call: 'close', id: nextCall++, session, ask: {} }, [])
        forget()
        wiring.closed()
      },
    },
  }
}

const replaces = (call: CallName): boolean => call === 'open' || call === 'edit'

/** Refused or lost again: the worker's next death, or its beats, tell what there is to tell. */
const ignore = (): void => {}
