import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../engine/network/network'
import { chain } from '../../../engine/plan/chain'
import { createRandom } from '../../../engine/random'
import { zeros } from '../../../engine/tensor'
import { fromBytes, toBytes } from '../../../engine/train/checkpoint'
import { createTrainer } from '../../../engine/train/trainer'
import { cases } from '../../sample'
import { losses, small, smallTrainer, withDropout } from './small-trainer'

describe('training', { timeout: 60_000 }, () => {
  it('lowers the loss', () => {
    const curve = losses(smallTrainer(), 300)
    const mean = (part: number[]) => part.reduce((a, b) => a + b) / part.length
    expect(mean(curve.slice(0, 10))).toBeGreaterThan(2.2)
    expect(mean(curve.slice(-50))).toBeLessThan(2.05)
  })

  it('gives the same curve for the same seed, bit for bit, and another for another', () => {
    expect(losses(smallTrainer(), 20)).toEqual(losses(smallTrainer(), 20))
    expect(losses(smallTrainer(), 20)).not.toEqual(losses(smallTrainer({ seed: 2 }), 20))
  })

  it('is not changed by a probe that looks at the weights between the pieces of a step', () => {
    const watched = smallTrainer()
    const probe = createNetwork(small, { seed: 1, share: watched.network.block })
    const curve: number[] = []
    for (let i = 0; i < 20; i++) {
      const steps = watched.stepSteps()
      for (let piece = steps.next(); ; piece = steps.next()) {
        const output = probe.forward(zeros([1, 1, 16, 16]), 'test')
        probe.backward({ shape: output.shape, data: output.data.slice() })
        if (!piece.done) continue
        curve.push(piece.value?.loss ?? Number.NaN)
        break
      }
    }
    expect(curve).toEqual(losses(smallTrainer(), 20))
  })

  it('trains the first of several outputs as if it were the only one: no gradient reaches another', () => {
    const nodes = [...small.nodes, { id: 'aside', from: ['pool1'], layer: { type: 'fc', units: 3 } }] as const
    const trainer = smallTrainer({ spec: { ...small, nodes, outputs: ['softmax1', 'aside'] } })
    expect(losses(trainer, 20)).toEqual(losses(smallTrainer(), 20))
    const largest = (name: string) =>
      Math.max(...(trainer.network.gradients().get(name)?.data ?? []).map(Math.abs))
    expect(largest('aside.weights')).toBe(0)
    expect(largest('conv1.weights')).toBeGreaterThan(0)
  })

  it('takes new settings from the next step on, and keeps its speed when only the rate changes', () => {
    const trainer = smallTrainer()
    losses(trainer, 5)
    const speed = trainer.checkpoint().updateState.slice()
    trainer.configure({ update: { type: 'momentum', rate: 0, momentum: 1 }, l2: 0, batch: 16 })
    const result = trainer.step()
    expect(result.examples).toBe(16)
    expect(trainer.checkpoint().updateState).toEqual(speed)
    trainer.configure({ update: { type: 'sgd', rate: 0.1 } })
    trainer.step()
    expect(trainer.checkpoint().updateState).toHaveLength(0)
  })

  it('keeps its room when the batch shrinks, and needs none anew when it grows back', () => {
    const trainer = smallTrainer({ batch: 8 })
    trainer.step()
    const room = trainer.network.activation('conv1').data.buffer
    for (const batch of [3, 8]) {
      trainer.configure({ batch })
      expect(trainer.step().examples).toBe(batch)
      expect(trainer.network.batch).toBe(8)
    }
    expect(trainer.network.activation('conv1').data.buffer).toBe(room)
  })

  it('takes whole batches only, and refuses others before anything has changed', () => {
    const trainer = smallTrainer()
    for (const batch of [2.5, 0, -1, 65_537, Number.NaN])
      expect(() => trainer.configure({ batch }), String(batch)).toThrow(/whole number from 1 to 65,536/)
    expect(trainer.step().examples).toBe(smallTrainer().step().examples)
  })

  it('reports loss and accuracy as before the update, and counts steps', () => {
    const network = createNetwork(small, { seed: 1, batch: 2 })
    for (const { data } of network.parameters().values()) data.fill(0)
    const trainer = createTrainer(network, {
      loss: 'crossEntropy',
      update: { type: 'sgd', rate: 1 },
      batch: 2,
      seed: 1,
    })
    const result = trainer.step({ x: zeros([2, 1, 16, 16]), labels: [0, 3] })
    expect(result).toMatchObject({ step: 1, accuracy: 0.5, examples: 2, finite: true, brokenNode: null })
    expect(result.loss).toBeCloseTo(Math.log(10), 6)
    const { accuracy, count } = trainer.evaluate([{ x: zeros([2, 1, 16, 16]), labels: [0, 3] }])
    expect([accuracy, count]).toEqual([0.5, 2])
  })

  it('refuses an end with several scores per class', () => {
    const spec = chain({ c: 1, h: 4, w: 4 }, { type: 'conv', filters: 10, size: 3 })
    const options = { loss: 'crossEntropy', update: { type: 'sgd', rate: 1 }, batch: 1, seed: 1 } as const
    expect(() => createTrainer(createNetwork(spec, { seed: 1 }), options)).toThrow(/2×2 per class/)
  })
})

describe('a checkpoint', { timeout: 60_000 }, () => {
  it('continues the run bit for bit, in another trainer and through bytes', () => {
    for (let seed = 0; seed < cases(4, 100); seed++) {
      const before = createRandom(seed).below(40)
      const undisturbed = smallTrainer({ seed })
      losses(undisturbed, before)
      const bytes = toBytes(undisturbed.checkpoint())
      const expected = losses(undisturbed, 15)
      const resumed = smallTrainer({ seed: seed + 1000 })
      losses(resumed, 3)
      resumed.restore(fromBytes(bytes))
      expect(losses(resumed, 15)).toEqual(expected)
      expect(resumed.network.block.values).toEqual(undisturbed.network.block.values)
      expect(resumed.stepCount).toBe(before + 15)
    }
  })

  it('also continues the draws of dropout', () => {
    const undisturbed = smallTrainer({ spec: withDropout })
    losses(undisturbed, 5)
    const bytes = toBytes(undisturbed.checkpoint())
    const expected = losses(undisturbed, 10)
    const resumed = smallTrainer({ spec: withDropout, seed: 2 })
    losses(resumed, 3)
    resumed.restore(fromBytes(bytes))
    expect(losses(resumed, 10)).toEqual(expected)
    const drawnAnew = smallTrainer({ spec: withDropout })
    drawnAnew.restore({ ...fromBytes(bytes), random: [1, 2, 3, 4] })
    expect(losses(drawnAnew, 10)).not.toEqual(expected)
  })

  it('made in the middle of a step is that of the step before, and an abandoned step is done again', () => {
    const trainer = smallTrainer({ batch: 400 })
    losses(trainer, 3)
    const between = trainer.checkpoint()
    const half = trainer.stepSteps()
    half.next()
    expect(trainer.checkpoint()).toEqual(between)
    expect(trainer.step().loss).toBe(losses(smallTrainer({ batch: 400 }), 4)[3])
  })

  it('restores weights in place, so that a probe that shares them follows', () => {
    const trainer = smallTrainer()
    const probe = createNetwork(small, { seed: 1, share: trainer.network.block })
    const start = trainer.checkpoint()
    losses(trainer, 5)
    trainer.restore(start)
    expect(probe.block.values).toEqual(start.values)
  })

  it('of another network is refused, and nothing changes', () => {
    const trainer = smallTrainer()
    const before = trainer.checkpoint()
    const alien = { ...before, values: before.values.slice(1) }
    expect(() => trainer.restore(alien)).toThrow(/values/)
    expect(() => trainer.restore({ ...before, updateState: new Float32Array(2) })).toThrow(/updateState/)
    // As many numbers, of other parameters.
    expect(() => trainer.restore({ ...before, layout: before.layout.replace('weights', 'gamma') })).toThrow(
      /layout/,
    )
    expect(trainer.checkpoint()).toEqual(before)
  })
})

describe('a run that blows up', { timeout: 300_000 }, () => {
  const rates = Array.from(
    { length: cases(17, 300) },
    (_, i, all = cases(17, 300)) => 10 ** (-4 + (8 * i) / (all - 1)),
  )

  it('stops within one step of the first loss that is not finite, with finite weights, at rates 1e-4 … 1e4', () => {
    let stopped = 0
    for (const [i, rate] of rates.entries()) {
      const update =
        i % 2 ? ({ type: 'sgd', rate } as const) : ({ type: 'momentum', rate, momentum: 0.9 } as const)
      const trainer = smallTrainer({ update, seed: i })
      for (let step = 0; step < 40; step++) {
        const good = trainer.checkpoint()
        const result = trainer.step()
        if (result.finite) {
          expect(Number.isFinite(result.loss)).toBe(true)
          continue
        }
        stopped++
        expect(trainer.checkpoint()).toEqual(good)
        expect(trainer.stepCount).toBe(good.step)
        break
      }
      expect(trainer.network.block.values.every(Number.isFinite)).toBe(true)
    }
    expect(stopped).toBeGreaterThan(0)
  })

  it('names the first node whose output is not finite', () => {
    const trainer = smallTrainer()
    trainer.network.block.value('conv1.biases').data[0] = Number.POSITIVE_INFINITY
    expect(trainer.step()).toMatchObject({ finite: false, brokenNode: 'conv1' })
    trainer.network.block.value('conv1.biases').data[0] = 0
    trainer.network.block.value('fc1.biases').data[0] = Number.NaN
    expect(trainer.step()).toMatchObject({ finite: false, brokenNode: 'fc1' })
  })

  it('goes on from the same batch when the cause is gone', () => {
    const trainer = smallTrainer()
    losses(trainer, 2)
    trainer.network.block.value('fc1.biases').data[0] += Number.NaN
    const spoilt = trainer.checkpoint()
    trainer.step()
    expect(trainer.checkpoint().source).toEqual(spoilt.source)
  })

  it('hands back what was drawn for dropout: the next step is that of a run that never broke', () => {
    const [broken, healthy] = [0, 1].map(() => smallTrainer({ spec: withDropout }))
    const spoilt = { x: zeros([8, 1, 16, 16]), labels: new Array(8).fill(0) }
    spoilt.x.data.fill(Number.NaN)
    expect(broken.step(spoilt)).toMatchObject({ finite: false, step: 0 })
    expect(losses(broken, 3)).toEqual(losses(healthy, 3))
    expect(broken.values()).toEqual(healthy.values())
  })

  it('does not stop healthy runs', () => {
    for (let seed = 0; seed < cases(5, 100); seed++) {
      const trainer = smallTrainer({ seed, update: { type: 'momentum', rate: 0.01, momentum: 0.9 } })
      for (let step = 0; step < 30; step++) expect(trainer.step().finite).toBe(true)
    }
  })
})
