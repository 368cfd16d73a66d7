import { fillNormal, keysOf } from '../counter-random'
import { DEFAULT_DEVIATION, defaultInitialisation, type Initialisation } from '../plan/initialisation'
import type { Plan } from '../plan/plan.types'
import { scoresNode } from '../plan/scores'
import type { Numbers } from '../tensor'
import type { ParameterBlock, ParameterEntry } from './parameters'

/** Drawn in about a millisecond. */
const PIECE = 65_536

/**
 * Weights as the initialisation says, everything else at its start value. Each parameter draws from a stream of its own:
 * the order of layers does not matter, and a layer that stays when another is edited is drawn as before. In pieces, for
 * drawing a hundred million numbers takes seconds: yields which share has its values. Where it pauses changes nothing.
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
    const fill = fillingOf(entry, seed, how, heads.has(entry.node))
    for (let from = 0; from < entry.length; from += PIECE) {
      const end = Math.min(from + PIECE, entry.length)
      fill(block.value(entry.name).data, from, end)
      done += end - from
      if (end - from === PIECE) yield done / block.values.length
    }
  }
}

type Fill = (values: Numbers, from: number, end: number) => void

/** Gives numbers `from` to `end` of one parameter their values. */
function fillingOf(entry: ParameterEntry, seed: number, how: Initialisation, isHead: boolean): Fill {
  const constant =
    (value: number): Fill =>
    (values, from, end) =>
      values.fill(value, from, end)
  if (entry.fanIn === 0) return constant(isBias(entry) ? (how.biases ?? entry.start) : entry.start)
  if (how.type === 'constant') return constant(how.value)
  const keys = keysOf(seed, entry.name)
  const deviation = deviationOf(how, entry) * (isHead ? (how.scores ?? 1) : 1)
  return (values, from, end) => fillNormal(values, from, end, keys, deviation)
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
