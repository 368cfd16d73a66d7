import { expect, it } from 'vitest'
import { createAfterPaint } from '../../app/engine-client/after-paint'

/** A page whose every paint takes `painting` milliseconds. */
function pageThatPaintsIn(painting: number) {
  const clock = { now: 0 }
  const afterPaint = createAfterPaint({
    now: () => clock.now,
    nextFrame: (callback) => callback(),
    after(ms, callback) {
      clock.now += ms === 0 ? painting : ms
      callback()
    },
  })
  const heardAt: number[] = []
  afterPaint(() => heardAt.push(clock.now))
  return heardAt
}

it('a quick page is given the next frame as soon as it has painted the last', () => {
  expect(pageThatPaintsIn(30)).toEqual([30])
})

it('a slow page rests twice as long as it painted, and no longer than a second', () => {
  expect(pageThatPaintsIn(200)).toEqual([600])
  expect(pageThatPaintsIn(900)).toEqual([1900])
})
