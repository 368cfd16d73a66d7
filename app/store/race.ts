import { createStore, type StoreApi } from 'zustand/vanilla'
import { checkUpdate, type Optimiser, type Update } from '../../engine/index'
import type { TrainSettings } from '../../engine/protocol'
import type { LabStore } from './lab'
import { updateInPlaceOf } from './lab-settings'
import type { Course, Race, Racer } from './race.types'
import { courseOf, settingsFor, tooMany } from './race-course'
import { openRunner, type Runner, train } from './race-runner'

export type RaceStore = StoreApi<Race>

/** What starts: enough to see the difference, few enough to tell the curves apart. */
const FIRST: readonly Optimiser[] = ['sgd', 'momentum', 'adagrad', 'adam']

/** It has not ended by itself. */
export const canRun = ({ phase }: Racer): boolean => phase !== 'stopped' && phase !== 'refused'

/**
 * A race in the Lab's worker. The Lab's own training rests meanwhile: all share one core. Networks are opened at the start, so
 * that a race that is only looked at takes no memory; from then on it keeps its course, whatever is changed in the Lab.
 */
export function createRace(lab: LabStore, base: string): RaceStore {
  const store: RaceStore = createStore<Race>()(() => ({
    racers: [],
    running: false,
    course: null,
    notice: null,
    actions: null as never,
  }))
  const get = store.getState
  const runners = new Map<Optimiser, Runner>()
  /** Rates that were typed: the others are those of the Lab's network. */
  const typed = new Map<Optimiser, number>()
  const course = (): Course => get().course ?? courseOf(lab.getState())

  function firstOf(rule: Optimiser): Racer {
    const update = updateInPlaceOf(course().settings.update, rule)
    return fresh(rule, checkUpdate({ ...update, rate: typed.get(rule) ?? update.rate }))
  }

  function change(rule: Optimiser, changes: Partial<Racer>): void {
    const racers = get().racers.map((racer) => (racer.rule === rule ? { ...racer, ...changes } : racer))
    store.setState({ racers, running: get().running && racers.some(canRun) })
  }

  function run({ rule, update }: Racer): void {
    const settings = settingsFor(course(), update)
    const runner = runners.get(rule) ?? open(rule, settings)
    if (runner) train(runner, settings, true)
    else change(rule, { phase: 'refused' })
  }

  function open(rule: Optimiser, settings: TrainSettings): Runner | null {
    const runner = openRunner(lab, base, course(), settings, (changes) => {
      if (runners.get(rule) === runner) change(rule, changes)
    })
    if (runner) runners.set(rule, runner)
    return runner
  }

  function end(rule: Optimiser): void {
    runners.get(rule)?.close()
    runners.delete(rule)
  }

  /** As at the first start, with what the Lab has now. */
  function goBack(): void {
    for (const { rule } of get().racers) end(rule)
    store.setState({ running: false, course: null, notice: null })
    store.setState(({ racers }) => ({ racers: racers.map(({ rule }) => firstOf(rule)) }))
  }

  function play(): void {
    const notice = tooMany(course(), lab.getState(), get().racers)
    store.setState({ notice })
    if (notice) return
    lab.getState().actions.pause()
    const starting = get().racers.filter(canRun)
    store.setState({ running: starting.length > 0, course: course() })
    for (const racer of starting) run(racer)
  }

  const actions: Race['actions'] = {
    add(rule) {
      const { racers, running } = get()
      if (racers.some((racer) => racer.rule === rule)) return
      const racer = firstOf(rule)
      const notice = tooMany(course(), lab.getState(), [...racers, racer])
      store.setState(notice ? { notice } : { notice, racers: [...racers, racer] })
      if (!notice && running) run(racer)
    },
    remove(rule) {
      end(rule)
      const racers = get().racers.filter((racer) => racer.rule !== rule)
      store.setState({ racers, running: get().running && racers.some(canRun), notice: null })
    },
    setRate(rule, rate) {
      end(rule)
      typed.set(rule, rate)
      const racer = firstOf(rule)
      change(rule, racer)
      if (get().running) run(racer)
    },
    play,
    pause() {
      store.setState({ running: false })
      for (const { rule, update } of get().racers.filter(canRun)) {
        const runner = runners.get(rule)
        if (runner) train(runner, settingsFor(course(), update), false)
      }
    },
    restart() {
      const { running } = get()
      goBack()
      if (running) play()
    },
    dispose() {
      unsubscribe()
      goBack()
    },
  }
  const unsubscribe = lab.subscribe((now, before) => {
    if (get().course === null && now.settings !== before.settings) goBack()
  })
  store.setState({ actions, racers: FIRST.map(firstOf) })
  return store
}

const fresh = (rule: Optimiser, update: Update): Racer => ({
  rule,
  update,
  phase: 'ready',
  step: 0,
  history: { points: [], validation: [] },
})
