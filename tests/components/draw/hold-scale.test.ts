import { describe, expect, it } from 'vitest'
import { type Held, hold } from '../../../components/draw/hold-scale'

const heldAfter = (held: Held | null, ...then: readonly (readonly [most: number, now: number])[]): number =>
  then.reduce<Held | null>((before, [most, now]) => hold(before, most, now), held)!.most

describe('the end of a scale', () => {
  it('is taken at once when there was none', () => {
    expect(heldAfter(null, [2, 0])).toBe(2)
    expect(heldAfter({ most: 0, since: 0 }, [2, 1])).toBe(2)
  })

  it('is held for a second, whatever comes', () => {
    expect(heldAfter(null, [2, 0], [9, 999])).toBe(2)
    expect(heldAfter(null, [2, 0], [9, 1000])).toBe(9)
  })

  it('is held longer while the new one is within 15 % of it', () => {
    expect(heldAfter(null, [2, 0], [2.29, 5000])).toBe(2)
    expect(heldAfter(null, [2, 0], [1.71, 5000])).toBe(2)
    expect(heldAfter(null, [2, 0], [2.31, 5000])).toBe(2.31)
  })

  it('follows a slow drift in steps, since it is compared with what is held', () => {
    expect(heldAfter(null, [2, 0], [2.2, 2000], [2.4, 4000])).toBe(2.4)
  })
})
