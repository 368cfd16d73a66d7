import { describe, expect, it, vi } from 'vitest'
import { createRace } from '../../../app/store/race'
import type { Course, Race } from '../../../app/store/race.types'
import { isOtherCourse } from '../../../app/store/race-course'
import { updateRules } from '../../../engine/index'
import type { Beat } from '../../../engine/protocol'
import { LabBench } from './lab-harness'

vi.mock('react', () => {
  throw new Error('the store asked for React')
})

const beat = (told: Partial<Beat>): Beat => ({
  type: 'beat',
  session: 2,
  run: 1,
  step: 0,
  epoch: 0,
  training: true,
  waiting: false,
  examplesPerSecond: 100,
  losses: [],
  accuracies: [],
  validation: null,
  ...told,
})

async function aRace() {
  const bench = await new LabBench({ seed: 5, batch: 8 }).open()
  const race = createRace(bench.lab, 'https://here/some/path/index.html')
  const asked = (index: number, name: string) =>
    bench.further[index].asked.findLast((call) => call.name === name)?.ask
  return { bench, race, asked, state: race.getState, actions: race.getState().actions }
}

function courseNow({ course }: Race): Course {
  if (!course) throw new Error('it has not started')
  return course
}

describe('a race', () => {
  it('takes no room in the worker until it starts', async () => {
    const { bench, actions } = await aRace()
    expect(bench.further).toHaveLength(0)
    actions.restart()
    actions.pause()
    expect(bench.further).toHaveLength(0)
  })

  it('opens one network for each rule, from the same spec, seed and settings', async () => {
    const { bench, state, asked, actions } = await aRace()
    actions.play()
    expect(state().racers.map(({ rule }) => rule)).toEqual(['sgd', 'momentum', 'adagrad', 'adam'])
    expect(bench.further).toHaveLength(4)
    for (const [index, { update }] of state().racers.entries()) {
      expect(asked(index, 'open')).toMatchObject({
        spec: bench.state.plan.spec,
        seed: 5,
        settings: { update, batch: 8, stepsPerSecond: null },
      })
      expect(asked(index, 'data')).toMatchObject({
        set: 'cifar10',
        seed: 5,
        base: 'https://here/some/path/data',
      })
    }
  })

  it('pauses the Lab and starts every racer, and pauses them all', async () => {
    const { bench, asked, actions, state } = await aRace()
    bench.actions.play()
    actions.play()
    expect(bench.newest('train').ask).toMatchObject({ on: false })
    expect([0, 1, 2, 3].map((i) => asked(i, 'train'))).toMatchObject(Array(4).fill({ on: true }))
    expect(state().running).toBe(true)
    actions.pause()
    expect([0, 1, 2, 3].map((i) => asked(i, 'train'))).toMatchObject(Array(4).fill({ on: false }))
  })

  it('keeps a curve for each', async () => {
    const { bench, state, actions } = await aRace()
    actions.play()
    bench.further[1].events.beat(beat({ step: 2, losses: [2, 1], accuracies: [0.1, 0.2] }))
    const [sgd, momentum] = state().racers
    expect(momentum).toMatchObject({ step: 2, phase: 'training' })
    expect(momentum.history.points.map(({ step }) => step)).toEqual([1, 2])
    expect(sgd.history.points).toEqual([])
  })

  it('leaves who ran away stopped, whatever beats still come, and out of the next start', async () => {
    const { bench, state, actions } = await aRace()
    actions.play()
    const { events } = bench.further[0]
    events.stopped({
      type: 'stopped',
      session: 2,
      run: 1,
      code: 'loss-not-finite',
      step: 9,
      node: null,
      goodStep: 8,
    })
    events.beat(beat({ step: 8, training: false }))
    expect(state().racers[0]).toMatchObject({ phase: 'stopped', step: 8 })
    actions.pause()
    const before = bench.further.map((further) => further.asked.length)
    actions.play()
    const more = bench.further.map((further, i) => further.asked.length - before[i])
    expect(more).toEqual([0, 1, 1, 1])
  })

  it('begins a racer anew when its rate is changed, also in mid-race', async () => {
    const { bench, state, actions, asked } = await aRace()
    actions.play()
    actions.setRate('adam', 0.02)
    expect(bench.further[3].closed).toBe(true)
    expect(asked(4, 'open')).toMatchObject({ settings: { update: { type: 'adam', rate: 0.02 } } })
    expect(asked(4, 'train')).toMatchObject({ on: true })
    // What the closed one still tells is nobody's.
    bench.further[3].events.beat(beat({ step: 90, losses: [1], accuracies: [1] }))
    expect(state().racers[3]).toMatchObject({ step: 0, update: { rate: 0.02 } })
  })

  it('adds and removes rules, each at most once', async () => {
    const { bench, state, actions } = await aRace()
    actions.play()
    actions.add('rmsprop')
    actions.add('rmsprop')
    expect(state().racers.map(({ rule }) => rule)).toEqual(['sgd', 'momentum', 'adagrad', 'adam', 'rmsprop'])
    actions.remove('sgd')
    expect(bench.further[0].closed).toBe(true)
    expect(state().racers).toHaveLength(4)
  })

  it('starts over with what the Lab has now', async () => {
    const { bench, actions, asked, state } = await aRace()
    actions.play()
    bench.actions.configure({ batch: 64 })
    actions.restart()
    expect(bench.further.slice(0, 4).every(({ closed }) => closed)).toBe(true)
    expect(asked(4, 'open')).toMatchObject({ settings: { batch: 64 } })
    expect(asked(4, 'train')).toMatchObject({ on: true })
    expect(state()).toMatchObject({ running: true })
    expect(state().racers).toHaveLength(4)
  })

  it('keeps its course when the Lab is given other settings, and tells the two apart', async () => {
    const { bench, actions, asked, state } = await aRace()
    const { l2 } = bench.state.settings
    actions.play()
    actions.pause()
    expect(isOtherCourse(courseNow(state()), bench.state)).toBe(false)
    bench.actions.configure({ batch: 64, l2: l2 + 0.01 })
    expect(isOtherCourse(courseNow(state()), bench.state)).toBe(true)
    actions.play()
    expect(asked(0, 'train')).toMatchObject({ settings: { batch: 8, l2 } })
    actions.add('rmsprop')
    expect(asked(4, 'open')).toMatchObject({ settings: { batch: 8, l2 } })
  })

  it('does not take another rule of the Lab for another course', async () => {
    const { bench, actions, state } = await aRace()
    actions.play()
    bench.actions.configure({ update: { type: 'sgd', rate: 0.3 } })
    expect(isOtherCourse(courseNow(state()), bench.state)).toBe(false)
  })

  it('follows the rate of the Lab until it has started, but for a rate that was typed', async () => {
    const { bench, actions, state } = await aRace()
    actions.setRate('sgd', 0.5)
    bench.actions.configure({ update: { type: 'momentum', rate: 0.02, momentum: 0.8 } })
    expect(state().racers.map(({ update }) => update)).toMatchObject([
      { type: 'sgd', rate: 0.5 },
      { type: 'momentum', rate: 0.02, momentum: 0.8 },
      { type: 'adagrad', rate: updateRules.adagrad.rate },
      { type: 'adam', rate: updateRules.adam.rate },
    ])
  })

  it('stands still once nobody can run', async () => {
    const { bench, actions, state } = await aRace()
    actions.play()
    for (const { events } of bench.further) events.failed()
    expect(state().racers.map(({ phase }) => phase)).toEqual(Array(4).fill('refused'))
    expect(state().running).toBe(false)
  })

  it('goes on from the checkpoint when the worker has died, without what came after it', async () => {
    const { bench, actions, state } = await aRace()
    actions.play()
    const { events } = bench.further[0]
    events.beat(beat({ step: 3, losses: [3, 2, 1], accuracies: [0, 0, 0] }))
    events.recovered({ run: 2, step: 2, kernels: 'typescript' })
    events.beat(beat({ step: 3, losses: [1], accuracies: [0] }))
    expect(state().racers[0].history.points.map(({ step }) => step)).toEqual([1, 2, 3])
  })

  it('takes no more networks than fit, and says why', async () => {
    const bench = await new LabBench({ preset: 'filters32' }).open()
    bench.actions.configure({ batch: 256 })
    const race = createRace(bench.lab, 'https://here/')
    for (const rule of ['nesterov', 'rmsprop', 'adadelta'] as const) race.getState().actions.add(rule)
    const { racers, notice } = race.getState()
    expect(racers.length).toBeLessThan(7)
    expect(notice?.en).toMatch(/1 GiB/)
    expect(notice?.zh).toMatch(/1 GiB/)
  })
})
