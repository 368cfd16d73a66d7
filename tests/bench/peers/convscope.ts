import { createNetwork, createTrainer, type KernelSetName } from '../../../engine/index'
import { type ForwardPeer, type Task, type TrainingPeer, update } from './peer'

const SEED = 1

export function trainConvscope({ spec, params, examples }: Task, kernels: KernelSetName): TrainingPeer {
  const batch = examples.labels.length
  const network = createNetwork(spec, { seed: SEED, kernels, batch })
  network.load(params)
  const trainer = createTrainer(network, { loss: 'crossEntropy', update, batch, seed: SEED })
  return {
    name: nameOf(kernels),
    step: () => trainer.step(examples).loss,
    parameters: () => network.parameters(),
  }
}

export function forwardConvscope({ spec, params, examples }: Task, kernels: KernelSetName): ForwardPeer {
  const batch = examples.x.shape[0]
  const network = createNetwork(spec, { seed: SEED, kernels, batch, train: false })
  network.load(params)
  return { name: nameOf(kernels), forward: () => network.forward(examples.x, 'test').data }
}

const nameOf = (kernels: KernelSetName): string => (kernels === 'wasm' ? 'Convscope' : `Convscope ${kernels}`)
