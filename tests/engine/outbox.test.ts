import { describe, expect, it } from 'vitest'
import { createOutbox } from '../../engine/outbox'
import type { Watch } from '../../engine/protocol'

const wish = (perSecond: number): Watch => ({
  type: 'watch',
  session: 1,
  parts: ['activations'],
  nodes: null,
  perSecond,
})

/** A frame made from `at` on, in `pass` ms, and painted. */
function makeFrame(outbox: ReturnType<typeof createOutbox>, at: number, pass: number): void {
  outbox.begun(at)
  outbox.sent(pass)
  outbox.ack(new ArrayBuffer(0))
}

describe('the outbox', () => {
  it('spaces frames of training as wished', () => {
    const outbox = createOutbox()
    outbox.watch(wish(10))
    makeFrame(outbox, 1000, 5)
    outbox.changed('training')
    expect(outbox.dueIn(1010)).toBe(90)
    expect(outbox.dueIn(1100)).toBe(0)
  })

  it('leaves training three quarters of the time where frames are slow to make', () => {
    const outbox = createOutbox()
    outbox.watch(wish(10))
    makeFrame(outbox, 1000, 80)
    outbox.changed('training')
    expect(outbox.dueIn(1100)).toBe(220)
  })

  it('answers the reader at once, whatever the pace', () => {
    const outbox = createOutbox()
    outbox.watch(wish(2))
    makeFrame(outbox, 1000, 80)
    outbox.changed('reader')
    expect(outbox.dueIn(1081)).toBe(0)
  })

  it('asks for another frame when something changes while one is being made', () => {
    const outbox = createOutbox()
    outbox.watch(wish(10))
    outbox.begun(0)
    outbox.changed('reader')
    outbox.sent(5)
    expect(outbox.dueIn(6)).toBe(Number.POSITIVE_INFINITY) // in flight
    outbox.ack(new ArrayBuffer(0))
    expect(outbox.dueIn(7)).toBe(0)
  })

  it('uses a buffer again where it is large enough, once', () => {
    const outbox = createOutbox()
    const large = new ArrayBuffer(64)
    outbox.ack(large)
    expect(outbox.buffer(32)).toBe(large)
    expect(outbox.buffer(32)).not.toBe(large)
    outbox.ack(new ArrayBuffer(16))
    expect(outbox.buffer(32).byteLength).toBe(32)
  })
})
