import { describe, expect, it } from 'vitest'
import { threadPath, threadStyles } from '../../../components/draw/threads'

describe('a thread', () => {
  it('is as wide as its contribution, from 0.8 to 4.4 px', () => {
    expect(threadStyles([0, 2, -4]).map(({ width }) => width)).toEqual(
      [0.8, 2.6, 4.4].map((w) => expect.closeTo(w)),
    )
  })

  it('is dashed where it takes away', () => {
    expect(threadStyles([1, -1, 0]).map(({ dashed }) => dashed)).toEqual([false, true, false])
  })

  it('is thin where nothing contributes', () => {
    expect(threadStyles([0, 0])).toEqual([
      { width: 0.8, dashed: false },
      { width: 0.8, dashed: false },
    ])
  })

  it('leaves and arrives level', () => {
    expect(threadPath({ x: 0, y: 5 }, { x: 20, y: 9 })).toBe('M0 5C10 5 10 9 20 9')
  })
})
