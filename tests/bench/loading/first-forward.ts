import { createNetwork } from '../../../engine/index'
import { convnetjsCifar10 } from '../../../engine/zoo/convnetjs-cifar10'
import { pictures } from '../task'

/** What a page waits for: the engine is there, and the first picture has gone through. */
export function firstForward(): Float32Array {
  const { spec } = convnetjsCifar10
  const network = createNetwork(spec, { seed: 1, train: false })
  return Float32Array.from(network.forward(pictures(1, network.plan.input), 'test').data)
}
