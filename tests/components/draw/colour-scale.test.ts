import { describe, expect, it } from 'vitest'
import { colourOf, colourScale, css, type Meaning, zeroOf } from '../../../components/draw/colour-scale'
import { contrast, digitColour, luminance } from '../../../components/draw/contrast'
import type { Theme } from '../../../components/draw/theme'

const themes: readonly Theme[] = ['light', 'dark']
const signed: readonly Meaning[] = ['value', 'gradient']

const channels = (packed: number): number[] => [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255]
const distance = (a: number, b: number): number =>
  Math.hypot(...channels(a).map((channel, i) => channel - channels(b)[i]))

describe.each(themes)('the colour scales in %s', (theme) => {
  it.each(signed)('give zero exactly the colour of an empty tile, on the scale of a %s', (meaning) => {
    const scale = colourScale(theme, meaning)
    expect(colourOf(scale, 0, 1.7)).toBe(zeroOf(scale))
    expect(colourOf(scale, 0, 0)).toBe(zeroOf(scale))
  })

  it.each(signed)('go from one end to the other about zero, and stop there, for a %s', (meaning) => {
    const scale = colourScale(theme, meaning)
    const { table } = scale
    expect(table.length % 2).toBe(1)
    expect(colourOf(scale, -2, 2)).toBe(table[0])
    expect(colourOf(scale, 2, 2)).toBe(table.at(-1))
    expect(colourOf(scale, 1e9, 2)).toBe(table.at(-1))
    const middle = (table.length - 1) / 2
    for (const away of [1, 100, 300]) {
      const value = (2 * away) / middle
      expect(colourOf(scale, value, 2)).toBe(table[middle + away])
      expect(colourOf(scale, -value, 2)).toBe(table[middle - away])
    }
  })

  it('move further from zero the larger a value is, with either sign', () => {
    const scale = colourScale(theme, 'value')
    for (const sign of [-1, 1]) {
      const steps = [0.1, 0.3, 0.6, 1].map((share) =>
        distance(colourOf(scale, sign * share, 1), zeroOf(scale)),
      )
      expect(steps).toEqual([...steps].sort((a, b) => a - b))
    }
  })

  it('show red below zero and blue above', () => {
    const scale = colourScale(theme, 'value')
    const [red, , blue] = channels(colourOf(scale, 0.5, 1))
    expect(blue).toBeGreaterThan(red)
    const [red2, , blue2] = channels(colourOf(scale, -0.5, 1))
    expect(red2).toBeGreaterThan(blue2)
  })

  it('mark a value that is not a number with the warning, not with an end of the scale', () => {
    const scale = colourScale(theme, 'value')
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      expect(colourOf(scale, value, 1)).toBe(scale.broken)
      expect(scale.table.includes(scale.broken)).toBe(false)
    }
  })

  it('allow digits of contrast 4.5 on every fill', () => {
    for (const meaning of [...signed, 'gradientSize', 'pixel'] as const) {
      for (const fill of colourScale(theme, meaning).table) {
        const digits = digitColour(fill) === '#000000' ? 0 : 1
        expect(contrast(luminance(fill), digits)).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})

describe('the scale of pixels', () => {
  it('is black at 0 and white at 255', () => {
    const scale = colourScale('light', 'pixel')
    expect(css(colourOf(scale, 0, 255))).toBe('rgb(0, 0, 0)')
    expect(css(colourOf(scale, 255, 255))).toBe('rgb(255, 255, 255)')
  })
})

describe('the light scale of values', () => {
  it('is the red-blue of the visual language: 4 % from either end', () => {
    const { table } = colourScale('light', 'value')
    expect(css(table[0])).toBe('rgb(133, 10, 36)')
    expect(css(table[(table.length - 1) / 2])).toBe('rgb(242, 239, 238)')
    expect(css(table.at(-1)!)).toBe('rgb(16, 70, 126)')
  })
})
