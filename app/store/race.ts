import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  checkSession,
  checkUpdate,
  MEMORY_LIMIT,
  type Optimiser,
  SpecError,
  type Text,
  type Update,
  updateRules,
} from '../../engine/index'
import type { Beat, TrainSettings } from '../../engine/protocol'
import type { EngineSession, SessionEvents } from '../engine-client/session'
import type { LabStore } from './lab'
import type { LabState } from './lab.types'
import { createHistory } from './lab-history'
import type { Race, Racer } from './race.types'

export type RaceStore = StoreApi<Race>

/** What starts: enough to see the difference, few enough to tell the curves apart. */
const FIRST: readonly Optimiser[] = ['sgd', 'momentum', 'adagrad', 'adam']

/** Seconds between checkpoints: should the worker die, all go on from there. */
const CHECKPOINT_EVERY = 1

interface Runner {
  readonly session: EngineSession
  readonly close: () => void
}

/** A race in the Lab's worker. The Lab's own training rests meanwhile: all share one core. */
export function createRace(lab: LabStore, base: string): RaceStore {
  const store: RaceStore = createStore<Race>()(() => ({
    racers: [],
    running: false,
    notice: null,
    actions: null as never,
  }))
  const get = store.getState
  const runners = new Map<Optimiser, Runner>()

  const change = (rule: Optimiser, changes: Partial<Racer>): void =>
    store.setState(({ racers }) => ({
      racers: racers.map((racer) => (racer.rule === rule ? { ...racer, ...changes } : racer)),
    }))

  function begin(rule: Optimiser, update: Update): void {
    const runner = openRunner(lab, base, update, (changes) => {
      if (runners.get(rule) === runner) change(rule, changes)
    })
    if (!runner) return
    runners.set(rule, runner)
    if (get().running) void train(runner, settingsFor(lab.getState(), update), true)
  }

  function end(rule: Optimiser): void {
    runners.get(rule)?.close()
    runners.delete(rule)
  }

  function add(rule: Optimiser, update = firstUpdate(lab.getState(), rule)): void {
    if (get().racers.some((racer) => racer.rule === rule)) return
    const notice = tooMany(lab.getState(), [...get().racers.map((racer) => racer.update), update])
    store.setState({ notice })
    if (notice) return
    const racers = [...get().racers, fresh(rule, update)]
    store.setState({ racers })
    begin(rule, update)
  }

  function trainAll(on: boolean): void {
    store.setState({ running: on, notice: null })
    if (on) lab.getState().actions.pause()
    for (const { rule, update, phase } of get().racers) {
      const runner = runners.get(rule)
      if (runner && phase !== 'stopped' && phase !== 'refused')
        void train(runner, settingsFor(lab.getState(), update), on)
    }
  }

  const actions: Race['actions'] = {
    add,
    remove(rule) {
      end(rule)
      store.setState(({ racers }) => ({
        racers: racers.filter((racer) => racer.rule !== rule),
        notice: null,
      }))
    },
    setRate(rule, rate) {
      const racer = get().racers.find((r) => r.rule === rule)
      if (!racer) return
      end(rule)
      const update = checkUpdate({ ...racer.update, rate })
      change(rule, fresh(rule, update))
      begin(rule, update)
    },
    play: () => trainAll(true),
    pause: () => trainAll(false),
    restart() {
      const before = get().racers
      for (const { rule } of before) end(rule)
      store.setState({ racers: [], running: false, notice: null })
      for (const { rule, update } of before) add(rule, update)
    },
    dispose() {
      for (const { rule } of get().racers) end(rule)
      store.setState({ racers: [], running: false, notice: null })
    },
  }
  store.setState({ actions })
  for (const rule of FIRST) add(rule)
  return store
}

const fresh = (rule: Optimiser, update: Update): Racer => ({
  rule,
  update,
  phase: 'ready',
  step: 0,
  history: { points: [], validation: [] },
})

/** The Lab's own rule races with the Lab's own settings. */
function firstUpdate({ settings }: LabState, rule: Optimiser): Update {
  if (settings.update.type === rule) return settings.update
  const isPlain = rule === 'sgd' || rule === 'nesterov' || rule === 'momentum'
  const own = settings.update.type === 'sgd' || settings.update.type === 'momentum'
  return checkUpdate({ type: rule, rate: isPlain && own ? settings.update.rate : updateRules[rule].rate })
}

const settingsFor = ({ settings }: LabState, update: Update): TrainSettings => ({
  ...settings,
  update,
  stepsPerSecond: null,
})

/** A network in the Lab's worker, with all that is told of it turned into changes of its racer. */
function openRunner(
  lab: LabStore,
  base: string,
  update: Update,
  tell: (changes: Partial<Racer>) => void,
): Runner | null {
  const { plan, seed, set, augment, initialisation, actions } = lab.getState()
  const settings = settingsFor(lab.getState(), update)
  const history = createHistory()
  /** Training has ended by itself, at a value that is not finite: beats that come after do not undo that. */
  let broken = false

  function beat(told: Beat): void {
    if (told.losses.length > 0 || told.validation) history.add(told)
    const phase = told.training ? (told.waiting ? 'waiting' : 'training') : 'ready'
    tell({ step: told.step, history: history.read(), ...(broken ? {} : { phase }) })
  }

  const events: SessionEvents = {
    beat,
    frame: ({ buffer }) => buffer, // none is watched for
    checkpoint: () => {},
    stopped({ goodStep }) {
      broken = true
      tell({ phase: 'stopped', step: goodStep })
    },
    recovered({ step }) {
      history.cutBack(step)
      tell({ step, history: history.read() })
    },
    data: () => {},
    dataProblem: () => tell({ phase: 'refused' }),
    dataProgress: () => {},
    failed: () => tell({ phase: 'refused' }),
  }
  const session = actions.another(events)
  if (!session) return null
  session.autoCheckpoint(CHECKPOINT_EVERY)
  const refused = (): void => tell({ phase: 'refused' })
  session.call('open', { spec: plan.spec, seed, settings, initialisation }).catch(refused)
  session.call('data', { set, augment, seed, base: new URL('data', base).href }).catch(refused)
  return { session, close: session.close }
}

function train({ session }: Runner, settings: TrainSettings, on: boolean): Promise<unknown> {
  return session.call('train', { on, settings }).catch(() => {})
}

/** All networks of a race live in one worker beside the Lab's own. */
function tooMany({ plan, settings }: LabState, updates: readonly Update[]): Text | null {
  try {
    const own = checkSession(plan, { batch: settings.batch, optimiser: settings.update.type }).total
    const total = updates.reduce(
      (sum, { type }) => sum + checkSession(plan, { batch: settings.batch, optimiser: type }).total,
      own,
    )
    return total <= MEMORY_LIMIT ? null : overLimit(updates.length)
  } catch (error) {
    if (error instanceof SpecError) return error.text
    throw error
  }
}

const overLimit = (count: number): Text => ({
  en: `${count} networks of this size would need more than 1 GiB. Take one out of the race, or make the batch smaller.`,
  zh: `${count} 个这样大的网络需要超过 1 GiB 的内存。请减少参赛的规则，或减小批大小。`,
})
