/** The only place where the engine's worker is started. The bundler knows it by this one expression. */
const start = (): Worker => new Worker(new URL('../../engine/worker.ts', import.meta.url), { type: 'module' })

let early: Worker | null = null

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
}

/** The worker that was started early, once, unless it has died meanwhile; else a fresh one. */
export function takeWorker(): Worker {
  const worker = early ?? start()
  early = null
  return worker
}
