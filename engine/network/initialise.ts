import { DEFAULT_DEVIATION, defaultInitialisation, type Initialisation } from '../plan/initialisation'
import type { Plan } from '../plan/plan.types'
import { scoresNode } from '../plan/scores'
import { forkRandom } from '../random'
import type { ParameterBlock, ParameterEntry } from './parameters'

/** Drawn in a few milliseconds. */
const PIECE = 100_000

/**
 * Weights as the initialisation says, everything else at its start value. Each parameter draws from a stream of its own:
 * the order of layers does not matter, and a layer that stays when another is edited is drawn as before. In pieces, for
 * drawing sixty million numbers takes seconds: yields which share has its values.
 */
export function* initialise(
  block: ParameterBlock,
  plan: Plan,
  seed: number,
  how: Initialisation = defaultInitialisation,
): Generator<number, void> {
  const heads = new Set(plan.outputs.map((output) => scoresNode(plan, output)))
  let done = 0
  for (const entry of block.entries) {
    const next = valuesOf(entry, seed, how, heads.has(entry.node))
    for (let from = 0; from < entry.length; from += PIECE) {
      const piece = block.value(entry.name).data.subarray(from, from + PIECE)
      for (let i = 0; i < piece.length; i++) piece[i] = next()
      done += piece.length
      if (piece.length === PIECE) yield done / block.values.length
    }
  }
}

/** The values of one parameter, one after the other. */
function valuesOf(entry: ParameterEntry, seed: number, how: Initialisation, isHead: boolean): () => number {
  if (entry.fanIn === 0) {
    const start = isBias(entry) ? (how.biases ?? entry.start) : entry.start
    return () => start
  }
  if (how.type === 'constant') return () => how.value
  const random = forkRandom(seed, entry.name)
  const deviation = deviationOf(how, entry) * (isHead ? (how.scores ?? 1) : 1)
  return () => deviation * random.normal()
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
