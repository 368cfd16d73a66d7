import type { Shape } from '../../../engine/index'
import type { Picture } from '../../../engine/protocol'
import { centredDigit } from './centred-digit'
import { fitPixels } from './fit-pixels'

/** One stroke of the pen, in shares of the pad (0 … 1), so that the pad may have any size. */
export interface Stroke {
  readonly colour: string
  readonly width: number // share of the pad
  readonly points: readonly (readonly [number, number])[]
}

/** A network that sees grey learns white digits on black; one that sees colours gets a light ground and eight pens. */
export const groundOf = ({ c }: Shape): string => (c === 1 ? '#000000' : '#e8e4da')

export interface Pen {
  readonly colour: string
  readonly name: { readonly en: string; readonly zh: string }
}

export const pens: readonly Pen[] = [
  { colour: '#1c1c1c', name: { en: 'black', zh: '黑' } },
  { colour: '#ffffff', name: { en: 'white', zh: '白' } },
  { colour: '#c43a31', name: { en: 'red', zh: '红' } },
  { colour: '#e8b93a', name: { en: 'yellow', zh: '黄' } },
  { colour: '#4c8c3f', name: { en: 'green', zh: '绿' } },
  { colour: '#3a78c4', name: { en: 'blue', zh: '蓝' } },
  { colour: '#7a5a3c', name: { en: 'brown', zh: '棕' } },
  { colour: '#8a8f96', name: { en: 'grey', zh: '灰' } },
]

export function paintStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  size: number,
  ground: string,
): void {
  context.fillStyle = ground
  context.fillRect(0, 0, size, size)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const { colour, width, points } of strokes) {
    context.strokeStyle = colour
    context.lineWidth = width * size
    context.beginPath()
    points.forEach(([x, y], i) => {
      if (i === 0) context.moveTo(x * size, y * size)
      context.lineTo(x * size, y * size)
    })
    context.stroke()
  }
}

const FINE = 128 // the strokes are drawn this large before they become pixels

/** The drawing at the network's size; digits are centred and scaled as MNIST's were. */
export function pictureOf(strokes: readonly Stroke[], input: Shape): Picture {
  const { c, h, w } = input
  if (c === 1 && h === w) {
    const ink = Array.from(fitPixels(rasterise(strokes, FINE, groundOf(input)), 1))
    // LeNet's 32 × 32 is the 28 × 28 of MNIST with two black pixels around it: the digit keeps its size of 20.
    return { kind: 'pixels', c, h, w, pixels: framed(centredDigit({ size: FINE, values: ink }, 28), 28, h) }
  }
  return { kind: 'pixels', c, h, w, pixels: fitPixels(shrunk(strokes, input), c) }
}

function rasterise(strokes: readonly Stroke[], size: number, ground: string): Uint8ClampedArray {
  const context = blank(size, size)
  paintStrokes(context, strokes, size, ground)
  return context.getImageData(0, 0, size, size).data
}

function shrunk(strokes: readonly Stroke[], input: Shape): Uint8ClampedArray {
  const large = blank(FINE, FINE)
  paintStrokes(large, strokes, FINE, groundOf(input))
  const small = blank(input.w, input.h)
  small.imageSmoothingQuality = 'high'
  small.drawImage(large.canvas, 0, 0, input.w, input.h)
  return small.getImageData(0, 0, input.w, input.h).data
}

function blank(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas')
  return context
}

/** Puts a square picture into the middle of a larger one, or cuts its middle out for a smaller. */
export function framed(pixels: Uint8Array, from: number, to: number): Uint8Array {
  const out = new Uint8Array(to * to)
  const offset = Math.floor((to - from) / 2)
  for (let y = 0; y < from; y++) {
    for (let x = 0; x < from; x++) {
      const [row, column] = [y + offset, x + offset]
      if (row >= 0 && column >= 0 && row < to && column < to) out[row * to + column] = pixels[y * from + x]
    }
  }
  return out
}
