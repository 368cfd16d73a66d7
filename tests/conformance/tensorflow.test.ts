import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../engine/network/network'
import { createRandom } from '../../engine/random'
import { createTrainer } from '../../engine/train/trainer'
import { randomBatch, randomGraph } from '../engine/network/graphs'
import { cases } from '../sample'
import { expectClose } from './close'
import { oracleStep } from './tensorflow'

describe.each(['reference', 'typescript', 'wasm'] as const)(
  'a random network on the %s kernels',
  (kernels) => {
    it('gives the activations, gradients and momentum steps of TensorFlow.js', { timeout: 300_000 }, () => {
      for (let seed = 0; seed < cases(20, 300); seed++) {
        const random = createRandom(seed)
        const spec = randomGraph(random)
        const images = 1 + random.below(4)
        const network = createNetwork(spec, { seed, kernels, batch: images })
        expect(network.kernels).toBe(kernels)
        for (const { data } of network.parameters().values()) {
          for (let i = 0; i < data.length; i++) data[i] += 0.2 * random.normal()
        }
        const batch = randomBatch(spec, images, random, 'float32')
        const update = { type: 'momentum', rate: 0.05, momentum: 0.9 } as const
        const oracle = oracleStep(spec, network.parameters(), batch, update)
        const trainer = createTrainer(network, { loss: 'crossEntropy', update, batch: images, seed })
        const at = `seed ${seed}`
        expectClose([trainer.step(batch).loss], [oracle.loss], `${at}, loss`)
        for (const [id, values] of oracle.activations) {
          expectClose(network.activation(id).data, values, `${at}, output of ${id}`)
        }
        for (const [name, values] of oracle.gradients) {
          expectClose(network.block.gradient(name).data, values, `${at}, gradient of ${name}`)
        }
        trainer.step(batch)
        for (const [name, values] of oracle.after) {
          expectClose(network.block.value(name).data, values, `${at}, ${name} after two steps`)
        }
      }
    })
  },
)
