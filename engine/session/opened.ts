import { createNetwork } from '../network/network'
import type { Network } from '../network/network.types'
import { paramsFromBytes } from '../network/weights'
import type { Outbox } from '../outbox'
import { scoresNode } from '../probe/scores'
import type { Calls, FromWorker } from '../protocol'
import { fromBytes } from '../train/checkpoint'
import { createTrainer } from '../train/trainer'
import type { StepResult, Trainer } from '../train/trainer.types'
import type { Beats } from './beats'
import { createEvaluation, type Evaluation } from './evaluation'
import { createFeed, type Feed } from './feed'
import { ProblemError } from './problems'
import type { Speed } from './speed'
import { createTraining, type Training } from './training'
import { createWatching, type Watching } from './watching'

/** A network that is lived with, and all that works on it. */
export interface Opened {
  readonly run: number
  readonly seed: number
  readonly network: Network
  readonly trainer: Trainer
  readonly feed: Feed
  readonly training: Training
  readonly evaluation: Evaluation
  readonly watching: Watching
}

export interface OpenContext {
  readonly session: number
  readonly run: number
  readonly now: () => number
  readonly post: (message: FromWorker, transfer: Transferable[]) => void
  readonly outbox: Outbox
  readonly beats: Beats
  readonly speed: Speed
  readonly onStep: (result: StepResult) => boolean
  /** Training has ended by itself: the counted steps are done, or one was not finite. */
  readonly onEnd: () => void
}

/** Pictures per batch of an evaluation. */
export const EVALUATION_BATCH = 20

export function openNetwork(ask: Calls['open']['ask'], context: OpenContext): Opened {
  const { session, run, now, post, outbox, speed } = context
  const { update, l2, batch } = ask.settings
  const network = createNetwork(ask.spec, { seed: ask.seed, batch })
  if (ask.weights) network.load(paramsFromBytes(ask.weights))
  const feed = createFeed()
  const trainer = createTrainer(network, {
    loss: 'crossEntropy',
    update,
    l2,
    batch,
    seed: ask.seed,
    data: feed,
  })
  if (ask.checkpoint) {
    trainer.restore(readCheckpoint(ask.checkpoint))
    trainer.configure({ update, l2, batch })
  }
  const judge = createNetwork(ask.spec, { seed: ask.seed, batch: EVALUATION_BATCH, train: false })
  const watching = createWatching({
    network,
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
      return context.onStep(result)
    },
    onCounted: context.onEnd,
    onBroken: ({ loss, brokenNode }) => {
      const goodStep = trainer.stepCount
      const code = Number.isFinite(loss) ? 'weights-not-finite' : 'loss-not-finite'
      post({ type: 'stopped', session, run, code, step: goodStep + 1, node: brokenNode, goodStep }, [])
      context.onEnd()
    },
  })
  const evaluation = createEvaluation(judge, scoresNode(network.plan), now)
  return { run, seed: ask.seed, network, trainer, feed, training, evaluation, watching }
}

function readCheckpoint(bytes: ArrayBuffer): ReturnType<typeof fromBytes> {
  try {
    return fromBytes(bytes)
  } catch {
    throw new ProblemError('checkpoint-malformed')
  }
}

/** Layers that are the same keep their weights, and the steps are counted on; the others are drawn anew. */
export function inherit(next: Opened, before: Opened): { kept: string[]; drawn: string[] } {
  const old = before.network.parameters()
  const kept: string[] = []
  const drawn: string[] = []
  for (const [name, { shape, data }] of next.network.parameters()) {
    const same = old.get(name)
    const fits = same?.shape.join() === shape.join()
    if (same && fits) data.set(same.data)
    ;(fits ? kept : drawn).push(name)
  }
  const { stepCount: step } = before.trainer
  next.trainer.restore({ ...next.trainer.checkpoint(), step, source: before.feed.position() })
  return { kept, drawn }
}
