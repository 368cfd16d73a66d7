import type { Started } from '../../engine/protocol'

let early: Worker | null = null
/** What the early worker has said to nobody. */
let firstWord: Started | null = null
let loadedAt: number | null = null
let watching = false

/** The only place where the engine's worker is started. The bundler knows it by this one expression. */
function start(): Worker {
  watchLoads()
  loadedAt = null
  return new Worker(new URL('../../engine/worker.ts', import.meta.url), { type: 'module' })
}

/** Built, and by the development server: …/worker-BfEEdpz2.js, …/worker.ts?worker_file. */
const SCRIPT = /\/worker[-.][^/]*$/

function watchLoads(): void {
  if (watching) return
  watching = true
  const observer = new PerformanceObserver((list) => {
    // The times of such an entry itself are not to be relied on: in Chromium it ends before it starts.
    if (list.getEntries().some(({ name }) => SCRIPT.test(name))) loadedAt = performance.now()
  })
  observer.observe({ type: 'resource' })
}

/** When the script of the newest worker had come; null while it is on its way, or where the browser does not tell. */
export const scriptLoadedAt = (): number | null => loadedAt

/** Starts the worker before there is anybody to speak to it: its script is loaded while the page's own is. */
export function startEarly(): void {
  const worker = start()
  early = worker
  // Who takes one gets a fresh one instead, and learns from that what is wrong.
  worker.onerror = (event) => {
    event.preventDefault()
    worker.terminate()
    if (early === worker) early = null
  }
  worker.onmessage = ({ data }: MessageEvent<Started>) => {
    firstWord = data
  }
}

/** The worker that was started early, once, unless it has died meanwhile; else a fresh one. */
export function takeWorker(): Worker {
  if (!early) return start()
  const [worker, data] = [early, firstWord]
  early = firstWord = null
  // For whoever takes it, as soon as he listens.
  if (data) queueMicrotask(() => worker.dispatchEvent(new MessageEvent('message', { data })))
  return worker
}
