import { describe, expect, it } from 'vitest'
import { openLab, until } from './lab-here'

describe('a Lab with its engine', () => {
  it('stops at a rate beyond all sense, and its remedy goes back to weights that learn', async () => {
    const lab = await openLab({})
    const { play, configure, act } = lab.getState().actions
    configure({ update: { type: 'sgd', rate: 1e30 } })
    play()
    await until(lab, ({ phase }) => phase === 'stopped')
    expect(lab.getState().notice?.actions[0].action).toBe('lower-rate-and-continue')
    configure({ update: { type: 'sgd', rate: 0.1 } })
    act('lower-rate-and-continue')
    expect(lab.getState().settings.update.rate).toBeCloseTo(0.01)
    await until(lab, ({ step, phase }) => phase === 'training' && step >= 40)
    const { points } = lab.getState().history
    expect(points.map(({ step }) => step).slice(0, 3)).toEqual([1, 2, 3])
    expect(points.at(-1)?.smoothed).toBeLessThan(4)
  }, 120_000)

  it('shows a newly chosen picture in a pause, with its label', async () => {
    const lab = await openLab({})
    await until(lab, ({ snapshot }) => snapshot !== null)
    lab.getState().actions.look({ kind: 'set', split: 'validation', index: 3 })
    await until(lab, ({ snapshot }) => snapshot?.picture.kind === 'set' && snapshot.picture.index === 3)
    const { snapshot } = lab.getState()
    expect(snapshot?.label).not.toBeNull()
    expect(snapshot?.values('pixels', 'input')?.data.length).toBe(3072)
  }, 60_000)

  it('judges itself on the test set, and can be told to leave it', async () => {
    const lab = await openLab({ preset: 'linear' })
    const { evaluateTest, cancelEvaluation } = lab.getState().actions
    evaluateTest()
    await until(lab, ({ evaluation }) => (evaluation?.done ?? 0) > 0)
    cancelEvaluation()
    expect(lab.getState()).toMatchObject({ evaluation: null, accuracyOnTest: null })
    evaluateTest()
    await until(lab, ({ accuracyOnTest }) => accuracyOnTest !== null)
    expect(lab.getState().accuracyOnTest).toMatchObject({ step: 0, count: 1000 })
  }, 60_000)
})
