import { describe, expect, it } from 'vitest'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { indexOfLargest, scoresNode } from '../../../engine/plan/scores'

const input = { c: 1, h: 2, w: 2 }

describe('the scores', () => {
  it('stand before a final softmax, or at the end', () => {
    expect(scoresNode(plan(chain(input, { type: 'fc', units: 3 }, { type: 'softmax' })))).toBe('fc1')
    expect(scoresNode(plan(chain(input, { type: 'fc', units: 3 }, { type: 'relu' })))).toBe('relu1')
  })

  it('can be asked of any output', () => {
    const spec = chain(input, { type: 'fc', units: 3 }, { type: 'softmax' }, { type: 'fc', units: 2 })
    expect(scoresNode(plan(spec), 'softmax1')).toBe('fc1')
    expect(scoresNode(plan(spec))).toBe('fc2')
  })

  it('name the first of the largest', () => {
    expect(indexOfLargest([9, 1, 4, 4, 2], 1, 4)).toBe(1)
  })
})
