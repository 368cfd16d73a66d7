import { afterEach, expect, it, vi } from 'vitest'
import { createLibrary } from '../../engine/session/library'

afterEach(() => vi.unstubAllGlobals())

it('does not pass off what a listener throws as a problem of the set', async () => {
  const thrown: unknown[] = []
  vi.stubGlobal('queueMicrotask', (task: () => void) => {
    void Promise.resolve()
      .then(task)
      .catch((error: unknown) => thrown.push(error))
  })
  const meta = JSON.stringify({ version: 1 })
  const set = createLibrary(async () => new TextEncoder().encode(meta)).set('mnist', 'https://here')
  const told: unknown[] = []
  set.listen((problem) => {
    told.push(problem?.code)
    throw new Error('a fault of the session')
  })
  await vi.waitFor(() => expect(thrown).toHaveLength(1))
  expect(told).toEqual(['data-malformed'])
})
