import { describe, expect, it } from 'vitest'
import { chain } from '../../../engine/plan/chain'
import { checkLoss, lossNames, specForLoss } from '../../../engine/plan/losses'
import { plan } from '../../../engine/plan/plan'
import type { NetworkSpec } from '../../../engine/spec'

const input = { c: 1, h: 1, w: 4 }
const scores = chain(input, { type: 'fc', units: 3 })
const shares = chain(input, { type: 'fc', units: 3 }, { type: 'softmax' })

describe('a loss', () => {
  it.each(lossNames)('%s stands behind scores', (loss) => {
    expect(checkLoss(plan(scores), loss)).toBe(loss)
  })

  it('of hinge or squares is refused behind a softmax, in both languages', () => {
    expect(checkLoss(plan(shares), 'crossEntropy')).toBe('crossEntropy')
    for (const loss of ['hinge', 'squaredError']) {
      expect(() => checkLoss(plan(shares), loss)).toThrow(
        expect.objectContaining({
          code: 'wrong-loss',
          node: 'softmax1',
          text: { en: expect.stringMatching(/softmax1.*fc1/), zh: expect.stringMatching(/softmax1.*fc1/) },
        }),
      )
    }
  })

  it('is refused where there are several scores per class, and where there is no such loss', () => {
    const maps = plan(chain({ c: 1, h: 4, w: 4 }, { type: 'conv', filters: 10, size: 3 }))
    for (const loss of lossNames) expect(() => checkLoss(maps, loss)).toThrow(/2×2 per class/)
    expect(() => checkLoss(plan(scores), 'constructor')).toThrow(/no loss "constructor".*crossEntropy, hinge/)
  })
})

describe('the network for a loss', () => {
  it('is the one without its softmax, or the same', () => {
    expect(specForLoss(shares, 'hinge')).toEqual(scores)
    expect(specForLoss(shares, 'crossEntropy')).toBe(shares)
    expect(specForLoss(scores, 'squaredError')).toBe(scores)
  })

  it('keeps its other heads, and a softmax that somebody else reads', () => {
    const twoHeads: NetworkSpec = {
      ...shares,
      nodes: [...shares.nodes, { id: 'fc2', from: ['input'], layer: { type: 'fc', units: 2 } }],
      outputs: ['softmax1', 'fc2'],
    }
    expect(specForLoss(twoHeads, 'hinge')).toMatchObject({ outputs: ['fc1', 'fc2'] })
    expect(plan(specForLoss(twoHeads, 'hinge')).nodes.map(({ id }) => id)).toEqual(['fc1', 'fc2'])
    const read: NetworkSpec = {
      ...shares,
      nodes: [...shares.nodes, { id: 'fc2', from: ['softmax1'], layer: { type: 'fc', units: 2 } }],
      outputs: ['softmax1'],
    }
    expect(plan(specForLoss(read, 'hinge')).outputs).toEqual(['fc1'])
    expect(plan(specForLoss(read, 'hinge')).nodes).toHaveLength(3)
  })
})
