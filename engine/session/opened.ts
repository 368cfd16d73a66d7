import { createNetwork, networkSteps } from '../network/network'
import type { Network } from '../network/network.types'
import type { ParameterEntry } from '../network/parameters'
import { paramsFromBytes } from '../network/weights'
import type { Outbox } from '../outbox'
import type { Initialisation } from '../plan/initialisation'
import { updateRules } from '../plan/optimisers'
import { plan } from '../plan/plan'
import { scoresNode } from '../plan/scores'
import { checkSession, EVALUATION_BATCH } from '../plan/session-memory'
import type { Calls, FromWorker } from '../protocol'
import { fromBytes } from '../train/checkpoint'
import { createTrainer } from '../train/trainer'
import type { Checkpoint, Trainer } from '../train/trainer.types'
import type { Beats } from './beats'
import type { DataDesk } from './data-desk'
import { createEvaluation, type Evaluation } from './evaluation'
import { ProblemError, problemOf } from './problems'
import type { Speed } from './speed'
import type { Stepping } from './stepping'
import { createSwitchableSource, type SwitchableSource } from './switchable-source'
import { createTraining, type Training } from './training'
import { createValidation, type Validation } from './validation'
import { createWatching, type Watching } from './watching'

/** A network that is lived with, and all that works on it. */
export interface Opened {
  readonly run: number
  readonly seed: number
  readonly initialisation: Initialisation | undefined
  readonly network: Network
  readonly trainer: Trainer
  readonly source: SwitchableSource
  readonly training: Training
  readonly evaluation: Evaluation
  readonly validation: Validation
  readonly watching: Watching
}

export interface OpenContext {
  readonly session: number
  readonly run: number
  readonly now: () => number
  readonly post: (message: FromWorker, transfer: Transferable[]) => void
  readonly outbox: Outbox
  readonly speed: Speed
  readonly beats: Beats
  readonly desk: DataDesk
  readonly stepping: Pick<Stepping, 'settle' | 'refuse'>
}

/** In pieces, so that the worker can say that it lives: yields which share of the parameters has its values. */
export function* openNetwork(ask: Calls['open']['ask'], context: OpenContext): Generator<number, Opened> {
  const { session, run, now, post, outbox, speed, beats, desk, stepping } = context
  const { seed, initialisation } = ask
  const { stepsPerSecond: _, ...settings } = ask.settings
  const { batch } = settings
  checkSession(plan(ask.spec), { batch, optimiser: settings.update.type })
  const network = yield* networkSteps(ask.spec, { seed, batch, initialisation })
  if (ask.weights) network.load(paramsFromBytes(ask.weights))
  const source = createSwitchableSource()
  const trainer = createTrainer(network, { ...settings, seed, data: source })
  if (ask.checkpoint) {
    trainer.restore(readCheckpoint(ask.checkpoint))
    trainer.configure(settings)
  }
  const watching = createWatching({
    network,
    loss: () => trainer.loss,
    outbox,
    now,
    send: (frame) => post({ type: 'frame', session, run, step: trainer.stepCount, ...frame }, [frame.buffer]),
  })
  const training = createTraining({
    trainer,
    now,
    onStep(result) {
      speed.trained(result.examples)
      watching.changed()
      beats.stepped(result)
      return validation.due(result.step)
    },
    onCounted: stepping.settle,
    onBroken: ({ loss, brokenNode }) => {
      const goodStep = trainer.stepCount
      const code = Number.isFinite(loss) ? 'weights-not-finite' : 'loss-not-finite'
      post({ type: 'stopped', session, run, code, step: goodStep + 1, node: brokenNode, goodStep }, [])
      stepping.settle()
    },
    onRefused: (error) => {
      const problem = problemOf(error)
      const goodStep = trainer.stepCount
      const told = { code: 'refused', step: goodStep + 1, node: error.node, goodStep, problem } as const
      post({ type: 'stopped', session, run, ...told }, [])
      stepping.refuse(problem)
    },
  })
  const scores = scoresNode(network.plan)
  const evaluation = createEvaluation({
    makeNetwork: makeJudge,
    scores,
    classes: network.plan.shapeOf(scores).c,
    now,
  })
  const validation = createValidation({ evaluation, network, trainer }, desk, beats)
  return { run, seed, initialisation, network, trainer, source, training, evaluation, validation, watching }

  /** Only when something is to be judged: the first maps do not wait for it. Its own weights are never seen. */
  function makeJudge(): Network {
    const drawn = { type: 'constant', value: 0 } as const
    return createNetwork(ask.spec, { seed, batch: EVALUATION_BATCH, train: false, initialisation: drawn })
  }
}

function readCheckpoint(bytes: ArrayBuffer): ReturnType<typeof fromBytes> {
  try {
    return fromBytes(bytes)
  } catch {
    throw new ProblemError('checkpoint-malformed')
  }
}

/**
 * Layers whose parameters all have the shapes of before keep them, what the update rule remembers of them, and their
 * statistics; the others are drawn anew, as a whole: new filters with the biases of old ones would be neither. Steps are
 * counted on, from where the last whole step ended.
 */
export function inherit(next: Opened, before: Opened): { kept: string[]; drawn: string[] } {
  const from = { ...before.trainer.checkpoint(), learned: before.network.block.learnedLength }
  const to = { ...next.trainer.checkpoint(), learned: next.network.block.learnedLength }
  const old = new Map(before.network.block.entries.map((entry) => [entry.name, entry]))
  const { entries } = next.network.block
  const changed = new Set(
    entries.filter(({ name, shape }) => old.get(name)?.shape.join() !== shape.join()).map(({ node }) => node),
  )
  const kept: string[] = []
  const drawn: string[] = []
  for (const entry of entries) {
    const same = changed.has(entry.node) ? undefined : old.get(entry.name)
    if (same) copyParameter(from, same, to, entry)
    ;(same ? kept : drawn).push(entry.name)
  }
  const { step, random, source } = from
  const updateCount = sameRule(from, to) ? from.updateCount : 0
  next.trainer.restore({ ...to, step, updateCount, random, source })
  return { kept, drawn }
}

type Place = Pick<ParameterEntry, 'offset' | 'length' | 'learned'>
type Held = Checkpoint & { readonly learned: number }

const sameRule = (from: Held, to: Held): boolean => from.update.type === to.update.type

/** What a rule remembers lies at the parameter's own place: one number for each after the other, then the second ones. */
function copyParameter(from: Held, place: Place, to: Held, { offset, learned }: Place): void {
  const end = place.offset + place.length
  to.values.set(from.values.subarray(place.offset, end), offset)
  if (!learned || !sameRule(from, to)) return
  for (let kind = 0; kind < updateRules[to.update.type].state; kind++) {
    const start = kind * from.learned
    const remembered = from.updateState.subarray(start + place.offset, start + end)
    to.updateState.set(remembered, kind * to.learned + offset)
  }
}
