import type { Beat, Calls, Frame, Stopped } from '../../engine/protocol'
import type { SessionEvents } from '../engine-client/session'
import type { KeptCheckpoint } from '../engine-client/standing'
import type { LabState, Phase } from './lab.types'
import { createKeptCheckpoints } from './lab-checkpoints'
import { createLabData } from './lab-data'
import type { Ask, LabConnection, LabDeps, LabEngine } from './lab-engine.types'
import { onProblem, refusalOf } from './lab-engine-problems'
import { createLabEvaluation } from './lab-evaluation'
import { createHistory } from './lab-history'
import { createLabLooking } from './lab-looking'
import * as notices from './lab-notices'
import { trainedPresets } from './trained-presets'

/** Seconds between checkpoints: with the time to make and send one, at most a second old. */
const CHECKPOINT_EVERY = 0.8

/** Where the Lab stands with its engine. A stage is known by its identity: what waited through a change of it gives up. */
type Stage =
  | { readonly is: 'closed' }
  | { readonly is: 'fetching' } // shipped weights are on their way; the worker still has the network before
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly run: number }
  /** `stands`: a fresh worker takes up the network of the state; else that was refused, and must be opened anew. */
  | { readonly is: 'failed'; readonly stands: boolean }

export function createLabEngine(
  deps: LabDeps,
  get: () => LabState,
  set: (change: Partial<LabState>) => void,
): LabEngine {
  const history = createHistory()
  const kept = createKeptCheckpoints()
  let connection: LabConnection | null = null
  let stage: Stage = { is: 'closed' }
  /** The client has given the worker up, and waits to be told to try again. */
  let workerGone = false
  let wantsTraining = false
  /** What the engine last agreed to train with. */
  let agreed = get().settings
  /** Calls that change whether it trains and have not been answered: beats from before them do not count. */
  let unanswered = 0

  const session = () => connection?.session ?? null
  const beside = (path: string): string => new URL(path, deps.base).href
  const isOf = (run: number): boolean => stage.is === 'open' && stage.run === run
  const ask: Ask = (name, what) => session()?.call(name, what) ?? new Promise(() => {})

  const evaluation = createLabEvaluation(session, set)
  const looking = createLabLooking({ session, reducedMotion: deps.reducedMotion, get, set })
  const data = createLabData({ folder: beside('data'), ask, get, set })

  const events: SessionEvents = {
    frame: (arrived: Frame) => (isOf(arrived.run) ? looking.arrived(arrived) : arrived.buffer),
    beat,
    stopped,
    checkpoint: kept.add,
    recovered,
    data: data.ready,
    dataProblem: data.problem,
    dataProgress: data.progress,
    failed,
  }

  function beat(told: Beat): void {
    if (!isOf(told.run)) return
    const { step, epoch, losses, validation, examplesPerSecond } = told
    const news = losses.length > 0 || validation !== null
    if (news) history.add(told)
    const curves = news ? { history: history.read() } : {}
    set({ step, epoch, examplesPerSecond, phase: phaseAfter(told), ...curves })
  }

  function phaseAfter({ training, waiting }: Beat): Phase {
    const { phase } = get()
    if (unanswered > 0) return phase
    if (training) return waiting ? 'waiting' : 'training'
    wantsTraining = false
    return phase === 'stopped' ? 'stopped' : 'paused'
  }

  function stopped(told: Stopped): void {
    if (!isOf(told.run)) return
    wantsTraining = false
    const { plan, settings } = get()
    const notice = told.problem
      ? notices.stepRefused(told.problem, refusalOf(plan, settings.batch))
      : notices.notFinite(told, plan, settings.update.rate)
    set({ phase: 'stopped', step: told.goodStep, notice })
  }

  function recovered(at: Calls['open']['reply']): void {
    if (stage.is === 'closed' || stage.is === 'fetching') return
    stage = { is: 'open', run: at.run }
    history.cutBack(at.step)
    const phase = wantsTraining ? 'training' : 'paused'
    const notice = notices.workerReplaced(at.step, wantsTraining)
    set({ step: at.step, kernels: at.kernels, phase, notice, evaluation: null, history: history.read() })
    if (wantsTraining || get().settings !== agreed) train(wantsTraining)
  }

  function failed(): void {
    workerGone = true
    if (stage.is === 'fetching') return // the network that is being fetched brings a worker of its own
    stage = { is: 'failed', stands: stage.is !== 'failed' || stage.stands }
    const notice = get().kernels === null ? notices.workerMissing : notices.workerFailed
    set({ phase: 'failed', notice, evaluation: null })
  }

  /** A fresh worker; it is told all that is still wished for, and takes up what stood. */
  function revive(): void {
    workerGone = false
    connection?.restart()
  }

  function requestData(resume: boolean): void {
    if (!resume) {
      kept.otherData()
      evaluation.cancel() // of pictures of another set
    }
    data.request(resume)
  }

  async function weightsOf(preset: string): Promise<ArrayBuffer | undefined> {
    const path = trainedPresets.get(preset)
    return path ? deps.fetchBytes(beside(path)) : undefined
  }

  async function open(from: KeptCheckpoint | null): Promise<void> {
    wantsTraining = false
    evaluation.cancel()
    set({ phase: 'opening' })
    const { preset, trained } = get()
    if (!trained || from) return openWith(from)
    const mine: Stage = { is: 'fetching' }
    stage = mine
    const weights = await weightsOf(preset).catch(() => undefined)
    if (stage !== mine) return
    if (!weights) set({ trained: false, notice: notices.trainedWeightsMissing })
    await openWith(null, weights)
  }

  async function openWith(from: KeptCheckpoint | null, weights?: ArrayBuffer): Promise<void> {
    const mine: Stage = { is: 'opening' }
    stage = mine
    if (workerGone) revive()
    if (!from) kept.clear()
    history.cutBack(from?.step ?? -1)
    const { plan, seed, settings, initialisation } = get()
    const asked = { spec: plan.spec, seed, settings, initialisation }
    const opened = ask('open', { ...asked, weights, checkpoint: from?.bytes })
    requestData(from?.samePlace ?? false)
    data.look()
    await opened.then(
      ({ run, step, kernels }) => {
        if (stage !== mine) return
        stage = { is: 'open', run }
        agreed = settings
        set({ step, kernels, phase: 'paused', history: history.read() })
        if (wantsTraining || get().settings !== settings) train(wantsTraining)
      },
      onProblem(() => {
        if (stage !== mine) return
        if (weights) {
          // What was fetched is not what it should be: another page in its place, or half the file.
          set({ trained: false, notice: notices.trainedWeightsMissing })
          return openWith(null)
        }
        stage = { is: 'failed', stands: false }
        set({ phase: 'failed', notice: notices.notOpened })
      }),
    )
  }

  function train(on: boolean): void {
    if (stage.is === 'failed' && on) restart()
    wantsTraining = on
    if (stage.is !== 'open') return
    const { settings } = get()
    if (on) data.retryIfMissing()
    set({ phase: on ? 'training' : 'paused' })
    const call = ask('train', { on, settings })
    call.then(
      () => {
        agreed = settings
      },
      onProblem((problem) => {
        const notice = notices.settingsRefused(problem, refusalOf(get().plan, settings.batch))
        set({ notice, ...(get().settings === settings ? { settings: agreed } : {}) })
      }),
    )
    answered(call)
  }

  function step(): void {
    if (stage.is !== 'open') return
    wantsTraining = false
    data.retryIfMissing()
    set({ phase: 'paused' })
    const { plan, settings } = get()
    const call = ask('step', { count: 1 })
    call.catch(
      onProblem((problem) => set({ notice: notices.stepRefused(problem, refusalOf(plan, settings.batch)) })),
    )
    answered(call)
  }

  /** What was refused, or died, leaves the phase to the next beat. */
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

  function restart(): void {
    if (stage.is !== 'failed' || !stage.stands) return void open(null)
    stage = { is: 'opening' }
    set({ phase: 'opening' })
    revive()
  }

  return {
    async start() {
      if (connection) return
      connection = deps.connect(events)
      connection.session.autoCheckpoint(CHECKPOINT_EVERY)
      looking.watch()
      await open(null)
    },
    dispose() {
      connection?.dispose()
      connection = null
      stage = { is: 'closed' }
    },
    open,
    data: requestData,
    look: data.look,
    train,
    configure() {
      if (stage.is === 'open') train(wantsTraining)
    },
    step,
    watch: looking.watch,
    setOnScreen: looking.setOnScreen,
    pinNext: looking.pinNext,
    unpin: looking.unpin,
    evaluate() {
      if (stage.is === 'open') evaluation.begin()
    },
    cancelEvaluation: evaluation.cancel,
    lastHealthy: () => kept.lastHealthy(history),
    another: (events) => connection?.another(events) ?? null,
    restart,
  }
}
