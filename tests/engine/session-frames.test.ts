import { describe, expect, it } from 'vitest'
import type { Frame, FramePart, Picture } from '../../engine/protocol'
import { type Bench, openBench, settings, smallSpec } from './harness'

const VALUES: FramePart[] = ['pixels', 'activations', 'parameters']
const EVERYTHING: FramePart[] = [...VALUES, 'gradients', 'parameterGradients']

const picture = (index: number): Picture => ({ kind: 'set', split: 'test', index })

function watch(bench: Bench, parts = VALUES, perSecond = 10, nodes: string[] | null = null): void {
  bench.sessions.receive({ type: 'watch', session: 1, parts, nodes, perSecond })
}

function watchedBench(parts = VALUES, perSecond = 10, nodes: string[] | null = null): Bench {
  const bench = openBench()
  watch(bench, parts, perSecond, nodes)
  bench.call('look', { picture: picture(0) })
  return bench
}

const turns = (bench: Bench, count: number): void => {
  for (let turn = 0; turn < count; turn++) bench.sessions.turn(5)
}

const frames = (bench: Bench): Frame[] => bench.of('frame')

/** Acknowledges as the page does, with the buffer of the last frame or a fresh one. */
const ack = (bench: Bench, recycle = new ArrayBuffer(0)): void =>
  bench.sessions.receive({ type: 'ack', session: 1, recycle })

function values(frame: Frame, part: FramePart, name: string): number[] {
  const entry = frame.entries.find((e) => e.part === part && e.name === name)
  if (!entry) throw new Error(`no ${part} of ${name}`)
  return [...new Float32Array(frame.buffer, entry.offset * 4, entry.length)]
}

describe('a watch', () => {
  it('has one frame in flight; the next is of the newest step, however many went by', () => {
    const bench = watchedBench()
    bench.until(() => frames(bench).length === 1)
    bench.call('train', { on: true, settings })
    bench.until(() => bench.step() >= 30)
    expect(frames(bench)).toHaveLength(1)
    const before = bench.step()
    ack(bench)
    bench.until(() => frames(bench).length === 2)
    expect(frames(bench)[1].step).toBeGreaterThanOrEqual(before)
  })

  it('answers only the latest of several pictures asked for', () => {
    const bench = watchedBench()
    bench.until(() => frames(bench).length === 1)
    for (const index of [1, 2, 3]) bench.call('look', { picture: picture(index) })
    ack(bench)
    bench.until(() => frames(bench).length === 2)
    turns(bench, 50)
    expect(frames(bench)).toHaveLength(2)
    expect(frames(bench)[1].picture.picture).toEqual(picture(3))
  })

  it('makes no frame while nothing changes', () => {
    const bench = watchedBench()
    bench.until(() => frames(bench).length === 1)
    ack(bench)
    bench.clock += 5000
    turns(bench, 50)
    expect(frames(bench)).toHaveLength(1)
  })

  it('sends at most so many frames a second, and none at 0', () => {
    const bench = watchedBench(VALUES, 2)
    bench.call('train', { on: true, settings })
    const end = bench.clock + 5000
    let seen = 0
    bench.until(() => {
      for (; seen < frames(bench).length; seen++) ack(bench)
      return bench.clock >= end
    })
    expect(frames(bench).length).toBeGreaterThanOrEqual(8)
    expect(frames(bench).length).toBeLessThanOrEqual(12)
    watch(bench, VALUES, 0)
    const before = frames(bench).length
    ack(bench)
    turns(bench, 200)
    expect(frames(bench)).toHaveLength(before)
  })

  it('writes into the buffer that was handed back', () => {
    const bench = watchedBench()
    bench.until(() => frames(bench).length === 1)
    const bytes = frames(bench)[0].buffer.byteLength
    ack(bench, new ArrayBuffer(bytes + 64))
    bench.call('look', { picture: picture(1) })
    bench.until(() => frames(bench).length === 2)
    // The larger buffer was used, and what lies in it is described by the entries.
    expect(frames(bench)[1].buffer.byteLength).toBe(bytes + 64)
    const last = frames(bench)[1].entries.at(-1)!
    expect((last.offset + last.length) * 4).toBe(bytes)
  })

  it('carries the run it belongs to, so that the page can drop those of an older network', () => {
    const bench = watchedBench()
    bench.until(() => frames(bench).length === 1)
    bench.call('open', { spec: smallSpec, seed: 2, settings })
    bench.call('data', { set: 'shapes', augment: { shift: 0, flip: false }, base: '', seed: 1 })
    bench.call('look', { picture: picture(0) })
    ack(bench)
    bench.until(() => frames(bench).length === 2)
    expect(frames(bench).map(({ run }) => run)).toEqual([1, 2])
  })
})

describe('a frame', () => {
  it('holds pixels 0 … 255, the picture as the network sees it, every activation and every parameter', () => {
    const bench = watchedBench()
    bench.until(() => frames(bench).length === 1)
    const [frame] = frames(bench)
    expect(frame.entries.map(({ part, name }) => `${part} ${name}`)).toEqual([
      'pixels input',
      ...['input', 'conv1', 'relu1', 'pool1', 'fc1', 'softmax1'].map((id) => `activations ${id}`),
      ...['conv1.weights', 'fc1.weights', 'conv1.biases', 'fc1.biases'].map((name) => `parameters ${name}`),
    ])
    const pixels = values(frame, 'pixels', 'input')
    expect(Math.max(...pixels)).toBeGreaterThan(1)
    // (pixel/255 − 0.5) · 2
    const seen = values(frame, 'activations', 'input')
    expect(seen[10]).toBeCloseTo((pixels[10] / 255 - 0.5) * 2, 5)
  })

  it('agrees in itself: loss, softmax and scores are of one pass', () => {
    const bench = watchedBench()
    bench.call('train', { on: true, settings })
    bench.until(() => bench.step() >= 20)
    ack(bench)
    bench.until(() => frames(bench).length === 2)
    const frame = frames(bench)[1]
    const { label, loss } = frame.picture
    const shares = values(frame, 'activations', 'softmax1')
    expect(loss).toBeCloseTo(-Math.log(shares[label!]), 4)
    const scores = values(frame, 'activations', 'fc1').map(Math.exp)
    expect(shares[0]).toBeCloseTo(scores[0] / scores.reduce((a, b) => a + b, 0), 5)
  })

  it('carries gradients only when asked, those of the cross-entropy of the label', () => {
    const bench = watchedBench(EVERYTHING)
    bench.until(() => frames(bench).length === 1)
    const [frame] = frames(bench)
    const shares = values(frame, 'activations', 'softmax1')
    const expected = shares.map((share, k) => share - (k === frame.picture.label ? 1 : 0))
    for (const [k, d] of values(frame, 'gradients', 'fc1').entries()) expect(d).toBeCloseTo(expected[k], 5)
    for (const [k, d] of values(frame, 'parameterGradients', 'fc1.biases').entries()) {
      expect(d).toBeCloseTo(expected[k], 5)
    }
    expect(frame.entries.some(({ part, name }) => part === 'gradients' && name === 'softmax1')).toBe(false)
  })

  it('takes the predicted class for a picture without a label', () => {
    const bench = openBench()
    watch(bench, EVERYTHING)
    const pixels = Uint8Array.from({ length: 64 }, (_, i) => i * 4)
    bench.call('look', { picture: { kind: 'pixels', c: 1, h: 8, w: 8, pixels } })
    bench.until(() => frames(bench).length === 1)
    const [frame] = frames(bench)
    expect(frame.picture).toMatchObject({ label: null, loss: null })
    const shares = values(frame, 'activations', 'softmax1')
    const winner = shares.indexOf(Math.max(...shares))
    const gradients = values(frame, 'gradients', 'fc1')
    expect(gradients.indexOf(Math.min(...gradients))).toBe(winner)
    // A grey picture is shown to all three channels.
    expect(values(frame, 'pixels', 'input').slice(64, 128)).toEqual([...pixels])
  })

  it('can be kept to a few nodes', () => {
    const bench = watchedBench(['activations'], 10, ['conv1'])
    bench.until(() => frames(bench).length === 1)
    expect(frames(bench)[0].entries.map(({ name }) => name)).toEqual(['input', 'conv1'])
  })
})

describe('watching', () => {
  it('changes no bit of the training', () => {
    const watched = watchedBench(EVERYTHING, 1000)
    const alone = openBench()
    alone.call('train', { on: true, settings })
    alone.until(() => alone.step() >= 60)
    watched.call('train', { on: true, settings })
    let seen = 0
    watched.until(() => {
      for (; seen < frames(watched).length; seen++) {
        ack(watched)
        watched.call('look', { picture: picture(seen) })
      }
      return watched.step() >= 60
    })
    expect(seen).toBeGreaterThan(20)
    expect(watched.losses().slice(0, 60)).toEqual(alone.losses().slice(0, 60))
  })
})
