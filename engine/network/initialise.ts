import type { Plan } from '../plan/plan.types'
import { scoresNode } from '../plan/scores'
import { forkRandom } from '../random'
import type { ParameterBlock } from './parameters'

/** The scores start small, so that the first loss lies at ln(classes) and no class is believed in yet. */
const SCORES_GAIN = 0.1

/**
 * Weights normal with variance 2/fanIn (He et al. 2015: what a ReLU halves is made up for), everything else at its start value.
 * Each parameter draws from a stream of its own: the order of layers does not matter, and a layer that stays when
 * another is edited is drawn as before.
 */
export function initialise(block: ParameterBlock, plan: Plan, seed: number): void {
  const heads = new Set(plan.outputs.map((output) => scoresNode(plan, output)))
  for (const entry of block.entries) {
    const { data } = block.value(entry.name)
    if (entry.fanIn === 0) {
      data.fill(entry.start)
      continue
    }
    const random = forkRandom(seed, entry.name)
    const spread = Math.sqrt(2 / entry.fanIn) * (heads.has(entry.node) ? SCORES_GAIN : 1)
    for (let i = 0; i < data.length; i++) data[i] = spread * random.normal()
  }
}
