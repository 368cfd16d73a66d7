/** Which bytes of a memory are taken: first fit, for arrays that are few and large. */
export interface Places {
  /** The first byte of so many that nobody has. */
  take(bytes: number): number
  free(start: number): void
}

interface Taken {
  readonly start: number
  readonly end: number
}

/** A line of a cache: what begins at one is read in whole lines. */
const LINE = 64

const aligned = (byte: number): number => Math.ceil(byte / LINE) * LINE

/** `ensure(end)`: makes the memory so long. */
export function createPlaces(first: number, ensure: (end: number) => void): Places {
  let taken: readonly Taken[] = []

  return {
    take(bytes) {
      const room = Math.max(bytes, 1) // each begins at another byte, by which it is freed
      const gap = taken.findIndex(({ start }, i) => start - beginOf(i) >= room)
      const at = gap < 0 ? taken.length : gap
      const start = beginOf(at)
      const end = start + room
      ensure(end)
      taken = taken.toSpliced(at, 0, { start, end })
      return start
    },
    free(start) {
      taken = taken.filter((place) => place.start !== start)
    },
  }

  /** Where a place begins that comes before number `i` of those that are taken. */
  function beginOf(i: number): number {
    return aligned(i > 0 ? taken[i - 1].end : first)
  }
}
