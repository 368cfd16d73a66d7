import { describe, expect, it } from 'vitest'
import { colourOf, colourScale, zeroOf } from '../../../components/draw/colour-scale'
import { isAllZero, paintMap } from '../../../components/draw/paint-map'
import { paintFilterInColour, paintPixels } from '../../../components/draw/paint-pixels'

const scale = colourScale('light', 'value')

describe('paintMap', () => {
  it('colours each number as colourOf does, at its place', () => {
    const values = [-3, -0.5, 0, 0.25, 1, 7]
    const pixels = new Uint32Array(8)
    paintMap(pixels, 1, [99, ...values], 1, 6, scale, 1)
    expect([...pixels]).toEqual([0, ...values.map((value) => colourOf(scale, value, 1)), 0])
  })

  it('leaves a layer of zeros blank, though its scale has no length', () => {
    const pixels = new Uint32Array(2)
    paintMap(pixels, 0, [0, 0], 0, 2, scale, 0)
    expect([...pixels]).toEqual([zeroOf(scale), zeroOf(scale)])
  })

  it('marks what is not finite', () => {
    const pixels = new Uint32Array(3)
    paintMap(pixels, 0, [Number.NaN, Infinity, -Infinity], 0, 3, scale, 1)
    expect([...pixels]).toEqual([scale.broken, scale.broken, scale.broken])
  })
})

describe('isAllZero', () => {
  it('looks at one map only', () => {
    expect(isAllZero([1, 0, 0, 2], 1, 2)).toBe(true)
    expect(isAllZero([1, 0, -0.001, 2], 1, 2)).toBe(false)
  })
})

const bytes = (packed: number): number[] => [
  packed & 255,
  (packed >> 8) & 255,
  (packed >> 16) & 255,
  packed >>> 24,
]

describe('a picture', () => {
  it('of three channels has its own colours', () => {
    const pixels = new Uint32Array(2)
    paintPixels(pixels, [255, 10, 128, 20, 0, 30], 3)
    expect([...pixels].map(bytes)).toEqual([
      [255, 128, 0, 255],
      [10, 20, 30, 255],
    ])
  })

  it('of one channel is grey', () => {
    const pixels = new Uint32Array(1)
    paintPixels(pixels, [77], 1)
    expect(bytes(pixels[0])).toEqual([77, 77, 77, 255])
  })
})

describe('a filter in colour', () => {
  it('shows no weight as middle grey and its largest weight at the end of the channel', () => {
    const pixels = new Uint32Array(2)
    paintFilterInColour(pixels, 0, [0, 0.5, 0, -0.5, 0, 0.25], 0, 2, 0.5)
    expect([...pixels].map(bytes)).toEqual([
      [128, 128, 128, 255],
      [255, 0, 191, 255],
    ])
  })
})
