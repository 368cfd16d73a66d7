/** An activation function at one number and around it: by the layer's own forward and backward pass, not a second formula. */
import { type Layer, layerType, type PlannedNode, runLayer } from '../../engine/index'

export const isActivation = ({ layer }: Pick<PlannedNode, 'layer'>): boolean =>
  layerType(layer).activation !== undefined

export interface Activated {
  readonly value: number
  /** dy/dx there: what the gradient is multiplied with on its way back. */
  readonly slope: number
}

const column = (numbers: readonly number[]) => ({
  shape: [1, numbers.length, 1, 1],
  data: Float64Array.from(numbers),
})

export function activated(layer: Layer, z: number): Activated {
  const { output, dInputs } = runLayer(layer, { inputs: [column([z])], upstream: column([1]) })
  return { value: output.data[0], slope: dInputs?.[0].data[0] ?? 0 }
}

/** y at each x. */
export const activatedAll = (layer: Layer, x: readonly number[]): readonly number[] =>
  Array.from(runLayer(layer, { inputs: [column(x)] }).output.data)

const FAR = 1e6

/** What the function tends to at both ends; null where it goes on rising. */
export function ends(layer: Layer): readonly [number, number] | null {
  const [low, high] = [activated(layer, -FAR), activated(layer, FAR)]
  return low.slope === 0 && high.slope === 0 ? [low.value, high.value] : null
}

/** max(0, 1.441), in one piece. */
export const written = (layer: Layer, z: string): string =>
  (layerType(layer).activation?.(layer, z) ?? z).replaceAll(' ', '\u00a0')
