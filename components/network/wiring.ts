/** Which cards are joined by a wire above them: those that read another card than the one to their left. */
import type { Plan } from '../../engine/index'

/** One source and all that read it from afar, or one reader and all that it reads from afar. */
export interface Wire {
  readonly from: readonly number[] // indices of cards; OUTSIDE: the picture, where it has no card
  readonly to: readonly number[]
  readonly lane: number // 0: nearest to the cards
}

export const OUTSIDE = -1

/** What a card sends leaves it at the right, what it gets arrives in its middle; in widths of a card. */
export const OUT = 0.84
export const IN = 0.5

/** A net of very many shortcuts puts the rest over these: the maps need the room. */
const MOST_LANES = 6

interface Read {
  readonly from: number
  readonly to: number
}

export function wiresOf(plan: Plan, nodes: readonly string[]): readonly Wire[] {
  const shortFirst = bundled(farReads(plan, nodes)).sort((a, b) => extent(a) - extent(b))
  const ends: number[][][] = [] // of each lane, what is taken
  return shortFirst.map((bundle) => {
    const [start, end] = span(bundle)
    const isFree = (taken: number[][]): boolean => taken.every(([from, to]) => end < from || to < start)
    const found = ends.findIndex(isFree)
    const lane = found < 0 ? ends.length : found
    ends[lane] = [...(ends[lane] ?? []), [start, end]]
    return { ...bundle, lane: lane % MOST_LANES }
  })
}

/** A source that is not among the cards (the scores stand in a column of their own) has no wire. */
function farReads(plan: Plan, nodes: readonly string[]): readonly Read[] {
  const places = new Map([['input', OUTSIDE], ...nodes.map((id, i) => [id, i] as const)])
  return nodes.flatMap((id, to) => {
    const sources = id === 'input' ? [] : [...new Set(plan.node(id).from)]
    return sources.flatMap((source) => {
      const from = places.get(source)
      return from === undefined || from === to - 1 ? [] : [{ from, to }]
    })
  })
}

type Bundle = Omit<Wire, 'lane'>

/** Readers of one source share its wire; what is left is joined where it arrives. */
function bundled(reads: readonly Read[]): Bundle[] {
  const fans = groups(reads, 'from').filter((fan) => fan.length > 1)
  const fanned = new Set(fans.flat())
  const rest = reads.filter((read) => !fanned.has(read))
  return [...fans, ...groups(rest, 'to')].map((bundle) => ({
    from: [...new Set(bundle.map(({ from }) => from))],
    to: [...new Set(bundle.map(({ to }) => to))],
  }))
}

const groups = (reads: readonly Read[], end: keyof Read): readonly (readonly Read[])[] =>
  [...new Set(reads.map((read) => read[end]))].map((at) => reads.filter((read) => read[end] === at))

const span = ({ from, to }: Bundle): readonly [number, number] => [
  Math.min(...from) + OUT,
  Math.max(...to) + IN,
]

const extent = (bundle: Bundle): number => span(bundle)[1] - span(bundle)[0]

/** Whether the card before is read at all: where it is not, a branch begins. */
export const followsOn = (plan: Plan, nodes: readonly string[], i: number): boolean =>
  i === 0 || nodes[i] === 'input' || plan.node(nodes[i]).from.includes(nodes[i - 1])
