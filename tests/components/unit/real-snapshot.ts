import { readFrame, type Snapshot } from '../../../components/draw/snapshot'
import type { NetworkSpec } from '../../../engine/index'
import { createNetwork } from '../../../engine/network/network'
import { snapshot } from '../../../engine/probe/snapshot'
import type { FramePart } from '../../../engine/protocol'

const parts: readonly FramePart[] = ['pixels', 'activations', 'gradients', 'parameters', 'parameterGradients']

/** A frame as the worker would send it: this spec with weights of this seed, on a picture of slanted stripes. */
export function realSnapshot(spec: NetworkSpec, { seed = 3, label = 2, step = 412 } = {}): Snapshot {
  const network = createNetwork(spec, { seed })
  const { c, h, w } = network.plan.input
  const shape = [1, c, h, w]
  const pixels = Float32Array.from({ length: c * h * w }, (_, i) => {
    const [x, y, channel] = [i % w, Math.floor(i / w) % h, Math.floor(i / (w * h))]
    return Math.round(127 + 90 * Math.sin((x + (channel + 1) * y) / 4))
  })
  const x = pixels.map((value) => value / 255 - 0.5)
  const looked = { pixels: { shape, data: pixels }, x: { shape, data: x }, label }
  const steps = snapshot(
    network,
    looked,
    { parts, nodes: null, loss: 'crossEntropy' },
    (bytes) => new ArrayBuffer(bytes),
  )
  let turn = steps.next()
  while (!turn.done) turn = steps.next()
  const picture = { kind: 'set', split: 'test', index: 559 } as const
  const { buffer, entries, loss } = turn.value
  const frame = { type: 'frame', session: 1, run: 1, step, buffer, entries } as const
  return readFrame({ ...frame, picture: { picture, set: 'cifar10', label, loss } }, network.plan)
}
