import { EngineProblem } from '../../../app/engine-client/pending'
import type { EngineSession, SessionEvents } from '../../../app/engine-client/session'
import { createLab, type LabStore } from '../../../app/store/lab'
import type { LabLink, LabState } from '../../../app/store/lab.types'
import type { LabDeps } from '../../../app/store/lab-engine.types'
import type { Beat, CallName, Calls, Frame, Problem, Watch } from '../../../engine/protocol'

interface Asked {
  readonly name: CallName
  readonly ask: Calls[CallName]['ask']
  resolve(value: object): void
  reject(error: Error): void
}

interface FurtherSession {
  readonly events: SessionEvents
  readonly asked: Asked[]
  closed: boolean
}

/** A Lab whose engine is the test: it sees what is asked, answers, and tells what it wants. */
export class LabBench {
  readonly asked: Asked[] = []
  readonly watches: Pick<Watch, 'parts' | 'nodes' | 'perSecond'>[] = []
  readonly lab: LabStore
  events!: SessionEvents
  /** Sessions beside the Lab's own, in the order they were asked for. */
  readonly further: FurtherSession[] = []
  restarts = 0
  closed = false
  fetched: string[] = []
  weights: ArrayBuffer | null = new ArrayBuffer(8)
  reducedMotion = false

  constructor(link: LabLink = {}) {
    const deps: LabDeps = {
      connect: (events) => {
        this.events = events
        return {
          session: this.sessionThat(this.asked),
          another: (others) => {
            const further: FurtherSession = { events: others, asked: [], closed: false }
            this.further.push(further)
            const close = () => {
              further.closed = true
            }
            return { ...this.sessionThat(further.asked), close }
          },
          restart: () => {
            this.restarts++
          },
          dispose: () => {
            this.closed = true
          },
        }
      },
      fetchBytes: async (url) => {
        this.fetched.push(url)
        if (!this.weights) throw new Error('404')
        return this.weights
      },
      base: 'https://here/some/path/index.html',
      reducedMotion: () => this.reducedMotion,
      randomSeed: () => 77,
    }
    this.lab = createLab(deps, link)
  }

  /** Writes down what it is asked; the test answers. */
  private sessionThat(asked: Asked[]): EngineSession {
    return {
      call: <Name extends CallName>(name: Name, ask: Calls[Name]['ask']) =>
        new Promise<Calls[Name]['reply']>((resolve, reject) => {
          asked.push({ name, ask, resolve: (value) => resolve(value as Calls[Name]['reply']), reject })
        }),
      watch: (wish) => void this.watches.push(wish),
      autoCheckpoint: () => {},
      close: () => {},
    }
  }

  get state(): LabState {
    return this.lab.getState()
  }

  get actions() {
    return this.lab.getState().actions
  }

  newest(name: CallName): Asked {
    const found = this.asked.findLast((asked) => asked.name === name)
    if (!found) throw new Error(`nobody asked for '${name}'`)
    return found
  }

  count = (name: CallName): number => this.asked.filter((asked) => asked.name === name).length

  async answer(name: CallName, value: object): Promise<void> {
    this.newest(name).resolve(value)
    await settle()
  }

  async refuse(name: CallName, problem: Problem): Promise<void> {
    this.newest(name).reject(new EngineProblem(problem))
    await settle()
  }

  /** Started, opened, with data: what a page is after a second. */
  async open(run = 1): Promise<this> {
    void this.actions.start()
    await settle()
    await this.answer('open', { run, step: 0, kernels: 'typescript' })
    await this.answer('data', { available: available(100), total: available(100) })
    await this.answer('look', { label: 3 })
    return this
  }

  beat(told: Partial<Beat>): void {
    this.events.beat({
      type: 'beat',
      session: 1,
      run: 1,
      step: 0,
      epoch: 0,
      training: true,
      waiting: false,
      examplesPerSecond: 100,
      losses: [],
      accuracies: [],
      validation: null,
      ...told,
    })
  }

  /** A beat that ends at a step, with these losses. */
  losses(step: number, ...losses: number[]): void {
    this.beat({ step, losses, accuracies: losses.map(() => 0.5) })
  }

  frame(step: number, change: Partial<Frame> = {}): ArrayBuffer | null {
    return this.events.frame({
      type: 'frame',
      session: 1,
      run: 1,
      step,
      buffer: new ArrayBuffer(8),
      entries: [],
      picture: { picture: this.state.picture, set: this.state.set, label: 3, loss: 2 },
      ...change,
    })
  }

  checkpoint(step: number): void {
    this.events.checkpoint({ step, bytes: new ArrayBuffer(8), samePlace: true })
  }
}

export const available = (n: number) => ({ train: n, validation: n, test: n })

export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
