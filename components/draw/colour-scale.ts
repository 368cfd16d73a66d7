/**
 * Colour scales as tables: a painter looks a value up instead of mixing a colour for each of 60,000 numbers.
 *
 * A signed table has an odd number of entries, so that zero is one exact entry in its middle: zero is paper, the colour
 * of an empty tile. Colours are packed as ImageData stores them on every machine we run on (little-endian RGBA).
 */
import { interpolateBasis } from 'd3-interpolate'
import { schemeGreys, schemePurples, schemeRdBu } from 'd3-scale-chromatic'
import { inks, type Theme } from './theme'

/** What a map holds decides its scale. */
export type Meaning = 'value' | 'gradient' | 'gradientSize' | 'pixel'

export interface ColourScale {
  /** Packed colours from the least to the greatest value. */
  readonly table: Uint32Array
  /** Signed: value −m is the first entry, 0 the middle, m the last. Else 0 is the first and m the last. */
  readonly signed: boolean
  /** Packed colour of what is not a finite number: a warning, for it must not pass as a large value. */
  readonly broken: number
}

const SIGNED_ENTRIES = 1023
const UNSIGNED_ENTRIES = 512

type Rgb = readonly [number, number, number]
/** Of one channel, of a colour: t from 0 to 1. */
type Curve = (t: number) => number
type Mix = (t: number) => Rgb

// Eleven and nine stops, from visual.md: in both themes distance from zero is distance from the background.
const darkDiverging = [
  '#FFD9C9',
  '#FF9D7E',
  '#E0664C',
  '#A8402F',
  '#5E2E2A',
  '#23272D',
  '#233F58',
  '#2A6296',
].concat('#4391CF', '#82C1F2', '#D6EDFF')
const darkPurples = [
  '#191C20',
  '#251F33',
  '#372A52',
  '#4D3A75',
  '#67509B',
  '#8568BF',
  '#A587DB',
  '#C7ADF0',
].concat('#ECE0FF')

const rgb = (hex: string): Rgb => [channel(hex, 1), channel(hex, 3), channel(hex, 5)]
const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)

function mixed(stops: readonly Rgb[], curve: (stops: number[]) => Curve): Mix {
  const [r, g, b] = [0, 1, 2].map((c) => curve(stops.map((stop) => stop[c])))
  return (t) => [r(t), g(t), b(t)]
}

/** As d3 draws its schemes. Its interpolators of colours do the same by way of CSS, and bring all its colours along: 8 kB. */
const smooth = (stops: readonly string[]): Mix => mixed(stops.map(rgb), interpolateBasis)

const straight = (stops: readonly Rgb[]): Mix => mixed(stops, polyline)

/** From stop to stop, these at equal distances. */
function polyline(stops: readonly number[]): Curve {
  const last = stops.length - 1
  return (t) => {
    const i = Math.min(Math.floor(t * last), last - 1)
    return stops[i] + (t * last - i) * (stops[i + 1] - stops[i])
  }
}

const redBlue = smooth(schemeRdBu[11])
const purples = smooth(schemePurples[9])
const greys = smooth(schemeGreys[9])
const greysOfPixels: Mix = (t) => greys(1 - t)

const mixes: Readonly<Record<Theme, Readonly<Record<Meaning, Mix>>>> = {
  light: {
    value: (t) => redBlue(0.04 + 0.92 * t),
    gradient: signedGradient(purples, straight([purples(0), greys(0.85)])),
    gradientSize: purples,
    pixel: greysOfPixels,
  },
  dark: {
    value: straight(darkDiverging.map(rgb)),
    gradient: signedGradient(
      straight(darkPurples.map(rgb)),
      straight([darkPurples[0], '#4A4D52', '#D0D2D6'].map(rgb)),
    ),
    gradientSize: straight(darkPurples.map(rgb)),
    pixel: greysOfPixels,
  },
}

/** Positive to purple, negative to grey, so that nobody takes a gradient for an activation. */
function signedGradient(positive: Mix, negative: Mix): Mix {
  return (t) => (t >= 0.5 ? positive(2 * t - 1) : negative(1 - 2 * t))
}

function packed(colour: Rgb): number {
  const [r, g, b] = colour.map(Math.round)
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0
}

function makeScale(theme: Theme, meaning: Meaning): ColourScale {
  const signed = meaning === 'value' || meaning === 'gradient'
  const mix = mixes[theme][meaning]
  const entries = signed ? SIGNED_ENTRIES : UNSIGNED_ENTRIES
  const table = Uint32Array.from({ length: entries }, (_, i) => packed(mix(i / (entries - 1))))
  return { table, signed, broken: packed(rgb(inks[theme].warning)) }
}

const made = new Map<string, ColourScale>()

export function colourScale(theme: Theme, meaning: Meaning): ColourScale {
  const key = `${theme}/${meaning}`
  let scale = made.get(key)
  if (!scale) {
    scale = makeScale(theme, meaning)
    made.set(key, scale)
  }
  return scale
}

/** Packed colour of a value where `most` is the end of the scale; beyond it the end's colour. */
export function colourOf(scale: ColourScale, value: number, most: number): number {
  if (!Number.isFinite(value)) return scale.broken
  const { table, signed } = scale
  const last = table.length - 1
  const share = most > 0 ? value / most : Math.sign(value)
  const at = signed ? (share * last) / 2 + last / 2 : share * last
  return table[Math.max(0, Math.min(last, Math.round(at)))]
}

/** The colour of an empty tile. */
export const zeroOf = (scale: ColourScale): number =>
  scale.table[scale.signed ? (scale.table.length - 1) / 2 : 0]

/** Packed → 'rgb(r, g, b)', for CSS and SVG. */
export const css = (packed: number): string =>
  `rgb(${packed & 255}, ${(packed >> 8) & 255}, ${(packed >> 16) & 255})`
