import { expect, it } from 'vitest'
import { createPace } from '../../../engine/data/pace'
import { decodePack } from '../../../engine/data/packs'
import { createRandom } from '../../../engine/random'
import { packBytes, packedFolder } from './packed'

/** A clock that only work and sleep move. */
function createClock() {
  const clock = { now: 0, slept: 0, isBusy: true }
  const pace = createPace({
    now: () => clock.now,
    isBusy: () => clock.isBusy,
    sleep: async (ms) => {
      clock.now += ms
      clock.slept += ms
    },
  })
  return { clock, pace }
}

async function work(pieces: number, ms: number, { clock, pace }: ReturnType<typeof createClock>) {
  const rest = pace.begin()
  for (let i = 0; i < pieces; i++) {
    clock.now += ms
    await rest()
  }
  return clock
}

it('leaves more than nine tenths of the time to training', async () => {
  const { now, slept } = await work(40, 1, createClock())
  expect(slept / now).toBeGreaterThan(0.92)
})

it('waits for calm as long as somebody is busy, but not for ever', async () => {
  const { clock, pace } = createClock()
  await pace.calm()
  expect(clock.now).toBe(1000)
  clock.isBusy = false
  await pace.calm()
  expect(clock.now).toBe(1000)
})

it('does not rest while nobody has anything else to do', async () => {
  const made = createClock()
  made.clock.isBusy = false
  expect((await work(40, 1, made)).slept).toBe(0)
})

it('does not pay for a fetch between two packs, nor in full for a second in which the machine was busy', async () => {
  const made = createClock()
  made.clock.now += 5000
  expect((await work(1, 2, made)).slept).toBe(0)
  expect((await work(1, 1000, made)).slept).toBe(250)
})

it('is asked between the pieces of a pack', async () => {
  const { meta } = packedFolder([400], [2], 1)
  let rests = 0
  // Noise does not deflate: several pieces.
  const random = createRandom(1)
  const noise = Uint8Array.from({ length: 400 * 784 }, () => random.below(256))
  const bytes = packBytes(0, 400, noise)
  const file = { file: 'train-000.bin', count: 400, bytes: bytes.length }
  const pack = await decodePack(
    bytes,
    file,
    { ...meta, filter: 'up' },
    {
      begin: () => async () => {
        rests++
      },
      calm: () => Promise.resolve(),
    },
  )
  expect(bytes.length).toBeGreaterThan(64 * 1024)
  expect(rests).toBeGreaterThanOrEqual(3)
  expect(pack.pixels.length).toBe(400 * 784)
})
