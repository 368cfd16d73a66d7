/** What kernels lay out besides their tensors, known from the shapes alone: for the account of memory. */
import type { Shape } from '../shape'
import type { Sized } from '../tensor'
import type { Window } from './kernels'
import { dyArea } from './typescript/conv-input'
import { readArea } from './typescript/conv-set-up'
import { slideLengths, slides } from './typescript/conv-slide'
import { type Border, packedLength } from './typescript/layout'
import { BLOCK } from './typescript/patches'
import type { ScratchArray } from './typescript/scratch'
import { inputLayout } from './wasm/conv-input'
import { forwardLayout, paramsLayout } from './wasm/conv-layout'
import { fcLengths } from './wasm/fc'
import { localLengths } from './wasm/local'
import { pullsLength } from './wasm/lrn'
import { sumPoolLengths } from './wasm/sum-pool'
import { forwardWinograd, inputWinograd, paramsWinograd } from './wasm/winograd-layout'

/** Which calls a layer makes of which kernels; the reference lays out nothing. */
export interface LayerCalls {
  readonly kernels: 'typescript' | 'wasm'
  /** Backward, too. */
  readonly train: boolean
  /** Backward to the input, which nobody asks for where that is the picture. */
  readonly toInput: boolean
  /** Images of one call. */
  readonly images: { readonly forward: number; readonly backward: number }
}

export interface ScratchLengths {
  /** Of each call of the compiled loops: its arrays, in float32 or int32. Calls take turns in one room. */
  readonly compiled?: readonly (readonly number[])[]
  /** Of each call of the tiled loops. Each array grows to the longest that is asked for. */
  readonly tiled?: readonly ArrayLengths[]
}

type ArrayLengths = Readonly<Partial<Record<ScratchArray, number>>>

export function convScratch(input: Shape, out: Shape, window: Window, calls: LayerCalls): ScratchLengths {
  const [x, y] = [sizedOf(input), sizedOf(out)]
  return calls.kernels === 'wasm'
    ? { compiled: compiledConv(x, y, window, calls) }
    : { tiled: tiledConv(x, y, window, calls) }
}

/** Kernels take the images one by one. */
const sizedOf = ({ c, h, w }: Shape): Sized => ({ shape: [1, c, h, w] })

function compiledConv(x: Sized, y: Sized, window: Window, { train, toInput }: LayerCalls) {
  const forward = (forwardWinograd(x, y, window) ?? forwardLayout(x, y, window)).lengths
  if (!train) return [forward]
  const toParams = (paramsWinograd(x, y, window) ?? paramsLayout(x, y, window)).lengths
  if (!toInput) return [forward, toParams]
  return [forward, toParams, (inputWinograd(x, y, window) ?? inputLayout(x, y, window)).lengths]
}

/** For one image and one group: it with its border, packed rows, and where they lie. */
function tiledConv(x: Sized, y: Sized, window: Window, { train, toInput }: LayerCalls): ArrayLengths[] {
  if (slides(window)) {
    const { forward, input, params } = slideLengths(x, y, window)
    if (!train) return [forward]
    return toInput ? [forward, params, input] : [forward, params]
  }
  const [, c, h, w] = x.shape
  const [channels, filters] = [c / window.groups, y.shape[1] / window.groups]
  const taps = window.size[0] * window.size[1]
  const pixels = y.shape[2] * y.shape[3]
  const source = channels * cellsOf(readArea(y, window))
  const terms = channels * taps
  const forward = { source, packed: packedLength(filters, terms), terms, positions: pixels }
  if (!train) return [forward]
  const toParams = { packed: packedLength(filters, pixels), terms: pixels, positions: terms }
  if (!toInput) return [forward, toParams]
  // Of one phase.
  const phase = Math.ceil(h / window.stride[0]) * Math.ceil(w / window.stride[1])
  const dSource = filters * cellsOf(dyArea(x, window))
  const packed = packedLength(channels, filters * taps)
  const backToInput = { source: dSource, packed, terms: filters * taps, positions: phase, targets: phase }
  return [forward, toParams, backToInput]
}

const cellsOf = ({ h, w }: Border): number => h * w

/** The tiled loops need nothing for it. */
export function fcScratch(units: number, inputs: number, calls: LayerCalls): ScratchLengths {
  if (calls.kernels !== 'wasm') return {}
  const { train, toInput, images } = calls
  const { forward } = fcLengths(units, inputs, images.forward)
  if (!train) return { compiled: [forward] }
  const { backwardInput, backwardParams } = fcLengths(units, inputs, images.backward)
  return { compiled: toInput ? [forward, backwardParams, backwardInput] : [forward, backwardParams] }
}

/** Of average and L2 pooling. The tiled loops need nothing for it. */
export const sumPoolScratch = (
  input: Shape,
  out: Shape,
  window: Window,
  calls: LayerCalls,
): ScratchLengths =>
  calls.kernels === 'wasm' ? { compiled: [sumPoolLengths(sizedOf(input), sizedOf(out), window)] } : {}

/** The tiled loops need nothing for it. */
export const lrnScratch = (channels: number, { kernels, train }: LayerCalls): ScratchLengths =>
  kernels === 'wasm' && train ? { compiled: [[pullsLength(channels)]] } : {}

/** The tiled loops lay out the patches under a few windows, the compiled ones whole volumes of a few images. */
export function localScratch(input: Shape, out: Shape, window: Window, calls: LayerCalls): ScratchLengths {
  const taps = (input.c / window.groups) * window.size[0] * window.size[1]
  // Backward takes no more images at once than forward.
  return calls.kernels === 'wasm'
    ? { compiled: [localLengths(sizedOf(input), sizedOf(out), window, calls.images.forward)] }
    : { tiled: [{ patches: BLOCK * taps, terms: taps }] }
}
