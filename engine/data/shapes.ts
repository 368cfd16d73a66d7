import type { Split } from '../protocol'
import { forkRandom, type Random } from '../random'
import { size } from '../shape'
import type { ImageSet, Labelled } from './image-set'
import { outlines } from './outlines'
import { dataSets } from './sets'

const { shape, classes } = dataSets.shapes
const [HORIZONTAL, VERTICAL, CHECKER] = [7, 8, 9]

const totals: Readonly<Record<Split, number>> = { train: 5000, validation: 500, test: 1000 }

/** Drawn when they are first asked for; the same seed, split and number give the same picture everywhere. */
export function createShapes(seed = 1): ImageSet {
  const drawn = new Map<string, Labelled>()
  return {
    id: 'shapes',
    shape,
    total: totals,
    available: totals,
    runs: [{ start: 0, count: totals.train }],
    image(split, index) {
      if (!(index >= 0 && index < totals[split])) throw new RangeError(`no picture ${index} in ${split}`)
      const key = `${split}/${index}`
      const image = drawn.get(key) ?? drawShape(forkRandom(seed, key))
      drawn.set(key, image)
      return image
    },
  }
}

type Colour = readonly [number, number, number] // 0 … 1

interface Scene {
  readonly label: number
  readonly x: number // middle, in pixels
  readonly y: number
  readonly radius: number // in pixels
  readonly turn: number // radians
  readonly period: number // of bars and checks, in pixels
  readonly shift: number // where in its period a pattern begins
  readonly colour: Colour
  readonly ground: readonly [Colour, Colour] // top, bottom
  readonly noise: number
}

function drawShape(random: Random): Labelled {
  const scene = drawScene(random)
  const pixels = new Uint8Array(size(shape))
  const plane = shape.h * shape.w
  for (let y = 0; y < shape.h; y++) {
    for (let x = 0; x < shape.w; x++) {
      const cover = coverage(scene, x, y)
      const height = y / (shape.h - 1)
      const grain = (random.uniform() - 0.5) * scene.noise
      for (let c = 0; c < 3; c++) {
        const ground = scene.ground[0][c] * (1 - height) + scene.ground[1][c] * height
        const value = scene.colour[c] * cover + ground * (1 - cover) + grain
        pixels[c * plane + y * shape.w + x] = Math.round(255 * Math.min(1, Math.max(0, value)))
      }
    }
  }
  return { pixels, label: scene.label }
}

function drawScene(random: Random): Scene {
  const between = (from: number, to: number): number => from + (to - from) * random.uniform()
  const label = random.below(classes.length)
  const radius = between(7, 12)
  const hue = between(0, 360)
  // The shape is lighter or darker than its ground, never alike.
  const light = random.below(2) === 1
  const groundHue = hue + between(60, 300)
  const level = light ? between(0.1, 0.3) : between(0.7, 0.9)
  const ground = (offset: number): Colour => colourOf(groundHue, between(0.15, 0.5), level + offset)
  const slope = between(-0.1, 0.1)
  return {
    label,
    x: between(radius, shape.w - radius),
    y: between(radius, shape.h - radius),
    radius,
    turn: label >= HORIZONTAL ? between(-0.12, 0.12) : between(-0.3, 0.3),
    period: between(4, 6.5),
    shift: between(0, 6.5),
    colour: colourOf(hue, between(0.55, 0.9), light ? between(0.55, 0.75) : between(0.3, 0.45)),
    ground: [ground(slope), ground(-slope)],
    noise: between(0.02, 0.1),
  }
}

/** No outline goes further than 1.2 radii; one pixel more for its smooth edge, at the smallest radius. */
const REACH = 1.35 ** 2

/** Share of a pixel that the shape covers, 0 … 1: one pixel wide at the outline. */
function coverage(scene: Scene, x: number, y: number): number {
  const { label, radius, turn } = scene
  const dx = x + 0.5 - scene.x
  const dy = y + 0.5 - scene.y
  if (dx * dx + dy * dy > REACH * radius * radius) return 0 // most pixels: spares them the outline
  const u = dx * Math.cos(turn) + dy * Math.sin(turn)
  const v = dy * Math.cos(turn) - dx * Math.sin(turn)
  const inside = edge(outlines[label](u / radius, v / radius) * radius)
  if (label < HORIZONTAL || inside === 0) return inside
  return inside * pattern(label, scene, u, v)
}

const edge = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance))

function pattern(label: number, { period, shift }: Scene, u: number, v: number): number {
  const across = wave(u + shift, period)
  const down = wave(v + shift, period)
  if (label === HORIZONTAL) return edge(-down)
  if (label === VERTICAL) return edge(-across)
  return edge(label === CHECKER && across * down > 0 ? -Math.min(Math.abs(across), Math.abs(down)) : 1)
}

/** Signed distance from the nearest change of a pattern: positive in one half of each period, negative in the other. */
function wave(position: number, period: number): number {
  const t = (((position % period) + period) % period) / period
  return period * (t < 0.5 ? Math.min(t, 0.5 - t) : -Math.min(t - 0.5, 1 - t))
}

/** Hue in degrees, saturation and lightness 0 … 1. */
function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const channel = (offset: number): number => {
    const k = (offset + hue / 30) % 12
    return (
      lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    )
  }
  return [channel(0), channel(8), channel(4)]
}
