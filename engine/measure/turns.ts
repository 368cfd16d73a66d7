/** One of several ways to do the same work, in pieces short enough for messages to be heard between them. */
export interface Way<Name extends string> {
  readonly name: Name
  run(): Generator<void, unknown>
}

export interface Timing<Name extends string> {
  readonly way: Name
  /** Of one run: the median over the rounds. */
  readonly milliseconds: number
}

/** The first is for the compiler to warm up, and is not counted. */
const ROUNDS = 8
/** A turn repeats its run this long, for a browser's clock may go in steps of 0.1 ms. */
const TURN_MS = 20

/**
 * The ways take turns, so that whatever else the machine does meets all of them alike. What passes between two pieces (a message, a
 * frame that was drawn) is not counted. `onTurn`: how many turns are done, of how many.
 */
export function* measureInTurns<Name extends string>(
  ways: readonly Way<Name>[],
  now: () => number,
  onTurn: (done: number, total: number) => void,
): Generator<void, Timing<Name>[]> {
  const times = ways.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, way] of ways.entries()) {
      const milliseconds = yield* turn(way, now)
      if (round > 0) times[i].push(milliseconds)
      onTurn(round * ways.length + i + 1, ROUNDS * ways.length)
    }
  }
  return ways.map(({ name }, i) => ({ way: name, milliseconds: median(times[i]) }))
}

function* turn(way: Way<string>, now: () => number): Generator<void, number> {
  let spent = 0
  let runs = 0
  do {
    let start = now() // before `run`: what it does at once belongs to the work
    const pieces = way.run()
    for (;;) {
      const { done } = pieces.next()
      spent += now() - start
      yield
      if (done) break
      start = now()
    }
    runs++
  } while (spent < TURN_MS)
  return spent / runs
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
