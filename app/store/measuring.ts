import { createStore, type StoreApi } from 'zustand/vanilla'
import type { NetworkSpec, Text } from '../../engine/index'
import type { Calls } from '../../engine/protocol'
import { EngineProblem } from '../engine-client/pending'
import type { SessionEvents } from '../engine-client/session'
import type { LabStore } from './lab'

type StepMeasured = Calls['measureStep']['reply']
type LayerMeasured = Calls['measureLayer']['reply']

/** What has been measured of the Lab's network on this machine. */
export interface Measuring {
  /** Of which network; another one begins with nothing measured. */
  readonly spec: NetworkSpec | null
  readonly running: { readonly what: 'step' | 'layer'; readonly done: number; readonly total: number } | null
  readonly step: StepMeasured | null
  readonly layers: ReadonlyMap<string, LayerMeasured>
  /** Why the last measurement gave nothing. */
  readonly notice: Text | null
  readonly actions: {
    measureStep(): void
    measureLayer(node: string): void
    cancel(): void
  }
}

export type MeasuringStore = StoreApi<Measuring>

const ignore = (): void => {}

/** A session that opens no network has nothing else to tell. */
const silent: SessionEvents = {
  frame: ({ buffer }) => buffer,
  beat: ignore,
  checkpoint: ignore,
  stopped: ignore,
  recovered: ignore,
  data: ignore,
  dataProblem: ignore,
  dataProgress: ignore,
  failed: ignore,
}

const nothing = { running: null, step: null, layers: new Map(), notice: null } as const

/** Measures in the Lab's worker, on the core on which it trains: the Lab's own training rests meanwhile. */
export function createMeasuring(lab: LabStore): MeasuringStore {
  let control: AbortController | null = null
  const store: MeasuringStore = createStore<Measuring>()(() => ({
    ...nothing,
    spec: null,
    actions: { measureStep, measureLayer, cancel },
  }))

  function measureStep(): void {
    const { plan, settings } = lab.getState()
    void measure('step', 'measureStep', { spec: plan.spec, loss: settings.loss }, (step) => ({ step }))
  }

  function measureLayer(node: string): void {
    const { plan } = lab.getState()
    void measure('layer', 'measureLayer', { spec: plan.spec, node }, (found) => ({
      layers: new Map([...store.getState().layers, [node, found]]),
    }))
  }

  async function measure<Name extends 'measureStep' | 'measureLayer'>(
    what: 'step' | 'layer',
    name: Name,
    ask: Calls[Name]['ask'],
    keep: (found: Calls[Name]['reply']) => Partial<Measuring>,
  ): Promise<void> {
    if (control) return
    const { actions } = lab.getState()
    const session = actions.another(silent)
    if (!session) return
    const mine = new AbortController()
    control = mine
    actions.pause()
    forgetOther(ask.spec)
    store.setState({ running: { what, done: 0, total: 0 }, notice: null })
    try {
      const found = await session.call(name, ask, {
        signal: mine.signal,
        onProgress: ({ done, total }) => {
          if (control === mine) store.setState({ running: { what, done, total } })
        },
      })
      store.setState(keep(found))
    } catch (error) {
      if (!isCancelled(error)) store.setState({ notice: whyNot(error) })
    } finally {
      session.close()
      control = null
      store.setState({ running: null })
    }
  }

  function forgetOther(spec: NetworkSpec): void {
    if (store.getState().spec !== spec) store.setState({ ...nothing, spec })
  }

  function cancel(): void {
    control?.abort()
  }

  return store
}

const isCancelled = (error: unknown): boolean =>
  error instanceof EngineProblem && error.problem.code === 'cancelled'

function whyNot(error: unknown): Text {
  const code = error instanceof EngineProblem ? error.problem.code : null
  if (!code)
    return {
      en: 'The engine was replaced while it measured, so there is no result. Measure again.',
      zh: '测量中计算引擎被更换，没有得到结果。请重新测量。',
    }
  return {
    en: `The engine could not measure this (${code}). Nothing has changed; try a smaller network.`,
    zh: `计算引擎无法完成这次测量（${code}）。什么都没有改变，请换一个小一些的网络。`,
  }
}
