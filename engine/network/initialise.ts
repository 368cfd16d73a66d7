import { DEFAULT_DEVIATION, defaultInitialisation, type Initialisation } from '../plan/initialisation'
import type { Plan } from '../plan/plan.types'
import { scoresNode } from '../plan/scores'
import { forkRandom } from '../random'
import type { ParameterBlock, ParameterEntry } from './parameters'

/**
 * Weights as the initialisation says, everything else at its start value. Each parameter draws from a stream of its own:
 * the order of layers does not matter, and a layer that stays when another is edited is drawn as before.
 */
export function initialise(
  block: ParameterBlock,
  plan: Plan,
  seed: number,
  how: Initialisation = defaultInitialisation,
): void {
  const heads = new Set(plan.outputs.map((output) => scoresNode(plan, output)))
  for (const entry of block.entries) {
    const { data } = block.value(entry.name)
    if (entry.fanIn === 0) {
      data.fill(isBias(entry) ? (how.biases ?? entry.start) : entry.start)
      continue
    }
    if (how.type === 'constant') {
      data.fill(how.value)
      continue
    }
    const random = forkRandom(seed, entry.name)
    const deviation = deviationOf(how, entry) * (heads.has(entry.node) ? (how.scores ?? 1) : 1)
    for (let i = 0; i < data.length; i++) data[i] = deviation * random.normal()
  }
}

const isBias = ({ name, node }: ParameterEntry): boolean => name === `${node}.biases`

function deviationOf(
  { type, deviation = DEFAULT_DEVIATION }: Exclude<Initialisation, { type: 'constant' }>,
  { fanIn, fanOut }: ParameterEntry,
): number {
  switch (type) {
    case 'he':
      return Math.sqrt(2 / fanIn)
    case 'xavier':
      return Math.sqrt(2 / (fanIn + fanOut))
    case 'normal':
      return deviation
    default:
      throw new RangeError(`no initialisation '${type satisfies never}'`)
  }
}
