/** The page does nothing but start the worker: Playwright listens. */
import type { Ask, Told } from './messages'

declare global {
  interface Window {
    /** Of Playwright: hears what the worker says. */
    told(told: Told): Promise<void>
    startBench(ask: Ask): void
  }
}

window.startBench = (ask) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<Told>) => void window.told(data)
  worker.onerror = ({ message }) => void window.told({ type: 'failed', message })
  worker.postMessage(ask)
}
