/** An activation function at one number and around it: by the layer's own rule, not a second formula. */
import { type Layer, layerType, type PlannedNode } from '../../engine/index'

export const isActivation = ({ layer }: Pick<PlannedNode, 'layer'>): boolean =>
  layerType(layer).activation !== undefined

export interface Activated {
  readonly value: number
  /** dy/dx there: what the gradient is multiplied with on its way back. */
  readonly slope: number
}

export function activated(layer: Layer, z: number): Activated {
  const { activation } = layerType(layer)
  if (!activation) throw new TypeError(`${layer.type} is no activation function`)
  const value = activation.value(layer, z)
  return { value, slope: activation.slope(layer, z, value) }
}

/** y at each x. */
export const activatedAll = (layer: Layer, x: readonly number[]): readonly number[] =>
  x.map((z) => activated(layer, z).value)

const FAR = 1e6

/** What the function tends to at both ends; null where it goes on rising. */
export function ends(layer: Layer): readonly [number, number] | null {
  const [low, high] = [activated(layer, -FAR), activated(layer, FAR)]
  return low.slope === 0 && high.slope === 0 ? [low.value, high.value] : null
}

/** max(0, 1.441), in one piece. */
export const written = (layer: Layer, z: string): string =>
  (layerType(layer).activation?.written(layer, z) ?? z).replaceAll(' ', '\u00a0')
