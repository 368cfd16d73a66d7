import { createOutbox } from '../outbox'
import { checkTraining } from '../plan/check-training'
import type { Plan } from '../plan/plan.types'
import { checkSession } from '../plan/session-memory'
import type {
  Ack,
  AutoCheckpoint,
  Call,
  CallName,
  Calls,
  Cancel,
  FromWorker,
  TrainSettings,
  Watch,
} from '../protocol'
import type { StepResult } from '../train/trainer.types'
import { createBeats } from './beats'
import { createCheckpoints } from './checkpoints'
import { createDataDesk } from './data-desk'
import { evaluationOf } from './evaluation-call'
import type { Library } from './library'
import { createMeasuring } from './measuring'
import { inherit, type Opened, openNetwork } from './opened'
import { createOpening } from './opening'
import { CANCELLED, ProblemError, problemOf } from './problems'
import { type Question, questionOf } from './replies'
import { createSpeed } from './speed'
import { createValidation, type Validation } from './validation'

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
  /** A network is being made. */
  readonly opening: boolean
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
  let opened: Opened | null = null
  let settings: TrainSettings | null = null
  let validation: Validation | null = null
  let runs = 0
  let counting: Question<'step'> | null = null
  let turnOf: 'training' | 'evaluation' = 'training'
  let wasWaiting = false
  let closed = false

  function live(): Opened {
    if (!opened) throw new ProblemError('not-open')
    return opened
  }

  function answer(call: Call): void {
    switch (call.call) {
      case 'open':
        asked(call, (question) => open(question))
        break
      case 'edit':
        asked(call, (question) => edit(question))
        break
      case 'data':
        asked(call, (question) => desk.choose(question))
        break
      case 'train':
        asked(call, (question) => train(question))
        break
      case 'step':
        asked(call, (question) => step(question))
        break
      case 'look':
        asked(call, (question) => desk.look(question))
        break
      case 'evaluate':
        asked(call, (question) => live().evaluation.add(evaluationOf(question, live(), desk)))
        break
      case 'measureStep':
        asked(call, (question) => measuring.step(question))
        break
      case 'measureLayer':
        asked(call, (question) => measuring.layer(question))
        break
      case 'checkpoint':
        asked(call, (question) => question.answer(checkpoints.take(live())))
        break
      case 'close':
        asked(call, (question) => close(question))
        break
      default:
        call satisfies never
    }
  }

  function asked<Name extends CallName>(
    call: Parameters<typeof questionOf<Name>>[0],
    handle: (question: Question<Name>) => void,
  ): void {
    const question = questionOf(call, post)
    try {
      handle(question)
    } catch (error) {
      question.refuse(problemOf(error))
    }
  }

  function take(next: Opened | null, data: 'without data' | 'same data'): void {
    opened?.evaluation.cancelAll()
    settleCount()
    if (data === 'without data') {
      desk.reset()
      beats.forget()
    }
    speed.pause()
    opened = next
    validation = next && createValidation(next, desk, beats)
    outbox.changed('reader')
  }

  /** The old network rests meanwhile, and is let go only when the new one stands. */
  function make(
    question: Question<'open'> | Question<'edit'>,
    ask: Calls['open']['ask'],
    onMade: (next: Opened) => void,
  ): void {
    const run = runs + 1
    const steps = openNetwork(ask, {
      session,
      run,
      now,
      post,
      outbox,
      speed,
      onStep,
      onEnd: settleCount,
      onRefused(problem) {
        counting?.refuse(problem)
        counting = null
        settleCount()
      },
    })
    opening.begin({
      question,
      steps,
      onMade(next) {
        runs = run
        settings = ask.settings
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
    make(question, { spec: question.ask.spec, seed, initialisation, settings: settings! }, (next) => {
      const inherited = inherit(next, before)
      if (before.training.on) next.training.play(settings!.stepsPerSecond)
      take(next, 'same data')
      desk.carryOver()
      question.answer({ run: next.run, ...inherited })
    })
  }

  /** Throws SpecError where the network cannot train on these pictures, or on so few of them. */
  function checkExamples(plan: Plan, batch: number): void {
    checkTraining(plan, batch)
    desk.checkClasses(plan)
  }

  function train({ ask, answer: reply }: Question<'train'>): void {
    const { network, training, trainer } = live()
    const { update, batch } = ask.settings
    checkSession(network.plan, { batch, optimiser: update.type, grownFrom: network.batch })
    if (ask.on) checkExamples(network.plan, batch)
    trainer.configure(ask.settings)
    settings = ask.settings
    if (ask.on) training.play(ask.settings.stepsPerSecond)
    else training.pause()
    settleCount()
    speed.pause()
    checkpoints.changed()
    reply({ step: trainer.stepCount })
  }

  function step(question: Question<'step'>): void {
    const { network, training } = live()
    checkExamples(network.plan, settings!.batch)
    settleCount()
    counting = question
    training.count(question.ask.count)
  }

  /** The steps that were asked for are done, or something else is wanted now. */
  function settleCount(): void {
    if (opened) counting?.answer({ step: opened.trainer.stepCount })
    counting = null
    checkpoints.changed()
    beats.changed()
  }

  function onStep(result: StepResult): boolean {
    beats.stepped(result)
    return validation?.due(result.step) ?? false
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

  /** A frame first, since somebody looks at it; then training and evaluation in turn. */
  function work({ training, watching, evaluation }: Opened, until: number): void {
    validation?.catchUp()
    const start = now()
    if (training.on) speed.tick(start)
    if (watching.dueIn(start) <= 0) watching.slice(until)
    const trains = training.dueIn(now()) <= 0 && !validation?.blocks && !watching.busy
    const evaluates = evaluation.busy && !watching.busy && (turnOf === 'evaluation' || !trains)
    if (evaluates) evaluation.slice(until)
    if (training.on) speed.without(now() - start)
    if (trains && !evaluates) training.slice(until)
    turnOf = evaluates ? 'training' : 'evaluation'
  }

  function tell(current: Opened): void {
    const { training, trainer, source, run } = current
    if (training.waiting !== wasWaiting) beats.changed()
    wasWaiting = training.waiting
    const at = now()
    if (checkpoints.dueIn(at, current) <= 0) {
      const made = checkpoints.take(current)
      post({ type: 'checkpoint', session, run, ...made }, [made.bytes])
    }
    if (beats.dueIn(at) > 0) return
    const { on, waiting } = training
    const state = { run, step: trainer.stepCount, epoch: source.epoch, training: on, waiting }
    const examplesPerSecond = on && !waiting ? speed.perSecond() : 0
    post({ type: 'beat', session, ...state, examplesPerSecond, ...beats.take(at) }, [])
  }

  return {
    receive,
    turn(until) {
      if (opening.busy) opening.slice(until).forEach(called)
      else if (opened) work(opened, until)
      measuring.slice(until)
      if (opened && !opening.busy) tell(opened)
    },
    dueIn(at) {
      if (opening.busy || measuring.busy) return 0
      if (!opened) return Number.POSITIVE_INFINITY
      const { training, watching, evaluation } = opened
      if (evaluation.busy) return 0
      const trains = validation?.blocks ? Number.POSITIVE_INFINITY : training.dueIn(at)
      return Math.min(trains, watching.dueIn(at), beats.dueIn(at), checkpoints.dueIn(at, opened))
    },
    get opening() {
      return opening.busy
    },
    get closed() {
      return closed
    },
  }
}
