import { fitPixels, normalise } from '../data/adapt'
import { checkClasses } from '../data/check-classes'
import { batchesOf, createFeed } from '../data/feed'
import type { Plan } from '../plan/plan.types'
import { EVALUATION_BATCH } from '../plan/session-memory'
import type { LookedAt } from '../probe/snapshot'
import type { Calls, Picture, Problem, Split } from '../protocol'
import { type Shape, size } from '../shape'
import type { InputSpec } from '../spec'
import type { Batch } from '../train/trainer.types'
import type { Library, StreamedSet } from './library'
import type { Opened } from './opened'
import { CANCELLED } from './problems'
import type { Question } from './replies'
import type { Look } from './watching'

const NONE = { train: 0, validation: 0, test: 0 }

/** Everything a session wants of the data: examples to train on, pictures to look at, splits to judge by. */
export interface DataDesk {
  /** Answers when the first pack of the set is there; tells of progress until the last one is. */
  choose(question: Question<'data'>): void
  /** Answers, and shows the picture, when it is there: at once, or when its pack has arrived. The latest wish wins. */
  look(question: Question<'look'>): void
  /** The first pictures of a split that are there. null: none are, or not `all` of those. */
  batches(plan: Plan, split: Split, limit: number, wanted: 'all' | 'some'): Pictures | null
  /** Throws SpecError where the network has fewer scores than the chosen set has classes. Its maps can still be looked at. */
  checkClasses(plan: Plan): void
  /** An edited network stands in the place of another: it goes on with the same data and the same picture. */
  carryOver(): void
  /** Another network has been opened: it starts without data. */
  reset(): void
  /** A set, or a picture to look at, is asked for and has not come. */
  readonly waits: boolean
}

export interface Pictures {
  readonly batches: Iterator<Batch>
  readonly count: number
}

export interface DeskOptions {
  /** The network that stands now: another one may have taken its place while data were on their way. Throws without one. */
  readonly live: () => Opened
  readonly library: Library
  /** Something arrived that is neither a message nor a turn. */
  readonly wake: () => void
  /** Examples come from another source now. */
  readonly onConnected: () => void
}

export function createDataDesk({ live, library, wake, onConnected }: DeskOptions): DataDesk {
  let inUse: { set: StreamedSet; ask: Calls['data']['ask'] } | null = null
  let choosing: Question<'data'> | null = null
  /** Connects the chosen set; there once its first pack is, until a step in progress has ended. */
  let connecting: (() => void) | null = null
  let stopListening = (): void => {}
  let looking: Question<'look'> | null = null
  let shown: Picture | null = null

  function refuseWaiting(): void {
    stopListening()
    choosing?.refuse(CANCELLED)
    choosing = connecting = null
  }

  function choose(question: Question<'data'>): void {
    const { ask } = question
    const opened = live()
    refuseWaiting()
    choosing = question
    const set = library.set(ask.set, ask.base)
    if (inUse && inUse.set !== set) letGo(opened)
    const arrived = (problem: Problem | null): void => {
      const available = set.images?.available ?? NONE
      if (choosing === question && available.train > 0) connect(set, question)
      else if (choosing === question && problem) {
        giveUp(question, problem)
        return
      }
      const { done, total } = set
      question.progress({ of: 'data', done, total, available, ...(problem && { problem }) })
      live().training.examplesCame()
      showLooked()
      wake()
    }
    stopListening = set.listen(arrived)
    arrived(null)
  }

  /** Not trained on, not judged by, not shown any more: what is chosen now is waited for. */
  function letGo({ training, evaluation, source }: Opened): void {
    inUse = null
    evaluation.cancelAll()
    training.betweenSteps(() => source.disconnect())
  }

  function giveUp(question: Question<'data'>, problem: Problem): void {
    choosing = null
    stopListening()
    question.refuse(problem)
    wake()
  }

  function connect(set: StreamedSet, question: Question<'data'>): void {
    if (connecting) return
    const connectNow = (): void => {
      if (connecting !== connectNow) return
      const { ask } = question
      choosing = connecting = null
      inUse = { set, ask }
      feed(ask.resume ?? false)
      question.answer({ available: { ...set.images!.available }, total: set.images!.total })
    }
    connecting = connectNow
    live().training.betweenSteps(connectNow)
  }

  function feed(resume: boolean): void {
    const images = inUse?.set.images
    if (!inUse || !images) return
    const { source, network } = live()
    const { augment, seed } = inUse.ask
    source.connect(createFeed({ set: images, input: network.plan.spec.input, augment, seed }), resume)
    onConnected()
    showLooked()
  }

  function showLooked(): void {
    if (!looking) return
    const question = looking
    const look = show(question.ask.picture)
    if (look === 'on its way') return
    looking = null
    if (look === 'missing') question.refuse({ code: 'no-data', values: {} })
    else question.answer({ label: look.label })
  }

  function show(picture: Picture): Look | 'on its way' | 'missing' {
    const { network, watching } = live()
    const look = find(network.plan.spec.input, picture)
    if (look === 'on its way' || look === 'missing') return look
    shown = picture
    watching.look(look)
    return look
  }

  function find(input: InputSpec, picture: Picture): Look | 'on its way' | 'missing' {
    if (picture.kind === 'pixels')
      return { picture, set: null, ...fitTo(picture.pixels, picture, input, null) }
    const images = inUse?.set.images
    if (!images) return 'on its way'
    if (!(picture.index < images.total[picture.split])) return 'missing'
    const image = images.image(picture.split, picture.index)
    if (image === 'missing') return 'missing'
    if (!image) return 'on its way'
    return { picture, set: images.id, ...fitTo(image.pixels, images.shape, input, image.label) }
  }

  return {
    choose,
    look(question) {
      looking?.refuse(CANCELLED)
      looking = question
      showLooked()
    },
    batches({ spec }, split, limit, wanted) {
      const images = inUse?.set.images
      if (!images) return null
      const count = Math.min(limit, images.available[split])
      if (count < (wanted === 'all' ? Math.min(limit, images.total[split]) : 1)) return null
      return { count, batches: batchesOf(images, split, spec.input, EVALUATION_BATCH, count) }
    },
    checkClasses(plan) {
      const ask = choosing?.ask ?? inUse?.ask
      if (ask) checkClasses(plan, ask.set)
    },
    carryOver() {
      feed(true)
      if (shown) show(shown)
      // Its step in progress was given up with the network before.
      connecting?.()
    },
    reset() {
      refuseWaiting()
      looking?.refuse(CANCELLED)
      looking = shown = inUse = null
    },
    get waits() {
      return choosing !== null || looking !== null
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
