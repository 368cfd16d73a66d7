import { createNetwork } from '../network/network'
import type { Network } from '../network/network.types'
import type { Outbox } from '../outbox'
import type { LossName } from '../plan/losses'
import { type LookedAt, type SnapshotResult, snapshot, wantsGradients } from '../probe/snapshot'
import type { DataSetId, Frame, Picture, Watch } from '../protocol'

export interface Look extends LookedAt {
  readonly picture: Picture
  readonly set: DataSetId | null
}

/**
 * Looks at the network in training: the chosen picture goes through a second network that shares its weights and has
 * an arena of its own. Between the first and the last piece of such a pass no training may happen.
 */
export interface Watching {
  look(look: Look): void
  /** The weights have moved. */
  changed(): void
  /** A pass has begun. */
  readonly busy: boolean
  dueIn(now: number): number
  slice(until: number): void
}

export interface WatchingOptions {
  readonly network: Network
  /** By which it is trained now. */
  readonly loss: () => LossName
  readonly outbox: Outbox
  readonly now: () => number
  readonly send: (frame: Pick<Frame, 'buffer' | 'entries' | 'picture'>) => void
}

export function createWatching({ network, loss, outbox, now, send }: WatchingOptions): Watching {
  let look: Look | null = null
  let probe: Network | null = null
  let probeHasGradients = false
  let walk: Generator<void, SnapshotResult> | null = null
  let walked: Look | null = null
  /** Milliseconds of work on this pass. */
  let spent = 0

  function probeFor(wish: Watch): Network {
    const train = wantsGradients(wish.parts)
    if (!probe || (train && !probeHasGradients)) {
      const { spec } = network.plan
      probe?.release()
      probe = createNetwork(spec, {
        seed: 0,
        kernels: network.kernels,
        batch: 1,
        train,
        share: network.block,
      })
      probeHasGradients = train
    }
    return probe
  }

  function begin(): void {
    const wish = outbox.wish()
    if (!wish || !look || outbox.dueIn(now()) > 0) return
    walked = look
    walk = snapshot(probeFor(wish), look, { ...wish, loss: loss() }, outbox.buffer)
    outbox.begun(now())
    spent = 0
  }

  function end({ buffer, entries, loss: ofPicture }: SnapshotResult): void {
    walk = null
    if (!walked) return
    const { picture, set, label } = walked
    outbox.sent(spent)
    send({ buffer, entries, picture: { picture, set, label, loss: ofPicture } })
  }

  /** What throws is given up, and its picture with it: it would throw again. */
  function proceed(pass: Generator<void, SnapshotResult>): IteratorResult<void, SnapshotResult> {
    try {
      return pass.next()
    } catch (error) {
      walk = look = null
      throw error
    }
  }

  return {
    look(next) {
      look = next
      outbox.changed('reader')
    },
    changed: () => outbox.changed('training'),
    get busy() {
      return walk !== null
    },
    dueIn: (at) => (walk ? 0 : look ? outbox.dueIn(at) : Number.POSITIVE_INFINITY),
    slice(until) {
      let since = now()
      if (!walk) begin()
      while (walk) {
        const piece: IteratorResult<void, SnapshotResult> = proceed(walk)
        const at = now()
        spent += at - since
        since = at
        if (piece.done) end(piece.value)
        if (at >= until) return
      }
    },
  }
}
