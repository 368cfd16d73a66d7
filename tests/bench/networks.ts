import { type NetworkSpec, zoo } from '../../engine/index'

/** The three small networks of the table, by their names in the zoo. */
export const smallNetworks = ['convnetjs-cifar10', 'convnetjs-mnist', 'cs231n'] as const

export function specOf(name: string): NetworkSpec {
  const entry = zoo.get(name)
  if (!entry) throw new RangeError(`the zoo has no ${name}`)
  return entry.spec
}
