import type { Tensor } from '../../tensor'
import type { Images } from '../kernels'
import type { Machine } from './machine'
import { packRows } from './pack'
import { address, multipleOf4 } from './sheet'

/**
 * out[f][p] = biases[f] + Σ_t factors(f, t) · source[t][p]: a product of matrices by the convolution's loop, with one row of
 * `width` pixels. The factors are packed already.
 */
interface Product {
  readonly machine: Machine
  readonly source: number
  readonly table: number
  readonly packed: number
  readonly bias: number
  readonly out: number
  readonly width: number
}

/** In numbers: the source, its table, packed factors, biases, the product. */
function lengthsOf(filters: number, terms: number, pixels: number): number[] {
  const [width, made] = [multipleOf4(pixels), multipleOf4(filters)]
  return [terms * width, terms, made * terms, made, made * width]
}

/** Lengths that the calls lay out for so many images at once, for the account of memory. */
export const fcLengths = (units: number, inputs: number, images: number) => ({
  forward: lengthsOf(units, inputs, images),
  backwardInput: lengthsOf(images, units, inputs),
  backwardParams: lengthsOf(units, images, inputs),
})

/**
 * Weights are copied in for each call; beyond a million of them that costs more than it brings. It depends on the layer alone, so
 * that an image gets the same numbers alone and in a batch.
 */
export const isCopiedIn = (units: number, inputs: number): boolean => units * inputs <= 2 ** 20

function layOut(machine: Machine, filters: number, terms: number, pixels: number): Product {
  const width = multipleOf4(pixels)
  const made = multipleOf4(filters)
  const [source, table, packed, bias, out] = machine.lay(lengthsOf(filters, terms, pixels))
  for (let t = 0; t < terms; t++) machine.i32[table + t] = address(t * width)
  machine.f32.fill(0, bias, bias + made)
  machine.f32.fill(0, source, source + terms * width)
  return { machine, source, table, packed, bias, out, width }
}

function multiply(
  { machine, source, table, packed, bias, out, width }: Product,
  filters: number,
  terms: number,
): void {
  machine.run.gather(
    address(source),
    address(width),
    address(table),
    terms,
    address(packed),
    address(bias),
    filters,
    address(out),
    1,
    width,
  )
}

/** y[n][u] = Σ W[u][i] · x[n][i] + b[u]: the images are the pixels. */
export function fcForward(
  machine: Machine,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  { from, to }: Images,
): void {
  const [units, inputs] = weights.shape
  const product = layOut(machine, units, inputs, to - from)
  const { f32 } = machine
  const { source, packed, bias, out, width } = product
  packRows(f32, packed, weights.data as Float32Array, 0, units, inputs, inputs)
  if (biases) f32.set(biases.data, bias)
  for (let n = from; n < to; n++) {
    for (let i = 0; i < inputs; i++) f32[source + i * width + n - from] = x.data[n * inputs + i]
  }
  multiply(product, units, inputs)
  for (let n = from; n < to; n++) {
    for (let u = 0; u < units; u++) y.data[n * units + u] = f32[out + u * width + n - from]
  }
}

/** dx[n][i] += Σ_u dy[n][u] · W[u][i]: the images are the filters, the inputs the pixels. */
export function fcBackwardInput(
  machine: Machine,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  { from, to }: Images,
): void {
  const [units, inputs] = weights.shape
  const images = to - from
  const product = layOut(machine, images, units, inputs)
  const { f32 } = machine
  const { source, packed, out, width } = product
  packRows(f32, packed, dy.data as Float32Array, from * units, images, units, units)
  copyRows(f32, source, width, weights.data as Float32Array, 0, units, inputs)
  multiply(product, images, units)
  addRows(dx.data as Float32Array, from * inputs, f32, out, width, images, inputs)
}

/** dW[u][i] += Σ_n dy[n][u] · x[n][i]: the images are the terms. */
export function fcBackwardParams(
  machine: Machine,
  x: Tensor,
  dy: Tensor,
  dWeights: Tensor,
  dBiases: Tensor | null,
  { from, to }: Images,
): void {
  const [units, inputs] = dWeights.shape
  const images = to - from
  const product = layOut(machine, units, images, inputs)
  const { f32 } = machine
  const { source, packed, out, width } = product
  packTransposed(f32, packed, dy, from, images, units)
  copyRows(f32, source, width, x.data as Float32Array, from * inputs, images, inputs)
  multiply(product, units, images)
  addRows(dWeights.data as Float32Array, 0, f32, out, width, units, inputs)
  if (!dBiases) return
  for (let n = from; n < to; n++) {
    for (let u = 0; u < units; u++) dBiases.data[u] += dy.data[n * units + u]
  }
}

function copyRows(
  to: Float32Array,
  at: number,
  width: number,
  from: Float32Array,
  fromAt: number,
  rows: number,
  columns: number,
): void {
  for (let row = 0; row < rows; row++) {
    const first = fromAt + row * columns
    to.set(from.subarray(first, first + columns), at + row * width)
  }
}

function addRows(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  at: number,
  width: number,
  rows: number,
  columns: number,
): void {
  for (let row = 0; row < rows; row++) {
    const [target, source] = [toAt + row * columns, at + row * width]
    for (let i = 0; i < columns; i++) to[target + i] += from[source + i]
  }
}

/** dy[n][u] → [u/4][n][4], missing units zero. */
function packTransposed(
  to: Float32Array,
  at: number,
  { data }: Tensor,
  from: number,
  images: number,
  units: number,
): void {
  for (let u = 0; u < multipleOf4(units); u++) {
    const first = at + (u - (u % 4)) * images + (u % 4)
    for (let n = 0; n < images; n++) to[first + 4 * n] = u < units ? data[(from + n) * units + u] : 0
  }
}
