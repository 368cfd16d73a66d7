import { describe, expect, it } from 'vitest'
import { sightOf } from '../../../components/network/use-cards-in-sight'

describe('the cards in sight', () => {
  it('counts only those that are seen as a whole', () => {
    const sight = sightOf({ clientWidth: 14.5 * 60, scrollLeft: 0 }, 60, 15)
    expect(sight).toMatchObject({ first: 0, last: 14, firstWhole: 0, lastWhole: 13, all: false })
    expect([sight.from, sight.to]).toEqual([0, 14.5])
  })

  it('counts from the first whole card after scrolling', () => {
    const sight = sightOf({ clientWidth: 300, scrollLeft: 30 }, 60, 15)
    expect(sight).toMatchObject({ first: 0, last: 5, firstWhole: 1, lastWhole: 4 })
  })

  it('has nothing to scroll where all fit', () => {
    expect(sightOf({ clientWidth: 900, scrollLeft: 0 }, 60, 15).all).toBe(true)
  })
})
