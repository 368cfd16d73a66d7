import type { Sized } from '../../tensor'
import type { Window } from '../kernels'
import { roomOf } from './sheet'

/** What `make` gives, made once for each window and pair of shapes: the batch has no part in it. */
export function remembered<T>(make: (x: Sized, y: Sized, window: Window) => T): typeof make {
  const byWindow = new WeakMap<Window, Map<string, T>>()
  return (x, y, window) => {
    const known = byWindow.get(window) ?? new Map<string, T>()
    byWindow.set(window, known)
    const [, c, h, w] = x.shape
    const [, filters, oh, ow] = y.shape
    const key = `${c} ${h} ${w} ${filters} ${oh} ${ow}`
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(x, y, window)
    known.set(key, made)
    return made
  }
}

/** Tables of so many numbers as `Machine.lay` lays them out: written once, so that a call copies them in one go. */
export function tablesOf(
  lengths: readonly number[],
  write: (i32: Int32Array, starts: readonly number[]) => void,
): Int32Array {
  let end = 0
  const starts = lengths.map((length) => {
    const start = end
    end += roomOf(length)
    return start
  })
  const tables = new Int32Array(end / 4)
  write(tables, starts)
  return tables
}
