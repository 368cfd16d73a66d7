import { encode } from 'fast-png'
import type { Tensor } from '../tensor'

type Colour = readonly [number, number, number]

/** As on the page: zero is paper, positive blue, negative red. */
const PAPER: Colour = [250, 250, 248]
const POSITIVE: Colour = [33, 102, 172]
const NEGATIVE: Colour = [178, 24, 43]

const CELL = 16 // pixels per weight
const GAP = 12
const COLUMNS = 8

/** Filters `[out][in][fh][fw]` side by side, channel under channel, on one scale about zero, as a PNG. */
export function filterPicture({ shape, data }: Tensor): Uint8Array {
  const [filters, channels, fh, fw] = shape
  const rows = Math.ceil(filters / COLUMNS) * channels
  const width = GAP + Math.min(filters, COLUMNS) * (fw * CELL + GAP)
  const height = GAP + rows * (fh * CELL + GAP)
  const pixels = new Uint8Array(width * height * 3)
  for (let i = 0; i < pixels.length; i++) pixels[i] = PAPER[i % 3]
  const largest = Math.max(...Array.from(data, Math.abs)) || 1
  for (let f = 0; f < filters; f++) {
    for (let c = 0; c < channels; c++) {
      const left = GAP + (f % COLUMNS) * (fw * CELL + GAP)
      const top = GAP + (Math.floor(f / COLUMNS) * channels + c) * (fh * CELL + GAP)
      for (let i = 0; i < fh * fw; i++) {
        const value = data[(f * channels + c) * fh * fw + i] / largest
        fillCell(pixels, width, left + (i % fw) * CELL, top + Math.floor(i / fw) * CELL, colourOf(value))
      }
    }
  }
  return encode({ width, height, data: pixels, channels: 3 })
}

/** −1 … 1 */
function colourOf(value: number): Colour {
  const end = value < 0 ? NEGATIVE : POSITIVE
  const share = Math.abs(value)
  const mix = (k: 0 | 1 | 2): number => Math.round(PAPER[k] + (end[k] - PAPER[k]) * share)
  return [mix(0), mix(1), mix(2)]
}

function fillCell(pixels: Uint8Array, width: number, left: number, top: number, colour: Colour): void {
  for (let y = top; y < top + CELL; y++) {
    for (let x = left; x < left + CELL; x++) pixels.set(colour, (y * width + x) * 3)
  }
}
