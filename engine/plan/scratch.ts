/**
 * What kernels keep for themselves besides the tensors: room for the largest of their calls, grown at first use and then used
 * again from layer to layer.
 */
import type { KernelSetName } from '../kernels/kernels'
import { paces } from '../kernels/paces'
import type { LayerCalls, ScratchLengths } from '../kernels/scratch'
import { scratchArrays } from '../kernels/typescript/scratch'
import { roomOf } from '../kernels/wasm/sheet'
import { layerType } from '../layers/index'
import { costPerImage, leastImages, piecesOf } from '../network/pieces'
import type { Plan, PlannedNode } from './plan.types'

export interface ScratchRequest {
  readonly kernels: KernelSetName
  readonly batch: number
  /** Backward, too. */
  readonly train: boolean
  /** Backward to the picture itself. */
  readonly inputGradient: boolean
}

/** Bytes. */
export function scratchBytes(plan: Plan, { kernels, ...request }: ScratchRequest): number {
  if (kernels === 'reference') return 0
  const all = plan.nodes.map((node) => lengthsOf(node, { kernels, ...request }))
  const compiled = all.flatMap((lengths) => lengths.compiled ?? [])
  const tiled = all.flatMap((lengths) => lengths.tiled ?? [])
  const room = largest(compiled.map((lengths) => lengths.reduce((sum, length) => sum + roomOf(length), 0)))
  const arrays = scratchArrays.map(
    ([name, width]) => largest(tiled.map((lengths) => lengths[name] ?? 0)) * width,
  )
  return arrays.reduce((a, b) => a + b, room)
}

const largest = (numbers: readonly number[]): number => Math.max(0, ...numbers)

function lengthsOf(
  node: PlannedNode,
  { kernels, batch, train, inputGradient }: ScratchRequest & Pick<LayerCalls, 'kernels'>,
): ScratchLengths {
  const { layer, inputs, out, from } = node
  const pace = paces[kernels]
  const atOnce = (pass: 'forward' | 'backward'): number =>
    piecesOf(batch, costPerImage(node, pass, pace), pace, leastImages(node, pass, pace))[0].to
  const toInput = inputGradient || from.some((id) => id !== 'input')
  const images = { forward: atOnce('forward'), backward: atOnce('backward') }
  return layerType(layer).scratch?.(layer, inputs, out, { kernels, train, toInput, images }) ?? {}
}
