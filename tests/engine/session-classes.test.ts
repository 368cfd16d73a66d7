import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../engine/network/network'
import { createOutbox } from '../../engine/outbox'
import { plan } from '../../engine/plan/plan'
import type { Problem } from '../../engine/protocol'
import { createEvaluation } from '../../engine/session/evaluation'
import { createTraining } from '../../engine/session/training'
import { createWatching } from '../../engine/session/watching'
import { zeros } from '../../engine/tensor'
import type { Verdict } from '../../engine/train/tally'
import type { Batch } from '../../engine/train/trainer.types'
import { type Bench, openBench, settings, smallSpec } from './harness'
import { smallTrainer } from './train/small-trainer'

const threeScores = {
  ...smallSpec,
  nodes: smallSpec.nodes.map((node) =>
    node.id === 'fc1' ? { ...node, layer: { type: 'fc', units: 3 } as const } : node,
  ),
}

const problemOf = (bench: Bench, id: number): Problem | null => {
  const reply = bench.reply(id)
  return reply?.ok === false ? reply.problem : null
}

describe('a network with fewer scores than the set has classes', () => {
  it('is neither trained nor judged, and says why', () => {
    const bench = openBench({ spec: threeScores })
    const refusal = { code: 'spec', values: { code: 'wrong-inputs', node: 'fc1', scores: 3, classes: 10 } }
    for (const id of [
      bench.call('train', { on: true, settings }),
      bench.call('step', { count: 1 }),
      bench.call('evaluate', { split: 'test', limit: 20 }),
    ]) {
      expect(problemOf(bench, id)).toMatchObject(refusal)
    }
  })

  it('is looked at all the same, with no loss for a class that has no score', () => {
    const bench = openBench({ spec: threeScores })
    const parts = ['activations', 'gradients'] as const
    bench.sessions.receive({ type: 'watch', session: 1, parts: [...parts], nodes: null, perSecond: 1000 })
    for (let index = 0; index < 12; index++) {
      bench.call('look', { picture: { kind: 'set', split: 'test', index } })
      const sameIndex = () => {
        const shown = bench.frame()?.picture
        return shown?.picture.kind === 'set' && shown.picture.index === index
      }
      bench.until(sameIndex)
      const { label, loss } = bench.frame()!.picture
      expect(loss === null).toBe(label! >= 3)
      bench.sessions.receive({ type: 'ack', session: 1, recycle: new ArrayBuffer(0) })
    }
  })
})

describe('what throws is given up', () => {
  const fault = new Error('a fault')
  const small = () => createNetwork(smallSpec, { seed: 1, batch: 4 })

  it('by a step: the next turn begins a new one', () => {
    const trainer = smallTrainer()
    let faults = 1
    const stepSteps = function* () {
      if (faults-- > 0) throw fault
      return yield* trainer.stepSteps()
    }
    const steps: number[] = []
    const training = createTraining({
      trainer: { ...trainer, stepSteps },
      now: () => 0,
      onStep: ({ step }) => steps.push(step) > 0,
      onCounted: () => {},
      onBroken: () => {},
      onRefused: () => {},
    })
    training.count(1)
    expect(() => training.slice(1)).toThrow(fault)
    expect(training.on).toBe(false)
    training.count(1)
    training.slice(1)
    expect(steps).toEqual([1])
  })

  it('by a look: later turns go on without it', () => {
    const network = small()
    const outbox = createOutbox()
    outbox.watch({ type: 'watch', session: 1, parts: ['activations'], nodes: null, perSecond: 10 })
    const watching = createWatching({
      network,
      loss: () => 'crossEntropy',
      outbox,
      now: () => 0,
      send: () => {},
    })
    const wrong = zeros([1, 1, 1, 1])
    const picture = { kind: 'set', split: 'test', index: 0 } as const
    watching.look({ picture, set: null, pixels: wrong, x: wrong, label: null })
    expect(() => watching.slice(1)).toThrow('pictures')
    expect(watching.busy).toBe(false)
    expect(() => watching.slice(1)).not.toThrow()
  })

  it('by a batch of an evaluation: its call is refused, and the next job is judged', () => {
    const scores = plan(smallSpec).outputs[0]
    const evaluation = createEvaluation({ makeNetwork: small, scores, classes: 10, now: () => 0 })
    const told: (Problem | Verdict)[] = []
    const x = zeros([1, 3, 8, 8])
    const add = (id: number, batches: Batch[]): void =>
      evaluation.add({
        id,
        first: false,
        loss: 'crossEntropy',
        values: small().block.values,
        batches: batches.values(),
        onProgress: () => {},
        onDone: (verdict) => told.push(verdict),
        onRefuse: (problem) => told.push(problem),
      })
    add(1, [
      { x, labels: [1] },
      { x, labels: [10] },
      { x, labels: [2] },
    ])
    add(2, [{ x, labels: [1] }])
    while (evaluation.busy) evaluation.slice(1)
    expect(told).toMatchObject([{ code: 'spec', values: { label: '10', classes: 10 } }, { count: 1 }])
  })
})
