import type { Beat, Calls, Frame, Problem, Progress, Stopped } from '../../engine/protocol'
import { EngineDied, EngineProblem } from '../engine-client/pending'
import type { EngineSession, SessionEvents } from '../engine-client/session'
import type { KeptCheckpoint } from '../engine-client/standing'
import type { LabState, Phase } from './lab.types'
import { createKeptCheckpoints } from './lab-checkpoints'
import type { LabConnection, LabDeps, LabEngine } from './lab-engine.types'
import { createLabEvaluation } from './lab-evaluation'
import { createFrameShelf, wishFor } from './lab-frames'
import { createHistory } from './lab-history'
import { trainedPresets } from './lab-link'
import * as notices from './lab-notices'

type Change = Partial<LabState>

/** Seconds between checkpoints: with the time to make and send one, at most a second old. */
const CHECKPOINT_EVERY = 0.8
const NO_RUN = -1

export function createLabEngine(
  deps: LabDeps,
  get: () => LabState,
  set: (change: Change) => void,
): LabEngine {
  const history = createHistory()
  const shelf = createFrameShelf()
  const kept = createKeptCheckpoints()
  let connection: LabConnection | null = null
  let run = NO_RUN
  /** Of `open`: an older one that is still waiting for bytes gives up. */
  let opening = 0
  let wantsTraining = false
  /** Calls that change whether it trains and have not been answered: beats from before them do not count. */
  let unanswered = 0
  let onScreen = true
  let pinsNext = false
  const evaluation = createLabEvaluation(() => connection?.session ?? null, set)

  const session = (): EngineSession | null => connection?.session ?? null
  const beside = (path: string): string => new URL(path, deps.base).href
  const isLive = (): boolean => run !== NO_RUN

  function ask<Name extends keyof Calls>(
    name: Name,
    what: Calls[Name]['ask'],
  ): Promise<Calls[Name]['reply']> {
    return session()?.call(name, what) ?? new Promise(() => {})
  }

  const events: SessionEvents = {
    frame,
    beat,
    stopped,
    checkpoint: kept.add,
    recovered,
    data: dataReady,
    dataProblem,
    dataProgress,
    failed() {
      run = NO_RUN
      set({ phase: 'failed', notice: notices.workerFailed, evaluation: null })
    },
  }

  function frame(arrived: Frame): ArrayBuffer | null {
    if (arrived.run !== run) return arrived.buffer
    const snapshot = shelf.open(arrived, get().plan)
    const pinned = pinsNext ? snapshot : get().pinned
    set({ snapshot, pinned })
    if (pinsNext) {
      pinsNext = false
      watch()
    }
    return shelf.release(pinned)
  }

  function beat(told: Beat): void {
    if (told.run !== run) return
    const { step, epoch, losses, validation, examplesPerSecond } = told
    const news = losses.length > 0 || validation !== null
    if (news) history.add(told)
    set({
      step,
      epoch,
      examplesPerSecond,
      phase: phaseAfter(told),
      ...(news ? { history: history.read() } : {}),
    })
  }

  function phaseAfter({ training, waiting }: Beat): Phase {
    const { phase } = get()
    if (unanswered > 0 || phase === 'opening') return phase
    if (training) return waiting ? 'waiting' : 'training'
    wantsTraining = false
    return phase === 'stopped' ? 'stopped' : 'paused'
  }

  function stopped(told: Stopped): void {
    if (told.run !== run) return
    wantsTraining = false
    const { plan, settings } = get()
    set({
      phase: 'stopped',
      step: told.goodStep,
      notice: notices.notFinite(told, plan, settings.update.rate),
    })
  }

  function recovered(at: Calls['open']['reply']): void {
    run = at.run
    cutBack(at.step)
    const phase = wantsTraining ? 'training' : 'paused'
    const notice = notices.workerReplaced(at.step, wantsTraining)
    set({ step: at.step, kernels: at.kernels, phase, notice, evaluation: null })
    if (wantsTraining) train(true)
  }

  function cutBack(step: number): void {
    history.cutBack(step)
    set({ history: history.read() })
  }

  function dataReady({ available }: Calls['data']['reply']): void {
    const { data } = get()
    set({ data: { done: data?.done ?? 0, total: data?.total ?? 0, available } })
  }

  function dataProgress({ done, total, available, problem }: Progress): void {
    if (available) set({ data: { done, total, available } })
    if (problem) set({ notice: notices.packMissing(get().set, problem) })
  }

  function dataProblem(problem: Problem): void {
    if (problem.code !== 'cancelled') set({ notice: notices.dataMissing(get().set, problem) })
  }

  function data(resume: boolean): void {
    const { set: id, augment, seed } = get()
    if (!resume) kept.otherData()
    ask('data', { set: id, augment, seed, base: beside('data'), resume }).then(
      dataReady,
      onProblem(dataProblem),
    )
  }

  function look(): void {
    const { picture } = get()
    ask('look', { picture }).catch(
      onProblem(({ code }) => {
        // Beyond the end of this set, or in a pack that is missing: the first picture is always there.
        if (code !== 'no-data' || get().picture !== picture || picture.kind !== 'set' || picture.index === 0)
          return
        set({ picture: { ...picture, index: 0 } })
        look()
      }),
    )
  }

  async function weightsOf(preset: string): Promise<ArrayBuffer | undefined> {
    const path = trainedPresets.get(preset)
    return path ? deps.fetchBytes(beside(path)) : undefined
  }

  async function open(from: KeptCheckpoint | null): Promise<void> {
    const turn = ++opening
    run = NO_RUN
    wantsTraining = false
    evaluation.cancel()
    set({ phase: 'opening' })
    const { plan, seed, settings, preset, trained } = get()
    let weights: ArrayBuffer | undefined
    if (trained && !from) {
      weights = await weightsOf(preset).catch(() => undefined)
      if (turn !== opening) return
      if (!weights) set({ trained: false, notice: notices.trainedWeightsMissing })
    }
    if (!from) kept.clear()
    history.cutBack(from?.step ?? -1)
    const opened = ask('open', { spec: plan.spec, seed, settings, weights, checkpoint: from?.bytes })
    data(from?.samePlace ?? false)
    look()
    await opened.then(
      (reply) => {
        if (turn !== opening) return
        run = reply.run
        set({ step: reply.step, kernels: reply.kernels, phase: 'paused', history: history.read() })
        if (wantsTraining || get().settings !== settings) train(wantsTraining)
      },
      onProblem((problem) => {
        if (turn === opening) set({ notice: notices.notOpened(problem) })
      }),
    )
  }

  function train(on: boolean): void {
    wantsTraining = on
    if (!isLive()) return
    set({ phase: on ? 'training' : 'paused' })
    answered(ask('train', { on, settings: get().settings }))
  }

  function step(): void {
    if (!isLive()) return
    wantsTraining = false
    set({ phase: 'paused' })
    answered(ask('step', { count: 1 }))
  }

  function answered(call: Promise<{ step: number }>): void {
    unanswered++
    call
      .then(
        (reply) => set({ step: reply.step }),
        onProblem(() => {}),
      )
      .finally(() => {
        unanswered--
      })
  }

  function watch(): void {
    const { mapsShow, pinned } = get()
    const isPinned = pinned !== null && !pinsNext
    session()?.watch(wishFor({ mapsShow, onScreen, reducedMotion: deps.reducedMotion(), pinned: isPinned }))
  }

  return {
    async start() {
      if (connection) return
      connection = deps.connect(events)
      connection.session.autoCheckpoint(CHECKPOINT_EVERY)
      watch()
      await open(null)
    },
    dispose() {
      connection?.dispose()
      connection = null
      run = NO_RUN
    },
    open,
    data,
    look,
    train,
    configure: () => train(wantsTraining),
    step,
    watch,
    setOnScreen(shown) {
      onScreen = shown
      watch()
    },
    pinNext() {
      pinsNext = true
      watch()
    },
    evaluate: () => isLive() && evaluation.begin(),
    cancelEvaluation: evaluation.cancel,
    lastHealthy: () => kept.lastHealthy(history),
    cutBack,
    restart() {
      if (get().phase === 'failed') {
        set({ phase: 'opening', notice: null })
        connection?.restart()
      } else void open(null)
    },
  }
}

/** The engine's death is told by its own event; only what it refuses is dealt with here. */
function onProblem(handle: (problem: Problem) => void): (error: unknown) => void {
  return (error) => {
    if (error instanceof EngineProblem) handle(error.problem)
    else if (!(error instanceof EngineDied)) throw error
  }
}
