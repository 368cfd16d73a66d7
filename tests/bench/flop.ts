import { type NetworkSpec, plan } from '../../engine/index'

/** Floating-point operations that an image asks for: a multiply and an add are two. */
export const forwardFlop = (spec: NetworkSpec): number =>
  2 * plan(spec).nodes.reduce((sum, { macs }) => sum + macs, 0)

/** Forward, the gradient of the weights, and of the input where there is something before it that learns. */
export function trainingFlop(spec: NetworkSpec): number {
  const { nodes } = plan(spec)
  const passes = (from: readonly string[]): number => (from.includes('input') ? 2 : 3)
  return 2 * nodes.reduce((sum, { macs, from }) => sum + passes(from) * macs, 0)
}
