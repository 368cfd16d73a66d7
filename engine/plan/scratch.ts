/**
 * What kernels keep for themselves besides the tensors: room for the largest of their calls, grown at first use and then used
 * again from layer to layer.
 */
import type { KernelSetName } from '../kernels/kernels'
import { paces } from '../kernels/paces'
import { inputLayout } from '../kernels/wasm/conv-input'
import { forwardLayout, paramsLayout } from '../kernels/wasm/conv-layout'
import { fcLengths } from '../kernels/wasm/fc'
import { multipleOf4, roomOf } from '../kernels/wasm/sheet'
import { axesOf, pairOf, windowOf } from '../layers/shared/window'
import { costPerImage, piecesOf } from '../network/pieces'
import { type Axis, size } from '../shape'
import type { Plan, PlannedNode } from './plan.types'

export interface ScratchRequest {
  readonly kernels: KernelSetName
  readonly batch: number
  /** Backward, too. */
  readonly train: boolean
}

/** Bytes. */
export function scratchBytes(plan: Plan, request: ScratchRequest): number {
  if (request.kernels === 'reference') return 0
  const convolutions = request.kernels === 'wasm' ? machineBytes(plan, request) : tiledBytes(plan, request)
  return convolutions + localBytes(plan)
}

const largest = (numbers: Iterable<number>): number => Math.max(0, ...numbers)

/** Nobody asks for the gradient of the picture. */
const isFirst = ({ from }: PlannedNode): boolean => from.every((id) => id === 'input')

/** All arrays of the largest call of the compiled loops (float32 and int32). */
function machineBytes(plan: Plan, request: ScratchRequest): number {
  const calls = plan.nodes.flatMap((node) => machineCalls(node, request))
  return largest(calls.map((lengths) => lengths.reduce((sum, length) => sum + roomOf(length), 0)))
}

function machineCalls(node: PlannedNode, request: ScratchRequest): readonly (readonly number[])[] {
  const { layer, inputs, out } = node
  if (layer.type === 'fc') return fcCalls(node, layer.units, request)
  if (layer.type !== 'conv') return []
  const [{ c, h, w }] = inputs
  const [x, y] = [{ shape: [1, c, h, w] }, { shape: [1, out.c, out.h, out.w] }]
  const window = windowOf(layer)
  const forward = forwardLayout(x, y, window).lengths
  if (!request.train) return [forward]
  const backwardParams = paramsLayout(x, y, window).lengths
  return isFirst(node)
    ? [forward, backwardParams]
    : [forward, backwardParams, inputLayout(x, y, window).lengths]
}

function fcCalls(node: PlannedNode, units: number, { batch, train }: ScratchRequest): readonly number[][] {
  const inputs = size(node.inputs[0])
  const atOnce = (pass: 'forward' | 'backward'): number =>
    piecesOf(batch, costPerImage(node, pass, paces.wasm), paces.wasm)[0].to
  const { forward } = fcLengths(units, inputs, atOnce('forward'))
  if (!train) return [forward]
  const { backwardInput, backwardParams } = fcLengths(units, inputs, atOnce('backward'))
  return isFirst(node) ? [forward, backwardParams] : [forward, backwardInput, backwardParams]
}

/**
 * Of the tiled loops, for the largest group of a convolution: one image of it with its border and one set of packed rows (filters, or
 * the gradients of the output), both in doubles, and tables of places (int32).
 */
function tiledBytes(plan: Plan, { train }: ScratchRequest): number {
  const groups = plan.nodes.flatMap((node) => (node.layer.type === 'conv' ? [tiledGroup(node, train)] : []))
  const most = (of: 'source' | 'packed' | 'taps' | 'places'): number =>
    largest(groups.map((group) => group[of]))
  return (most('source') + most('packed')) * 8 + (most('taps') + most('places')) * 4
}

function tiledGroup(node: PlannedNode, train: boolean) {
  const { layer, inputs, out } = node
  if (layer.type !== 'conv') throw new RangeError(`${node.id} is no convolution`)
  const [rows, columns] = axesOf(layer, inputs[0])
  const [channels, filters] = [inputs[0].c / layer.groups, out.c / layer.groups]
  const [taps, places] = [channels * rows.f * columns.f, out.h * out.w]
  const read = channels * readAlong(rows, out.h) * readAlong(columns, out.w)
  const toInput = train && !isFirst(node)
  const gradient = toInput ? filters * askedAlong(rows) * askedAlong(columns) : 0
  const transposed = toInput ? multipleOf4(channels) * filters * rows.f * columns.f : 0
  const forward = multipleOf4(filters) * taps
  return {
    source: Math.max(read, gradient),
    packed: Math.max(forward, transposed, train ? multipleOf4(filters) * places : 0),
    taps: Math.max(taps, places),
    places: Math.max(taps, places) + (toInput ? size(inputs[0]) / inputs[0].c : 0),
  }
}

/** Cells from the first to the last that `out` windows read. */
const readAlong = ({ f, s, dilation }: Axis, out: number): number => (out - 1) * s + (f - 1) * dilation + 1

/** Rows (or columns) of dY that the pixels of the input ask for. */
const askedAlong = ({ n, f, s, before, dilation }: Axis): number =>
  Math.floor((n - 1 + before) / s) - Math.floor((before - (f - 1) * dilation) / s) + 1

/** For the largest window of a locally connected layer what lies under it of four images (float32), and where (int32). */
function localBytes(plan: Plan): number {
  const taps = plan.nodes.map(({ layer, inputs: [input] }) => {
    if (layer.type !== 'local') return 0
    const [fh, fw] = pairOf(layer.size)
    return (fh * fw * input.c) / layer.groups
  })
  return largest(taps) * (4 + 1) * 4
}
