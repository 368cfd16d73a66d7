import { describe, expect, it } from 'vitest'
import { chain } from '../../../engine/plan/chain'
import { checkMemory } from '../../../engine/plan/memory'
import { plan } from '../../../engine/plan/plan'
import { checkSession } from '../../../engine/plan/session-memory'
import { zoo } from '../../../engine/zoo/index'

const MIB = 2 ** 20
/** One convolution on a large picture: 16 MiB of activations for each picture. */
const large = plan(chain({ c: 1, h: 512, w: 512 }, { type: 'conv', filters: 16, size: 3, pad: 1 }))

describe('what living with a network takes', () => {
  it('is more than training alone: tests and what is shown have activations of their own', () => {
    const request = { batch: 20, optimiser: 'momentum' } as const
    const training = checkMemory(large, { ...request, train: true, bytesPerNumber: 4 }).total
    expect(training / MIB).toBeLessThan(1024)
    expect(() => checkSession(large, request)).toThrow(/tests .* = .* at batch 20; the limit is 1,024 MiB/)
  })

  it('is the sum of its terms', () => {
    const { total, ...terms } = checkSession(large, { batch: 8, optimiser: 'sgd' })
    expect(Object.values(terms).reduce((a, b) => a + b)).toBe(total)
    expect(terms.evaluation / MIB).toBeGreaterThan(20 * 16)
    expect(terms.looking / MIB).toBeGreaterThan(2 * 16)
  })

  it('counts the old batch while a larger one takes its place, and none for a smaller one', () => {
    const growing = (batch: number, grownFrom: number) =>
      checkSession(large, { batch, optimiser: 'sgd', grownFrom }).growing / MIB
    expect(growing(6, 3)).toBeGreaterThan(3 * 2 * 16)
    expect(growing(3, 6)).toBe(0)
  })

  it.each(['cs231n', 'lenet5', 'convnetjs-cifar10', 'linear'])('leaves room for %s at batch 256', (id) => {
    const spec = zoo.get(id)!.spec
    expect(
      checkSession(plan(spec), { batch: 256, optimiser: 'momentum', grownFrom: 128 }).total,
    ).toBeLessThan(2 ** 30)
  })
})
