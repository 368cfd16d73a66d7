import { describe, expect, it } from 'vitest'
import { fieldOn, spokenField } from '../../../components/network/field'
import { plan } from '../../../engine/plan/plan'
import { smallSpec } from '../fixtures/snapshot'

const small = plan(smallSpec)

describe('what a unit reads of an earlier layer', () => {
  it('is every map of the layer before a convolution, but one map of the layer before a ReLU or a pooling', () => {
    expect(fieldOn(small, { node: 'conv2', c: 1, y: 1, x: 2 }, 'pool1')).toMatchObject({
      cells: { rows: [0, 2], cols: [1, 3] },
      channel: null,
    })
    expect(fieldOn(small, { node: 'relu2', c: 1, y: 1, x: 2 }, 'conv2')).toMatchObject({
      cells: { rows: [1, 1], cols: [2, 2] },
      channel: 1,
    })
    expect(fieldOn(small, { node: 'pool1', c: 3, y: 1, x: 2 }, 'conv1')).toMatchObject({
      cells: { rows: [2, 3], cols: [4, 5] },
      channel: 3,
    })
  })

  it('is full depth again once a convolution lies between', () => {
    expect(fieldOn(small, { node: 'relu2', c: 1, y: 1, x: 1 }, 'relu1')?.channel).toBeNull()
  })

  it('is nothing of a later layer, nor of itself', () => {
    expect(fieldOn(small, { node: 'conv1', c: 0, y: 0, x: 0 }, 'pool1')).toBeNull()
    expect(fieldOn(small, { node: 'conv1', c: 0, y: 0, x: 0 }, 'conv1')).toBeNull()
  })

  it('is clipped at the border, and remembers what it would have been', () => {
    expect(fieldOn(small, { node: 'conv1', c: 0, y: 0, x: 7 }, 'input')).toEqual({
      cells: { rows: [0, 1], cols: [6, 7] },
      whole: { rows: [-1, 1], cols: [6, 8] },
      channel: null,
    })
  })

  it('follows one map through both branches of a sum', () => {
    const sum = plan({
      ...smallSpec,
      nodes: [
        { id: 'conv1', from: ['input'], layer: { type: 'conv', filters: 2, size: 3, pad: 1 } },
        { id: 'relu1', from: ['conv1'], layer: { type: 'relu' } },
        { id: 'conv2', from: ['relu1'], layer: { type: 'conv', filters: 2, size: 3, pad: 1 } },
        { id: 'add1', from: ['conv2', 'conv1'], layer: { type: 'add' } },
      ],
    })
    const unit = { node: 'add1', c: 1, y: 4, x: 4 }
    expect(fieldOn(sum, unit, 'conv2')?.channel).toBe(1)
    expect(fieldOn(sum, unit, 'conv1')).toMatchObject({ cells: { rows: [3, 5] }, channel: null })
  })
})

describe('through copies', () => {
  const joined = plan({
    ...smallSpec,
    nodes: [
      { id: 'left', from: ['input'], layer: { type: 'conv', filters: 2, size: 1 } },
      { id: 'right', from: ['input'], layer: { type: 'conv', filters: 3, size: 3, pad: 1 } },
      { id: 'both', from: ['left', 'right'], layer: { type: 'concat' } },
      { id: 'pool', from: ['both'], layer: { type: 'pool', size: 2 } },
      { id: 'column', from: ['pool'], layer: { type: 'flatten' } },
    ],
  })

  it('one map of one branch of a concat is read, and the other branch is not', () => {
    const unit = { node: 'both', c: 3, y: 4, x: 5 }
    expect(fieldOn(joined, unit, 'right')).toMatchObject({
      cells: { rows: [4, 4], cols: [5, 5] },
      channel: 1,
    })
    expect(fieldOn(joined, unit, 'left')).toBeNull()
    expect(fieldOn(joined, unit, 'input')).toMatchObject({ cells: { cols: [4, 6] }, channel: null })
  })

  it('so it is for a unit of flatten, whose place in the column says which map and where', () => {
    const unit = { node: 'column', c: 3 * 16 + 1 * 4 + 2, y: 0, x: 0 }
    expect(fieldOn(joined, unit, 'pool')).toMatchObject({ cells: { rows: [1, 1], cols: [2, 2] }, channel: 3 })
    expect(fieldOn(joined, unit, 'right')).toMatchObject({
      cells: { rows: [2, 3], cols: [4, 5] },
      channel: 1,
    })
    expect(fieldOn(joined, unit, 'left')).toBeNull()
  })
})

describe('the field in words', () => {
  it('names rows and columns', () => {
    const field = fieldOn(small, { node: 'conv1', c: 0, y: 3, x: 4 }, 'input')!
    expect(spokenField(small, field)).toEqual({
      en: 'Receptive field 3×3: rows 3–5, columns 4–6',
      zh: '感受野 3×3：第 3–5 行，第 4–6 列',
    })
  })

  it('says where it is larger than the picture', () => {
    const field = fieldOn(small, { node: 'relu2', c: 0, y: 0, x: 0 }, 'input')!
    expect(spokenField(small, field).en).toBe('Receptive field 8×8: rows 1–5, columns 1–5')
    const whole = fieldOn(small, { node: 'fc1', c: 0, y: 0, x: 0 }, 'input')!
    expect(spokenField(small, whole).en).toBe(
      'Receptive field 14×14, larger than the 8×8 picture: rows 1–8, columns 1–8',
    )
    expect(spokenField(small, whole).zh).toContain('大于 8×8 的整张图')
  })
})
