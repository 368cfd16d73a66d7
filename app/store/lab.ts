import { createStore, type StoreApi } from 'zustand/vanilla'
import { checkSession, type Plan, SpecError } from '../../engine/index'
import type { TrainSettings } from '../../engine/protocol'
import type { Lab, LabAction, LabActions, LabLink, LabState } from './lab.types'
import { createLabEngine } from './lab-engine'
import type { LabDeps } from './lab-engine.types'
import * as notices from './lab-notices'
import { freshRun, openingOf, presetOf, startOf } from './lab-start'
import { planFor } from './plan-for'
import { settingRanges } from './setting-ranges'

export type LabStore = StoreApi<Lab>

/** The Lab's state and everything that can be done to it. It knows no React; its engine is behind `deps`. */
export function createLab(deps: LabDeps, link: LabLink = {}): LabStore {
  const store: LabStore = createStore<Lab>()(() => ({ ...startOf(link), actions: null as never }))
  const get = store.getState
  const set = (change: Partial<LabState>): void => store.setState(withWayOut(get(), change))
  const engine = createLabEngine(deps, get, set)
  let started = false

  /** Opens what the change describes, in place of what is there. */
  function reopen(change: Partial<LabState>): void {
    set({ ...freshRun, ...change })
    if (!started) return
    engine.unpin()
    void engine.open(null)
  }

  /** Refuses, with the engine's own sentence, what would not fit into memory. `grownFrom`: the batch of the network that goes on. */
  function fits(planned: Plan, settings: TrainSettings, grownFrom?: number): boolean {
    try {
      const { update, batch } = settings
      checkSession(planned, { batch, optimiser: update.type, grownFrom })
      return true
    } catch (error) {
      if (!(error instanceof SpecError)) throw error
      set({ notice: notices.tooLarge(error.text) })
      return false
    }
  }

  function configure(changes: Partial<TrainSettings>): void {
    const settings: TrainSettings = { ...get().settings, ...changes }
    if (!fits(get().plan, settings, get().settings.batch)) return
    set({ settings })
    engine.configure()
  }

  function chooseLoss(loss: TrainSettings['loss']): void {
    const { preset, plan: before, chosenNode } = get()
    const planned = planFor(presetOf(preset), loss)
    const settings = { ...get().settings, loss }
    const isThere = planned.nodes.some(({ id }) => id === chosenNode)
    if (planned.nodes.length === before.nodes.length) configure({ loss })
    else if (fits(planned, settings))
      reopen({ plan: planned, settings, chosenNode: isThere ? chosenNode : planned.outputs[0] })
  }

  /** A pinned snapshot lacks what is asked for now: the next one takes its place. */
  function seeAnew(): void {
    if (get().pinned) engine.pinNext()
    else engine.watch()
  }

  function look(picture: LabState['picture']): void {
    set({ picture })
    if (get().pinned) engine.pinNext()
    if (started) engine.look()
  }

  function lowerRateAndContinue(): void {
    const { update } = get().settings
    const settings = { ...get().settings, update: { ...update, rate: tenthOf(update.rate) } }
    const from = engine.lastHealthy()
    set({ settings, notice: null, accuracyOnTest: null })
    engine.unpin()
    void engine.open(from)
    engine.train(true)
  }

  const acts: Readonly<Record<LabAction, () => void>> = {
    'lower-rate-and-continue': lowerRateAndContinue,
    continue: () => engine.train(true),
    'use-shapes': () => actions.chooseSet('shapes'),
    // Where something had arrived, its place is kept.
    'retry-data': () => engine.data(get().data !== null),
    'restart-worker': () => engine.restart(),
    dismiss: () => {},
  }

  const actions: LabActions = {
    async start() {
      if (started) return
      started = true
      await engine.start()
    },
    dispose() {
      started = false
      engine.dispose()
    },
    play() {
      set({ notice: null })
      engine.train(true)
    },
    pause: () => engine.train(false),
    stepOnce: () => engine.step(),
    reset(seed) {
      const { unit, channel, snapshot } = get()
      reopen({ unit, channel, snapshot, seed: seed === 'same' ? get().seed : deps.randomSeed() })
    },
    configure,
    chooseLoss,
    chooseInitialisation: (initialisation) => reopen({ initialisation, trained: false }),
    choosePreset(id, trained) {
      const { picture, scale, mapsShow } = get()
      const opening = openingOf({ preset: id, trained, seed: get().seed })
      if (fits(opening.plan, opening.settings)) reopen({ ...opening, picture, scale, mapsShow, data: null })
    },
    chooseSet(id) {
      set({ set: id, data: null, notice: null, accuracyOnTest: null })
      if (started) engine.data(false)
      look(get().picture)
    },
    configureAugment(augment) {
      set({ augment })
      if (started) engine.data(true)
    },
    look,
    nextPicture(by) {
      const { picture, data } = get()
      if (picture.kind !== 'set') return
      const count = data?.available[picture.split] ?? 0
      if (count > 0) look({ ...picture, index: (picture.index + by + count) % count })
    },
    choose: (node) => set({ chosenNode: node }),
    point: (hovered) => set({ hovered }),
    pick(unit) {
      set({ unit, channel: null })
      if (!unit) engine.unpin()
    },
    hold() {
      set({ pinned: get().snapshot })
      if (lacksGradients(get())) engine.pinNext()
      else engine.watch()
    },
    follow: () => engine.unpin(),
    openChannel: (channel) => set({ channel }),
    showMaps(mapsShow) {
      set({ mapsShow })
      seeAnew()
    },
    setScale: (scale) => set({ scale }),
    evaluateTest: () => engine.evaluate(),
    cancelEvaluation: () => engine.cancelEvaluation(),
    openLink(values) {
      const { phase: _phase, kernels: _kernels, ...opening } = startOf(values)
      reopen(opening)
    },
    setOnScreen: (onScreen) => engine.setOnScreen(onScreen),
    act(action) {
      set({ notice: null })
      acts[action]()
    },
    another: (events) => engine.another(events),
  }

  store.setState({ actions })
  return store
}

/** What is seen was made before the gradients were asked for: held for good, its maps would stay empty. */
const lacksGradients = ({ mapsShow, snapshot, plan }: LabState): boolean =>
  mapsShow === 'gradients' && !plan.nodes.some(({ id }) => snapshot?.values('gradients', id))

/** As a person would write it, and within reach of the control: 0.0003 / 10 is 0.000029999999999999997. */
const tenthOf = (rate: number): number => Math.max(settingRanges.rate.min, Number((rate / 10).toPrecision(3)))

/** While the engine has failed, the notice that leads out of it stays, whatever else there is to say. */
function withWayOut(before: LabState, change: Partial<LabState>): Partial<LabState> {
  if (before.phase !== 'failed') return change
  const { notice = null, ...rest } = change
  const leaves = change.phase !== undefined && change.phase !== 'failed'
  return leaves ? { ...rest, notice } : rest
}
