/** The block of He et al. 2015: it learns what to add to its input, which passes it by on a shortcut. */
import type { LayerSpec } from '../layers/index'
import type { Sketch } from './sketch'

export const relu: LayerSpec = { type: 'relu' }
export const norm: LayerSpec = { type: 'batchnorm', momentum: 0.1, epsilon: 1e-5 }

/** No bias: the normalisation behind it would take it away again. Rounded down as in all libraries: (56 − 1)/2 + 1 = 28.5. */
export const conv = (filters: number, size: number, stride = 1): LayerSpec => ({
  type: 'conv',
  filters,
  size,
  stride,
  pad: (size - 1) / 2,
  bias: false,
  rounding: 'floor',
})

/** The branch of a block: its convolutions, and how many channels come out. */
export interface Branch {
  readonly convs: readonly LayerSpec[]
  readonly channels: number
}

export const basic = (width: number, stride: number): Branch => ({
  convs: [conv(width, 3, stride), conv(width, 3)],
  channels: width,
})

/** The shortcut is the input itself, or where the size changes a 1×1 convolution of it (option B of the paper). */
export function block(
  net: Sketch,
  from: string,
  name: string,
  { convs, channels }: Branch,
  project: number | null,
): string {
  const at = (part: string): string => `${name}-${part}`
  const branch = convs.reduce((below, layer, i) => {
    const normed = net.stack(below, { [at(`conv${i + 1}`)]: layer, [at(`norm${i + 1}`)]: norm })
    return i + 1 < convs.length ? net.put(at(`relu${i + 1}`), normed, relu) : normed
  }, from)
  const shortcut =
    project === null
      ? from
      : net.stack(from, { [at('project')]: conv(channels, 1, project), [at('project-norm')]: norm })
  const sum = net.put(at('add'), [branch, shortcut], { type: 'add' })
  return net.put(at(`relu${convs.length}`), sum, relu)
}
