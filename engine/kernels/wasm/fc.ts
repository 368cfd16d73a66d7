import type { Tensor } from '../../tensor'
import type { Images } from '../kernels'
import { writeSteps } from './conv-layout'
import type { Machine } from './machine'
import { bytes, multipleOf4 } from './sheet'
import { vectorsOf, writeVectors } from './vectors'

/**
 * Products of matrices by the convolution's loops: a row of inputs is a row of pixels. They are taken in blocks, so that what a block
 * reads again and again stays in the cache and each weight is fetched once from the memory.
 */
const INPUTS = 16_384 // of a sum over inputs: rows of weights that are read without a break come twice as fast
const UNITS = 64 // terms of a sum over units
const STRIP = 64 // vectors

const rowOf = (inputs: number) => ({ rows: 1, columns: inputs, pitch: inputs })

/** In numbers. */
const lengthsOf = {
  /** Tables of pixels, places and images, sums. */
  forward: (units: number, inputs: number, images: number) => [
    vectorsOf(rowOf(inputs)),
    vectorsOf(rowOf(inputs)) + 1,
    images,
    multipleOf4(units) * images,
  ],
  /** Tables of pixels, places and of the one run, of factors, packed factors, biases of 0. */
  backwardInput: (units: number, inputs: number, images: number) => [
    vectorsOf(rowOf(inputs)),
    vectorsOf(rowOf(inputs)) + 1,
    1,
    units,
    multipleOf4(images) * units,
    multipleOf4(images),
  ],
  backwardParams: (units: number, inputs: number, images: number) => [
    vectorsOf(rowOf(inputs)),
    vectorsOf(rowOf(inputs)) + 1,
    1,
    images,
    multipleOf4(units) * images,
  ],
}

/** Lengths that the calls lay out for so many images at once, for the account of memory. */
export const fcLengths = (units: number, inputs: number, images: number) => ({
  forward: lengthsOf.forward(units, inputs, images),
  backwardInput: lengthsOf.backwardInput(units, inputs, images),
  backwardParams: lengthsOf.backwardParams(units, inputs, images),
})

/** y[n][u] = Σ W[u][i] · x[n][i] + b[u]: rows of weights against rows of inputs. */
export function fcForward(
  machine: Machine,
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  { from, to }: Images,
): void {
  const [units, inputs] = weights.shape
  const images = to - from
  const [source, filter, target] = [machine.at(x.data), machine.at(weights.data), machine.at(y.data)]
  const bias = biases ? machine.at(biases.data) : 0
  const [pixels, places, table, sums] = machine.lay(lengthsOf.forward(units, inputs, images))
  const { run, f32, i32 } = machine
  writeVectors(i32, pixels, places, rowOf(inputs))
  writeSteps(i32, table, images, inputs)
  f32.fill(0, sums / 4, sums / 4 + multipleOf4(units) * images)
  for (let i = 0; i < inputs; i += INPUTS) {
    const count = Math.min(INPUTS, inputs - i)
    run.correlate(
      source + bytes(from * inputs + i),
      0,
      pixels,
      Math.floor(count / 4),
      count % 4,
      table,
      images,
      filter + bytes(i),
      0,
      bytes(inputs),
      units,
      1,
      sums,
    )
  }
  run.storeSums(sums, images, bias, units, target + bytes(from * units))
}

/** dx[n][i] += Σ_u dy[n][u] · W[u][i]: the images are the filters, the inputs the pixels. */
export function fcBackwardInput(
  machine: Machine,
  dy: Tensor,
  weights: Tensor,
  dx: Tensor,
  { from, to }: Images,
  fresh = false,
): void {
  const [units, inputs] = weights.shape
  const images = to - from
  const [gradient, source, target] = [machine.at(dy.data), machine.at(weights.data), machine.at(dx.data)]
  const lengths = lengthsOf.backwardInput(units, inputs, images)
  const [pixels, places, start, factors, packed, zeros] = machine.lay(lengths)
  const { run, f32, i32 } = machine
  writeVectors(i32, pixels, places, rowOf(inputs))
  writeSteps(i32, start, 1, 0)
  writeSteps(i32, factors, units, 1)
  f32.fill(0, zeros / 4, zeros / 4 + multipleOf4(images))
  for (let u = 0; u < units; u += UNITS) {
    const count = Math.min(UNITS, units - u)
    const upstream = gradient + bytes(from * units)
    run.pack(upstream, bytes(units), images, factors + bytes(u), count, packed)
    run.gather(
      source + bytes(u * inputs),
      pixels,
      start,
      1,
      count,
      bytes(inputs),
      packed,
      fresh && u === 0 ? zeros : 0,
      images,
      target + bytes(from * inputs),
      bytes(inputs),
      places,
      vectorsOf(rowOf(inputs)),
      STRIP,
    )
  }
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
  const [source, gradient, target] = [machine.at(x.data), machine.at(dy.data), machine.at(dWeights.data)]
  const bias = dBiases ? machine.at(dBiases.data) : 0
  const lengths = lengthsOf.backwardParams(units, inputs, images)
  const [pixels, places, start, factors, packed] = machine.lay(lengths)
  const { run, i32 } = machine
  const upstream = gradient + bytes(from * units)
  writeVectors(i32, pixels, places, rowOf(inputs))
  writeSteps(i32, start, 1, 0)
  writeSteps(i32, factors, images, units)
  run.pack(upstream, bytes(1), units, factors, images, packed)
  run.gather(
    source + bytes(from * inputs),
    pixels,
    start,
    1,
    images,
    bytes(inputs),
    packed,
    0,
    units,
    target,
    bytes(inputs),
    places,
    vectorsOf(rowOf(inputs)),
    STRIP,
  )
  if (dBiases) run.addPlaneSums(upstream, 1, units, images, bias)
}
