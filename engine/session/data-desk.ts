import { fitPixels, normalise } from '../data/adapt'
import { batchesOf, createFeed } from '../data/feed'
import type { Plan } from '../plan/plan.types'
import type { LookedAt } from '../probe/snapshot'
import type { Calls, Picture, Problem, Split } from '../protocol'
import { type Shape, size } from '../shape'
import type { InputSpec } from '../spec'
import type { Batch } from '../train/trainer.types'
import type { Library, StreamedSet } from './library'
import { EVALUATION_BATCH, type Opened } from './opened'
import type { Question } from './replies'
import type { Look } from './watching'

const CANCELLED: Problem = { code: 'cancelled', values: {} }
const NONE = { train: 0, validation: 0, test: 0 }

/** Everything a session wants of the data: examples to train on, pictures to look at, splits to judge by. */
export interface DataDesk {
  /** Answers when the first pack of the set is there; tells of progress until the last one is. */
  choose(question: Question<'data'>, opened: Opened): void
  /** Answers, and shows the picture, when it is there: at once, or when its pack has arrived. The latest wish wins. */
  look(question: Question<'look'>, opened: Opened): void
  /** The first pictures of a split that are there. null: none are, or not `all` of those. */
  batches(plan: Plan, split: Split, limit: number, wanted: 'all' | 'some'): Pictures | null
  /** An edited network goes on with the data of the one before. */
  carryOver(opened: Opened): void
  /** Another network has been opened: it starts without data. */
  reset(): void
}

export interface Pictures {
  readonly batches: Iterator<Batch>
  readonly count: number
}

export interface DeskOptions {
  readonly library: Library
  /** Something arrived that is neither a message nor a turn. */
  readonly wake: () => void
  /** Examples come from another source now. */
  readonly onConnected: () => void
}

export function createDataDesk({ library, wake, onConnected }: DeskOptions): DataDesk {
  let inUse: { set: StreamedSet; ask: Calls['data']['ask'] } | null = null
  let choosing: Question<'data'> | null = null
  let connecting: Question<'data'> | null = null
  let stopListening = (): void => {}
  let looking: { question: Question<'look'>; opened: Opened } | null = null

  function refuseWaiting(): void {
    stopListening()
    choosing?.refuse(CANCELLED)
    choosing = null
  }

  function choose(question: Question<'data'>, opened: Opened): void {
    refuseWaiting()
    choosing = question
    const { ask } = question
    const set = library.set(ask.set, ask.base)
    if (inUse && inUse.set !== set) letGo(opened)
    const arrived = (problem: Problem | null): void => {
      const available = set.images?.available ?? NONE
      if (choosing === question && available.train > 0) connect(set, question, opened)
      else if (choosing === question && problem) {
        giveUp(question, problem)
        return
      }
      question.progress({
        of: 'data',
        done: set.done,
        total: set.total,
        available,
        ...(problem && { problem }),
      })
      opened.training.examplesCame()
      showLooked()
      wake()
    }
    stopListening = set.listen(arrived)
    arrived(null)
  }

  /** Not trained on, not shown any more: what is chosen now is waited for. */
  function letGo(opened: Opened): void {
    inUse = null
    opened.training.betweenSteps(() => opened.feed.disconnect())
  }

  function giveUp(question: Question<'data'>, problem: Problem): void {
    choosing = null
    stopListening()
    question.refuse(problem)
    wake()
  }

  function connect(set: StreamedSet, question: Question<'data'>, opened: Opened): void {
    if (connecting === question) return
    connecting = question
    opened.training.betweenSteps(() => {
      if (choosing !== question) return
      const { ask } = question
      choosing = null
      inUse = { set, ask }
      feed(opened, ask.resume ?? false)
      question.answer({ available: { ...set.images!.available }, total: set.images!.total })
    })
  }

  function feed({ feed, network }: Opened, resume: boolean): void {
    const images = inUse?.set.images
    if (!inUse || !images) return
    const { augment, seed } = inUse.ask
    feed.connect(createFeed({ set: images, input: network.plan.spec.input, augment, seed }), resume)
    onConnected()
    showLooked()
  }

  function showLooked(): void {
    if (!looking) return
    const { question, opened } = looking
    const look = find(opened.network.plan.spec.input, question.ask.picture)
    if (look === 'on its way') return
    looking = null
    if (look === 'missing') question.refuse({ code: 'no-data', values: {} })
    else {
      opened.watching.look(look)
      question.answer({ label: look.label })
    }
  }

  function find(input: InputSpec, picture: Picture): Look | 'on its way' | 'missing' {
    if (picture.kind === 'pixels') return { picture, ...fitTo(picture.pixels, picture, input, null) }
    const images = inUse?.set.images
    if (!images) return 'on its way'
    if (!(picture.index < images.total[picture.split])) return 'missing'
    const image = images.image(picture.split, picture.index)
    if (image === 'missing') return 'missing'
    return image ? { picture, ...fitTo(image.pixels, images.shape, input, image.label) } : 'on its way'
  }

  return {
    choose,
    look(question, opened) {
      looking?.question.refuse(CANCELLED)
      looking = { question, opened }
      showLooked()
    },
    batches({ spec }, split, limit, wanted) {
      const images = inUse?.set.images
      if (!images) return null
      const count = Math.min(limit, images.available[split])
      if (count < (wanted === 'all' ? Math.min(limit, images.total[split]) : 1)) return null
      return { count, batches: batchesOf(images, split, spec.input, EVALUATION_BATCH, count) }
    },
    carryOver: (opened) => feed(opened, true),
    reset() {
      refuseWaiting()
      looking?.question.refuse(CANCELLED)
      looking = null
      inUse = null
    },
  }
}

function fitTo(pixels: Uint8Array, from: Shape, input: InputSpec, label: number | null): LookedAt {
  const shape = [1, input.c, input.h, input.w]
  const fitted = new Float32Array(size(input))
  fitPixels(pixels, from, input, fitted)
  const x = fitted.slice()
  normalise(x, input)
  return { pixels: { shape, data: fitted }, x: { shape, data: x }, label }
}
