import type { InputSpec, Text, WindowTerm } from '../../engine/index'
import type { Snapshot } from '../draw/snapshot'
import { formatFixed } from '../format'
import { formatSignificant } from '../significant'
import { equalsSign, sameDigits } from './shown-sum'
import type { WeightedTrace } from './WeightedSum'

/** A setting as it was written, of few digits: 0.5, 4.049. */
const few = (value: number): string =>
  formatSignificant(Number(value.toPrecision(4)), 4)
    .replace(/(\..*?)0+$/, '$1')
    .replace(/\.$/, '')

/** How the pixel of a channel, 0 … 255, became the number that the network reads: (pixel/255 − mean) · scale. */
export function pixelWords(pixel: number, input: InputSpec, channel: number, read: number): Text {
  const [mean, scale] = [input.mean?.[channel] ?? 0, input.scale?.[channel] ?? 1]
  const [m, s] = [mean, scale].map((value) => Number(value.toPrecision(4)))
  const agrees = sameDigits((pixel / 255 - m) * s, read, 2)
  const sign = mean < 0 ? '+' : '−'
  const less = mean === 0 ? '' : ` ${sign} ${few(Math.abs(mean))}`
  const share = `${few(pixel)}/255`
  const sum =
    scale === 1 ? `${share}${less}` : less ? `(${share}${less}) × ${few(scale)}` : `${share} × ${few(scale)}`
  const made = `${sum} ${equalsSign(agrees)} ${formatFixed(read, 2)}`
  return {
    en: `Pixel ${few(pixel)} (of 0 … 255) is read as ${made}.`,
    zh: `像素值 ${few(pixel)}（0…255）读作 ${made}。`,
  }
}

/** The pixel that a cell of the patch shows; null in the padding. */
export function pixelAt(
  snapshot: Snapshot,
  told: WeightedTrace,
  { channel }: WindowTerm,
  cell: number,
): number | null {
  const { h, w } = snapshot.plan.input
  const columns = told.size[1]
  const [row, column] = [Math.floor(cell / columns), cell % columns]
  const placed = told.kind === 'window'
  const y = placed ? told.top + row * told.dilation[0] : row
  const x = placed ? told.left + column * told.dilation[1] : column
  if (y < 0 || x < 0 || y >= h || x >= w) return null
  return snapshot.values('pixels', 'input')?.data[(channel * h + y) * w + x] ?? null
}
