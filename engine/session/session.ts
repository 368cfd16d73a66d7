import { createOutbox } from '../outbox'
import type { Ack, AutoCheckpoint, Call, CallName, Calls, Cancel, FromWorker, Watch } from '../protocol'
import { createBeats } from './beats'
import { createCheckpoints } from './checkpoints'
import { createDataDesk } from './data-desk'
import { evaluationOf } from './evaluation-call'
import type { Library } from './library'
import { createMeasuring } from './measuring'
import { inherit, type Opened, openNetwork } from './opened'
import { createOpening } from './opening'
import { CANCELLED, ProblemError, problemOf } from './problems'
import { type AskedCall, type Question, questionOf } from './replies'
import { createSpeed } from './speed'
import { createStepping } from './stepping'
import { createTurns } from './turns'

export type ToSession = Call | Watch | Ack | Cancel | AutoCheckpoint

export interface SessionContext {
  readonly id: number
  readonly post: (message: FromWorker, transfer: Transferable[]) => void
  readonly now: () => number
  readonly library: Library
  /** Something arrived that is neither a message nor a turn. */
  readonly wake: () => void
}

/** One network that is lived with: told what arrived, given slices of time, it posts what it has to say. */
export interface Session {
  receive(message: ToSession): void
  /** Works until `until`, or until there is nothing to do. */
  turn(until: number): void
  /** Milliseconds until there is something to do. */
  dueIn(now: number): number
  /** A network is being made, or its data or the picture to look at are asked for and not there. */
  readonly waitsForData: boolean
  /** The first picture is on its way to the screen, and not there. */
  readonly isAwaited: boolean
  readonly closed: boolean
}

export function createSession({ id: session, post, now, library, wake }: SessionContext): Session {
  const outbox = createOutbox()
  const beats = createBeats()
  const speed = createSpeed()
  const measuring = createMeasuring(now)
  const checkpoints = createCheckpoints(now)
  const opening = createOpening(now)
  const desk = createDataDesk({ live, library, wake, onConnected: checkpoints.changed })
  const stepping = createStepping({ live, desk, beats, speed, checkpoints })
  const turns = createTurns({ session, post, now, beats, speed, checkpoints })
  let opened: Opened | null = null
  let runs = 0
  let closed = false

  const answers: { readonly [Name in CallName]: (question: Question<Name>) => void } = {
    open,
    edit,
    data: desk.choose,
    train: stepping.train,
    step: stepping.step,
    look: desk.look,
    evaluate: (question) => live().evaluation.add(evaluationOf(question, live(), desk)),
    measureStep: measuring.step,
    measureLayer: measuring.layer,
    checkpoint: (question) => question.answer(checkpoints.take(live())),
    close,
  }

  function live(): Opened {
    if (!opened) throw new ProblemError('not-open')
    return opened
  }

  function answer<Name extends CallName>(call: AskedCall<Name>): void {
    const question = questionOf(call, post)
    try {
      answers[call.call](question)
    } catch (error) {
      question.refuse(problemOf(error))
    }
  }

  function take(next: Opened | null, data: 'without data' | 'same data'): void {
    opened?.evaluation.cancelAll()
    stepping.settle()
    if (data === 'without data') {
      desk.reset()
      beats.forget()
    }
    speed.pause()
    opened = next
    outbox.changed('reader')
  }

  /** The old network rests meanwhile, and is let go only when the new one stands. */
  function make(
    question: Question<'open'> | Question<'edit'>,
    ask: Calls['open']['ask'],
    onMade: (next: Opened) => void,
  ): void {
    const run = runs + 1
    const context = { session, run, now, post, outbox, speed, beats, desk, stepping }
    opening.begin({
      question,
      steps: openNetwork(ask, context),
      onMade(next) {
        runs = run
        stepping.begin(ask.settings)
        onMade(next)
      },
    })
  }

  function open(question: Question<'open'>): void {
    make(question, question.ask, (next) => {
      take(next, 'without data')
      question.answer({ run: next.run, step: next.trainer.stepCount, kernels: next.network.kernels })
    })
  }

  function edit(question: Question<'edit'>): void {
    const before = live()
    const { seed, initialisation } = before
    const { settings } = stepping
    make(question, { spec: question.ask.spec, seed, initialisation, settings }, (next) => {
      const inherited = inherit(next, before)
      if (before.training.on) next.training.play(settings.stepsPerSecond)
      take(next, 'same data')
      desk.carryOver()
      question.answer({ run: next.run, ...inherited })
    })
  }

  function close({ answer: reply }: Question<'close'>): void {
    take(null, 'without data')
    measuring.cancelAll()
    closed = true
    reply({})
  }

  /** While a network is being made, its calls wait; another network, or none, is another wish. */
  function called(call: Call): void {
    if (call.call === 'open' || call.call === 'close')
      for (const waiting of opening.abandon()) questionOf(waiting, post).refuse(CANCELLED)
    if (opening.busy) wait(call)
    else answer(call)
  }

  function wait(call: Call): void {
    opening.hold(call)
    if (call.call === 'data') library.set(call.ask.set, call.ask.base) // is on its way meanwhile
  }

  function cancel(id: number): void {
    const waiting = opening.withdraw(id)
    if (waiting) questionOf(waiting, post).refuse(CANCELLED)
    opened?.evaluation.cancel(id)
    measuring.cancel(id)
  }

  function receive(message: ToSession): void {
    switch (message.type) {
      case 'call':
        called(message)
        break
      case 'watch':
        outbox.watch(message)
        break
      case 'ack':
        outbox.ack(message.recycle)
        break
      case 'cancel':
        cancel(message.id)
        break
      case 'autoCheckpoint':
        checkpoints.every(message.everySeconds)
        break
      default:
        message satisfies never
    }
  }

  return {
    receive,
    turn(until) {
      if (opening.busy) opening.slice(until).forEach(called)
      else if (opened) turns.work(opened, until)
      measuring.slice(until)
      if (opened && !opening.busy) turns.tell(opened)
    },
    dueIn(at) {
      if (opening.busy || measuring.busy) return 0
      return opened ? turns.dueIn(at, opened) : Number.POSITIVE_INFINITY
    },
    get waitsForData() {
      return opening.busy || desk.waits
    },
    get isAwaited() {
      return opened !== null && outbox.isAwaited
    },
    get closed() {
      return closed
    },
  }
}
