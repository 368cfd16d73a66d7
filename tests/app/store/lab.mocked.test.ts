import { describe, expect, it, vi } from 'vitest'
import { dataSets } from '../../../engine/index'
import { trainingMemory } from '../../../engine/plan/memory'
import type { TrainSettings } from '../../../engine/protocol'
import { available, LabBench, settle } from './lab-harness'

// The store is proved to know no React.
vi.mock('react', () => {
  throw new Error('the store asked for React')
})

const rateOf = (settings: TrainSettings): number => settings.update.rate

const gradient = {
  part: 'gradients',
  name: 'conv1',
  shape: [1],
  offset: 0,
  length: 1,
  min: 0,
  max: 0,
  spread: 0,
  active: 0,
} as const

describe('the Lab', () => {
  it('knows its network before the engine has started: plan, settings and a layer to look at', () => {
    const { state } = new LabBench()
    expect(state.plan.parameterCount).toBe(6440)
    expect(state).toMatchObject({
      preset: 'cs231n',
      set: 'cifar10',
      phase: 'opening',
      chosenNode: 'conv3',
      step: 0,
    })
  })

  it('opens, asks for data and the picture, and does not train by itself', async () => {
    const bench = await new LabBench().open()
    expect(bench.asked.map(({ name }) => name)).toEqual(['open', 'data', 'look'])
    expect(bench.newest('data').ask).toMatchObject({ base: 'https://here/some/path/data', set: 'cifar10' })
    expect(bench.state).toMatchObject({ phase: 'paused', kernels: 'typescript' })
  })

  it('trains, waits and pauses as the beats tell', async () => {
    const bench = await new LabBench().open()
    bench.actions.play()
    expect(bench.state.phase).toBe('training')
    await bench.answer('train', { step: 0 })
    bench.beat({ step: 4, waiting: true })
    expect(bench.state).toMatchObject({ phase: 'waiting', step: 4 })
    bench.beat({ step: 9, examplesPerSecond: 320 })
    expect(bench.state).toMatchObject({ phase: 'training', examplesPerSecond: 320 })
    bench.beat({ step: 9, training: false })
    expect(bench.state.phase).toBe('paused')
  })

  it('does not flicker back when a beat was sent before the worker heard of the change', async () => {
    const bench = await new LabBench().open()
    bench.actions.play()
    bench.beat({ training: false })
    expect(bench.state.phase).toBe('training')
  })

  it('drops beats and frames of an older run', async () => {
    const bench = await new LabBench().open(2)
    const buffer = new ArrayBuffer(8)
    bench.beat({ run: 1, step: 50 })
    expect(bench.frame(50, { run: 1, buffer })).toBe(buffer)
    expect(bench.state).toMatchObject({ step: 0, snapshot: null })
  })

  it('takes changed settings at once, in mid-run', async () => {
    const bench = await new LabBench().open()
    bench.actions.play()
    bench.actions.configure({ batch: 64 })
    expect(bench.newest('train').ask).toMatchObject({ on: true, settings: { batch: 64 } })
    bench.actions.pause()
    bench.actions.configure({ l2: 0.01 })
    expect(bench.newest('train').ask).toMatchObject({ on: false, settings: { batch: 64, l2: 0.01 } })
  })

  it('takes another update rule and a schedule in mid-run', async () => {
    const bench = await new LabBench().open()
    bench.actions.play()
    const adam = { type: 'adam', rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const
    bench.actions.configure({ update: adam, schedule: { type: 'step', every: 100, factor: 0.5 } })
    expect(bench.newest('train').ask).toMatchObject({
      on: true,
      settings: { update: adam, schedule: { type: 'step', every: 100, factor: 0.5 } },
    })
    expect(bench.count('open')).toBe(1)
  })

  it('opens the network without its softmax for the hinge loss, and with it again', async () => {
    const bench = await new LabBench({ preset: 'lenet5', rate: 0.003, node: 'softmax1' }).open()
    const last = () => bench.state.plan.outputs[0]
    bench.actions.chooseLoss('hinge')
    expect([last(), bench.state.chosenNode]).toEqual(['fc3', 'fc3'])
    expect(bench.newest('open').ask).toMatchObject({
      seed: 1,
      settings: { loss: 'hinge', update: { rate: 0.003 } },
    })
    await bench.answer('open', { run: 2, step: 0, kernels: 'typescript' })
    bench.actions.chooseLoss('squaredError')
    expect(bench.count('open')).toBe(2)
    expect(bench.newest('train').ask).toMatchObject({ settings: { loss: 'squaredError' } })
    bench.actions.chooseLoss('crossEntropy')
    expect(last()).toBe('softmax1')
    expect(bench.count('open')).toBe(3)
  })

  it('draws fresh weights by another initialisation, and tells a reset of it', async () => {
    const bench = await new LabBench().open()
    const xavier = { type: 'xavier', biases: 0.1 } as const
    bench.actions.chooseInitialisation(xavier)
    expect(bench.newest('open').ask).toMatchObject({ initialisation: xavier, weights: undefined })
    await bench.answer('open', { run: 2, step: 0, kernels: 'typescript' })
    bench.actions.reset('new')
    expect(bench.newest('open').ask).toMatchObject({ initialisation: xavier, seed: 77 })
  })

  it('refuses a batch that would not fit into memory, with the sum, and keeps the old one', async () => {
    const bench = await new LabBench().open()
    const calls = bench.asked.length
    const { batch } = bench.state.settings
    bench.actions.configure({ batch: 60_000 })
    expect(bench.state.settings.batch).toBe(batch)
    expect(bench.asked).toHaveLength(calls)
    expect(bench.state.notice?.body.en).toMatch(/MiB .*= .*limit/)
    expect(bench.state.notice?.body.zh).toMatch(/上限/)
  })

  it('counts the tests and what is shown beside the training', async () => {
    const bench = await new LabBench().open()
    const { plan } = bench.state
    const fits = (batch: number) =>
      trainingMemory(plan, { batch, inPlace: false, optimiser: 'momentum', bytesPerNumber: 4 }).total <=
      2 ** 30
    let batch = 1
    while (fits(batch + 1)) batch++
    bench.actions.configure({ batch })
    expect(bench.state.settings.batch).not.toBe(batch)
    expect(bench.state.notice?.body.en).toMatch(/training .* tests .* shown/)
  })

  it('opens another preset with its own data and settings, paused, and keeps the picture asked for', async () => {
    const bench = await new LabBench().open()
    bench.actions.look({ kind: 'set', split: 'test', index: 7 })
    bench.actions.choosePreset('convnetjs-mnist', false)
    expect(bench.state).toMatchObject({ preset: 'convnetjs-mnist', set: 'mnist', phase: 'opening', step: 0 })
    expect(bench.newest('look').ask).toEqual({ picture: { kind: 'set', split: 'test', index: 7 } })
    await bench.answer('open', { run: 2, step: 0, kernels: 'typescript' })
    expect(bench.state.phase).toBe('paused')
  })

  it('fetches trained weights from beside the page, and says so when they are not there', async () => {
    const bench = await new LabBench().open()
    bench.actions.choosePreset('lenet5', true)
    await settle()
    expect(bench.fetched).toEqual(['https://here/some/path/presets/lenet5-mnist.bin'])
    expect(bench.newest('open').ask).toMatchObject({ weights: bench.weights })
    bench.weights = null
    bench.actions.reset('same')
    await settle()
    expect(bench.state.trained).toBe(false)
    expect(bench.state.notice?.title.en).toMatch(/trained weights/)
  })

  it('keeps the weights when another set is chosen, and goes on training', async () => {
    const bench = await new LabBench().open()
    bench.actions.play()
    bench.actions.chooseSet('shapes')
    expect(bench.count('open')).toBe(1)
    expect(bench.newest('data').ask).toMatchObject({ set: 'shapes', resume: false })
    expect(bench.state).toMatchObject({ set: 'shapes', phase: 'training', data: null })
  })

  it('keeps its place in the set when only the augmentation changes', async () => {
    const bench = await new LabBench().open()
    bench.actions.configureAugment({ shift: 2, flip: true })
    expect(bench.newest('data').ask).toMatchObject({ augment: { shift: 2, flip: true }, resume: true })
  })

  it('resets with the same seed or a new one', async () => {
    const bench = await new LabBench().open()
    bench.losses(2, 2.3, 2.2)
    bench.actions.reset('same')
    expect(bench.newest('open').ask).toMatchObject({ seed: 1 })
    expect(bench.state.history.points).toEqual([])
    bench.actions.reset('new')
    expect(bench.newest('open').ask).toMatchObject({ seed: 77 })
    expect(bench.state.seed).toBe(77)
  })

  it('steps to the neighbouring picture among those that have arrived, round the end', async () => {
    const bench = await new LabBench().open()
    bench.events.data({ available: available(5), total: available(100) })
    bench.actions.nextPicture(-1)
    expect(bench.state.picture).toEqual({ kind: 'set', split: 'test', index: 4 })
    bench.actions.nextPicture(1)
    expect(bench.state.picture).toEqual({ kind: 'set', split: 'test', index: 0 })
  })

  it('falls back to the first picture where the set has no such one', async () => {
    const bench = await new LabBench({ index: 59_000 }).open()
    bench.actions.look({ kind: 'set', split: 'validation', index: 9000 })
    await bench.refuse('look', { code: 'no-data', values: {} })
    expect(bench.newest('look').ask).toEqual({ picture: { kind: 'set', split: 'validation', index: 0 } })
    expect(bench.state.notice?.body.en).toBe('Picture 9,000 is not there; the first one is shown.')
  })

  it('asks for the data again when training is wanted and none could be had, and says so again', async () => {
    const bench = await new LabBench().open()
    bench.actions.chooseSet('cifar10')
    const gone = { code: 'data-unavailable', values: { file: 'a', status: 404 } } as const
    await bench.refuse('data', gone)
    const asked = bench.count('data')
    bench.actions.play()
    expect(bench.count('data')).toBe(asked + 1)
    await bench.refuse('data', gone)
    expect(bench.state.notice?.actions.map(({ action }) => action)).toEqual(['use-shapes', 'retry-data'])
    bench.actions.act('retry-data')
    await bench.answer('data', { available: available(100), total: available(100) })
    bench.actions.play()
    expect(bench.count('data')).toBe(asked + 2)
  })

  it('keeps the set of before where the chosen one cannot be had, and says which', async () => {
    const bench = await new LabBench().open()
    const before = bench.state.set
    bench.actions.chooseSet('mnist')
    await bench.refuse('data', { code: 'data-unavailable', values: { file: 'a', status: 404 } })
    expect(bench.state.set).toBe(before)
    expect(bench.newest('data').ask).toMatchObject({ set: before, resume: true })
    expect(bench.state.notice?.title.en).toBe('MNIST cannot be loaded')
    expect(bench.state.notice?.body.en).toContain(`${dataSets[before].name.en} stays;`)
    await bench.refuse('data', { code: 'data-unavailable', values: { file: 'b', status: 404 } })
    expect(bench.state.set).toBe(before)
    expect(bench.state.notice?.actions.map(({ action }) => action)).toContain('retry-data')
    bench.actions.chooseSet('mnist')
    await bench.refuse('data', { code: 'data-unavailable', values: { file: 'a', status: 404 } })
    expect(bench.state.set).toBe('mnist') // the one before is known to be gone
  })

  it('does not show the accuracy on one set under the name of another', async () => {
    const bench = await new LabBench().open()
    bench.actions.evaluateTest()
    bench.actions.chooseSet('shapes')
    expect(bench.state.evaluation).toBeNull()
    await bench.answer('evaluate', { step: 12, accuracy: 0.4, loss: 1, count: 100, confusion: [] })
    expect(bench.state.accuracyOnTest).toBeNull()
  })

  it('evaluates on the test set and shows at which step', async () => {
    const bench = await new LabBench().open()
    bench.actions.evaluateTest()
    expect(bench.state.evaluation).toMatchObject({ split: 'test', done: 0 })
    await bench.answer('evaluate', { step: 12, accuracy: 0.4, loss: 1, count: 100, confusion: [] })
    expect(bench.state.evaluation).toBeNull()
    expect(bench.state.accuracyOnTest).toEqual({ step: 12, accuracy: 0.4, count: 100 })
  })
})

describe('frames', () => {
  it('are wished twelve times a second, twice with reduced motion, never while off screen', async () => {
    const bench = await new LabBench().open()
    expect(bench.watches.at(-1)).toEqual({
      parts: ['pixels', 'activations', 'parameters'],
      nodes: null,
      perSecond: 15,
    })
    bench.reducedMotion = true
    bench.actions.showMaps('gradients')
    expect(bench.watches.at(-1)).toEqual({
      parts: ['pixels', 'activations', 'parameters', 'gradients', 'parameterGradients'],
      nodes: null,
      perSecond: 2,
    })
    bench.actions.setOnScreen(false)
    expect(bench.watches.at(-1)?.perSecond).toBe(0)
  })

  it('hand back a buffer only when two newer ones are there', async () => {
    const bench = await new LabBench().open()
    const buffers = [1, 2, 3].map(() => new ArrayBuffer(8))
    const handedBack = buffers.map((buffer, step) => bench.frame(step, { buffer }))
    expect(handedBack).toEqual([null, null, buffers[0]])
    expect(bench.state.snapshot?.step).toBe(2)
  })

  it('never hand back the buffer of a pinned snapshot', async () => {
    const bench = await new LabBench().open()
    const pinned = new ArrayBuffer(8)
    bench.frame(1, { buffer: pinned })
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 9 })
    bench.actions.hold()
    expect(bench.state.pinned?.step).toBe(1)
    expect(bench.watches.at(-1)?.perSecond).toBe(0)
    const later = [2, 3, 4, 5].map((step) => bench.frame(step))
    expect(later).not.toContain(pinned)
    bench.actions.follow()
    expect(bench.state).toMatchObject({ pinned: null, unit: { node: 'conv3' } })
    expect(bench.watches.at(-1)?.perSecond).toBe(15)
  })

  it('follow a chosen unit until they are held', async () => {
    const bench = await new LabBench().open()
    bench.frame(1)
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 9 })
    bench.frame(2)
    expect(bench.state).toMatchObject({ pinned: null, snapshot: { step: 2 } })
    bench.actions.hold()
    bench.frame(3)
    expect(bench.state.pinned?.step).toBe(2)
  })

  it('stay pinned while the unit moves, and are let go with it', async () => {
    const bench = await new LabBench().open()
    bench.frame(1)
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 9 })
    bench.actions.hold()
    bench.frame(2)
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 10 })
    expect(bench.state.pinned?.step).toBe(1)
    bench.actions.pick(null)
    expect(bench.state).toMatchObject({ unit: null, pinned: null })
  })

  it('replace the pinned one when another picture or the gradients are asked for', async () => {
    const bench = await new LabBench().open()
    bench.frame(1)
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 9 })
    bench.actions.hold()
    bench.actions.showMaps('gradients')
    expect(bench.watches.at(-1)).toMatchObject({
      perSecond: 15,
      parts: expect.arrayContaining(['gradients']),
    })
    bench.frame(2) // on its way when the wish was made: without gradients
    expect(bench.state.pinned?.step).toBe(1)
    bench.frame(3, { entries: [gradient] })
    expect(bench.state.pinned?.step).toBe(3)
    expect(bench.watches.at(-1)?.perSecond).toBe(0)
  })

  it('that are pinned before the gradients asked for have come are replaced by the first that has them', async () => {
    const bench = await new LabBench().open()
    bench.frame(1)
    bench.actions.showMaps('gradients')
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 9 })
    bench.actions.hold()
    bench.frame(2)
    expect(bench.state.pinned?.step).toBe(1)
    bench.frame(3, { entries: [gradient] })
    bench.frame(4, { entries: [gradient] })
    expect(bench.state.pinned?.step).toBe(3)
  })

  it('of the old picture, or of the old set, do not end the wait for the new one', async () => {
    const bench = await new LabBench().open()
    const { picture: first, set: cifar10 } = bench.state
    const old = { set: cifar10, label: 3, loss: 2 }
    bench.frame(1)
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 9 })
    bench.actions.hold()
    bench.actions.look({ kind: 'set', split: 'test', index: 8 })
    bench.frame(2, { picture: { ...old, picture: first } })
    expect(bench.state.pinned?.step).toBe(1)
    bench.frame(3)
    expect(bench.state.pinned).toMatchObject({ step: 3, picture: { index: 8 } })
    bench.actions.chooseSet('shapes')
    bench.frame(4, { picture: { ...old, picture: bench.state.picture } })
    expect(bench.state.pinned).toMatchObject({ step: 3, set: 'cifar10' })
    bench.frame(5)
    expect(bench.state.pinned).toMatchObject({ step: 5, set: 'shapes' })
  })

  it('are not pinned any more when the unit is let go before the new picture came', async () => {
    const bench = await new LabBench().open()
    bench.frame(1)
    bench.actions.pick({ node: 'conv3', c: 0, y: 4, x: 9 })
    bench.actions.hold()
    bench.actions.look({ kind: 'set', split: 'test', index: 8 })
    bench.actions.pick(null)
    bench.frame(2)
    expect(bench.state.pinned).toBeNull()
  })
})

describe('trouble', () => {
  it('of the worker is one plain sentence, and the curve goes on from the checkpoint', async () => {
    const bench = await new LabBench().open()
    bench.actions.play()
    await bench.answer('train', { step: 0 })
    bench.losses(5, 2.5, 2.4, 2.3, 2.2, 2.1)
    bench.events.recovered({ run: 1, step: 3, kernels: 'typescript' })
    expect(bench.state).toMatchObject({ phase: 'training', step: 3 })
    expect(bench.state.history.points.map(({ step }) => step)).toEqual([1, 2, 3])
    expect(bench.state.notice?.body.en).toBe('It had stopped working; a fresh one goes on from step 3.')
    expect(bench.newest('train').ask).toMatchObject({ on: true })
    bench.losses(5, 2.2, 2.1)
    expect(bench.state.history.points.map(({ loss }) => loss)).toEqual([2.5, 2.4, 2.3, 2.2, 2.1])
  })

  it('with weights that are not weights opens fresh ones, and says so', async () => {
    const bench = new LabBench({ preset: 'lenet5', trained: true })
    void bench.actions.start()
    await settle()
    await bench.refuse('open', { code: 'spec', values: {} })
    expect(bench.newest('open').ask).toMatchObject({ weights: undefined })
    await bench.answer('open', { run: 1, step: 0, kernels: 'typescript' })
    expect(bench.state).toMatchObject({ phase: 'paused', trained: false })
    expect(bench.state.notice?.title.en).toBe('The trained weights cannot be loaded')
  })

  it('before the engine has ever answered is not put down to memory', async () => {
    const bench = new LabBench()
    void bench.actions.start()
    await settle()
    bench.events.failed()
    expect(bench.state.notice?.title.en).toBe('The engine cannot be started')
  })

  it('that does not end leads to a notice with a restart', async () => {
    const bench = await new LabBench().open()
    bench.events.failed()
    expect(bench.state.phase).toBe('failed')
    bench.actions.act('restart-worker')
    expect(bench.restarts).toBe(1)
    expect(bench.state).toMatchObject({ phase: 'opening', notice: null })
  })

  it('that does not end keeps its way out, whatever is done meanwhile', async () => {
    const bench = await new LabBench().open()
    bench.events.failed()
    const { notice } = bench.state
    bench.actions.chooseSet('shapes')
    bench.actions.look({ kind: 'set', split: 'test', index: 4 })
    bench.actions.act('dismiss')
    bench.events.dataProblem({ code: 'data-unavailable', values: { file: 'a', status: 404 } })
    expect(bench.state).toMatchObject({ phase: 'failed', notice })
  })

  it('that does not end ends with Play: a fresh worker goes on and trains', async () => {
    const bench = await new LabBench().open()
    bench.events.failed()
    bench.actions.play()
    expect(bench.restarts).toBe(1)
    expect(bench.state).toMatchObject({ phase: 'opening', notice: null })
    bench.events.recovered({ run: 1, step: 3, kernels: 'typescript' })
    expect(bench.newest('train').ask).toMatchObject({ on: true })
    expect(bench.state.phase).toBe('training')
  })

  it('that does not end ends with another network, too', async () => {
    const bench = await new LabBench().open()
    bench.events.failed()
    bench.actions.choosePreset('linear', false)
    expect(bench.restarts).toBe(1)
    await bench.answer('open', { run: 1, step: 0, kernels: 'typescript' })
    expect(bench.state).toMatchObject({ phase: 'paused', preset: 'linear', notice: null })
  })

  it('in which the worker is replaced while weights are fetched does not pass the old network for the new', async () => {
    const bench = await new LabBench().open()
    bench.actions.choosePreset('lenet5', true)
    bench.events.recovered({ run: 1, step: 30, kernels: 'typescript' })
    expect(bench.state).toMatchObject({ phase: 'opening', step: 0 })
    await settle()
    await bench.answer('open', { run: 2, step: 0, kernels: 'typescript' })
    expect(bench.state).toMatchObject({ phase: 'paused', preset: 'lenet5' })
  })

  it('with a network that is refused leaves a way to try again', async () => {
    const bench = await new LabBench().open()
    bench.actions.choosePreset('linear', false)
    await bench.refuse('open', { code: 'internal', values: {} })
    bench.actions.play()
    expect(bench.count('open')).toBe(3)
    await bench.answer('open', { run: 2, step: 0, kernels: 'typescript' })
    expect(bench.state).toMatchObject({ phase: 'training', notice: null })
  })

  it('with settings that the engine refuses is told, and those of before are back', async () => {
    const bench = await new LabBench().open()
    const { settings } = bench.state
    bench.actions.configure({ l2: 0.5 })
    await bench.refuse('train', { code: 'internal', values: {} })
    expect(bench.state.settings).toEqual(settings)
    expect(bench.state.notice?.title.en).toBe('These settings were refused')
  })

  it('with a value that is not finite names step, layer and remedy, and the remedy goes back to healthy weights', async () => {
    const bench = await new LabBench().open()
    bench.actions.play()
    await bench.answer('train', { step: 0 })
    bench.checkpoint(0)
    bench.losses(4, 2.4, 2.3, 2.2, 2.1)
    bench.checkpoint(4)
    bench.losses(13, 2.2, 2, 2.1, 5, 20, 80, 300, 900, 4000)
    bench.checkpoint(10)
    bench.events.stopped({
      type: 'stopped',
      session: 1,
      run: 1,
      code: 'loss-not-finite',
      step: 14,
      node: 'conv2',
      goodStep: 13,
    })
    const { notice } = bench.state
    expect(bench.state).toMatchObject({ phase: 'stopped', step: 13 })
    expect(notice?.title.en).toContain('step 14')
    expect(notice?.body.en).toContain(bench.state.plan.node('conv2').title.en)
    expect(notice?.body.zh).toContain(bench.state.plan.node('conv2').title.zh)
    expect(notice?.actions.map(({ action }) => action)).toContain('lower-rate-and-continue')

    const before = rateOf(bench.state.settings)
    bench.actions.act('lower-rate-and-continue')
    expect(rateOf(bench.state.settings)).toBeCloseTo(before / 10)
    expect(bench.newest('open').ask).toMatchObject({ checkpoint: expect.any(ArrayBuffer) })
    await bench.answer('open', { run: 2, step: 4, kernels: 'typescript' })
    expect(bench.state).toMatchObject({ phase: 'training', step: 4, notice: null })
    expect(bench.newest('train').ask).toMatchObject({ on: true })
    expect(bench.state.history.points.at(-1)?.step).toBe(4)
  })

  it('lowers the rate to numbers that one can read, and not below the control', async () => {
    const bench = await new LabBench({ rate: 0.0003 }).open()
    const rates = [1, 2, 3].map(() => {
      bench.actions.act('lower-rate-and-continue')
      return rateOf(bench.state.settings)
    })
    expect(rates).toEqual([0.00003, 0.00001, 0.00001])
  })

  it('with the data offers the set that needs none', async () => {
    const bench = new LabBench()
    void bench.actions.start()
    await settle()
    await bench.answer('open', { run: 1, step: 0, kernels: 'typescript' })
    await bench.refuse('data', { code: 'data-unavailable', values: { file: 'meta.json', status: 404 } })
    expect(bench.state.notice?.body.en).toBe('The file meta.json could not be fetched (status 404).')
    bench.actions.act('use-shapes')
    expect(bench.newest('data').ask).toMatchObject({ set: 'shapes' })
    expect(bench.state).toMatchObject({ set: 'shapes', notice: null })
  })

  it('with one pack is told while training goes on', async () => {
    const bench = await new LabBench().open()
    const problem = { code: 'data-unavailable', values: { file: 'train-003.bin', status: 500 } } as const
    bench.events.dataProgress({
      type: 'progress',
      session: 1,
      id: 9,
      of: 'data',
      done: 5,
      total: 9,
      available: available(9),
      problem,
    })
    expect(bench.state.notice?.title.en).toBe(`A part of ${dataSets.cifar10.name.en} is missing`)
    expect(bench.state.data).toMatchObject({ done: 5, total: 9 })
  })
})

describe('every sentence', () => {
  it('is there in both languages, and they differ', async () => {
    const bench = await new LabBench().open()
    const told: { en: string; zh: string }[] = []
    bench.lab.subscribe(({ notice }) => {
      if (notice) told.push(notice.title, notice.body, ...notice.actions.map(({ label }) => label))
    })
    bench.events.recovered({ run: 1, step: 3, kernels: 'typescript' })
    bench.events.dataProblem({
      code: 'data-malformed',
      values: { file: 'meta.json', found: 'html', expected: 'json' },
    })
    bench.events.dataProblem({
      code: 'data-unavailable',
      values: { file: 'meta.json', status: 'unreachable' },
    })
    bench.actions.configure({ batch: 60_000 })
    bench.events.failed() // last: from then on it is all that is told
    const english = told.map(({ en }) => en)
    expect(new Set(english).size).toBeGreaterThan(9)
    for (const part of ['came as a web page', 'could not be reached', 'It died three times'])
      expect(english).toContainEqual(expect.stringContaining(part))
    for (const { en, zh } of told) {
      expect(zh).toMatch(/[一-龥]/)
      expect(en).not.toMatch(/[一-龥]|undefined/)
      expect(zh).not.toContain('undefined')
    }
  })
})
