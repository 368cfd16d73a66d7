import { describe, expect, it } from 'vitest'
import { centredDigit } from '../../../app/lab/picture/centred-digit'
import { fitPixels } from '../../../app/lab/picture/fit-pixels'

/** A filled box of ink on a pad of 56 × 56. */
function pad(top: number, left: number, height: number, width: number) {
  const values = new Uint8Array(56 * 56)
  for (let y = top; y < top + height; y++) values.fill(255, y * 56 + left, y * 56 + left + width)
  return { size: 56, values }
}

function boxOf(pixels: Uint8Array, side: number) {
  const rows = [...pixels.keys()].filter((i) => pixels[i] > 127).map((i) => Math.floor(i / side))
  const columns = [...pixels.keys()].filter((i) => pixels[i] > 127).map((i) => i % side)
  return [Math.min(...rows), Math.max(...rows), Math.min(...columns), Math.max(...columns)]
}

describe('a drawn digit is made like those of MNIST', () => {
  it('its box becomes 20 pixels high and stands in the middle of 28, wherever it was drawn', () => {
    expect(boxOf(centredDigit(pad(2, 40, 20, 10), 28), 28)).toEqual([4, 23, 9, 18])
    expect(boxOf(centredDigit(pad(30, 3, 20, 10), 28), 28)).toEqual([4, 23, 9, 18])
  })

  it('small and large drawings come out alike', () => {
    expect(boxOf(centredDigit(pad(10, 10, 40, 20), 28), 28)).toEqual([4, 23, 9, 18])
  })

  it('a blank pad stays blank', () => {
    expect(centredDigit(pad(0, 0, 0, 0), 28).every((v) => v === 0)).toBe(true)
  })
})

describe('pixels of a canvas become planes', () => {
  const red_white = [255, 0, 0, 255, 255, 255, 255, 255]
  it('red, green, blue', () => expect([...fitPixels(red_white, 3)]).toEqual([255, 255, 0, 255, 0, 255]))
  it('one plane of luma where the network sees grey', () =>
    expect([...fitPixels(red_white, 1)]).toEqual([76, 255]))
})
