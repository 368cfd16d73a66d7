import { afterEach, expect, it, vi } from 'vitest'
import { browserDeps, createEngineClient, type WorkerLike } from '../../../app/engine-client'
import { createLab, type LabStore } from '../../../app/store/lab'
import type { LabLink } from '../../../app/store/lab.types'

const labs: LabStore[] = []
const workers: WorkerLike[] = []

afterEach(() => {
  for (const lab of labs.splice(0)) lab.getState().actions.dispose()
  workers.length = 0
})

/** A Lab with a real worker, which the test can get at. */
async function openLab(link: LabLink): Promise<LabStore> {
  const real = browserDeps()
  const spawn = () => {
    const worker = real.spawn()
    workers.push(worker)
    return worker
  }
  const lab = createLab(
    {
      connect(events) {
        const client = createEngineClient({ ...real, spawn })
        return { session: client.session(events), restart: client.restart, dispose: client.dispose }
      },
      fetchBytes: () => Promise.reject(new Error('nothing to fetch here')),
      base: document.baseURI,
      reducedMotion: () => false,
      randomSeed: () => 7,
    },
    { set: 'shapes', ...link },
  )
  labs.push(lab)
  await lab.getState().actions.start()
  return lab
}

const until = (condition: () => boolean, timeout = 20_000): Promise<void> =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout, interval: 5 })

it('opens the course network on Shapes, and its loss falls while frames show it', async () => {
  const lab = await openLab({ preset: 'cs231n', batch: 16 })
  lab.getState().actions.play()
  await until(() => lab.getState().step >= 100)
  const { history, snapshot } = lab.getState()
  const mean = (losses: number[]): number => losses.reduce((a, b) => a + b, 0) / losses.length
  const losses = history.points.map(({ loss }) => loss)
  expect(mean(losses.slice(-20))).toBeLessThan(mean(losses.slice(0, 20)) - 0.1)
  expect(snapshot?.step).toBeGreaterThan(0)
  expect(snapshot?.values('activations', 'conv1')?.shape).toEqual([1, 10, 32, 32])
}, 40_000)
