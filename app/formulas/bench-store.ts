import { createStore } from 'zustand/vanilla'
import type { Fix, Rounding, Text } from '../../engine/index'
import {
  type Bench,
  type ChainRow,
  MOST_ROWS,
  type NumberName,
  newRow,
  type Setting,
  startBench,
  withNumber,
  withSquare,
} from './bench'
import { type Ignored, readBench } from './formulas-link'
import { applyFix, applyRowFix } from './repair'
import { chainNow, kindNow, numberNow, numbersNow, numbersOfFix, shapeNow, theRounding } from './undo-words'

export interface FormulasState {
  readonly bench: Bench
  /** What would be if the chip pointed at were pressed: drawn, not yet taken. */
  readonly preview: Bench | null
  /** States to go back to, the newest last. Changes of one number in a row are one step. */
  readonly past: readonly Past[]
  /** What stands in fields and is no possible number, in the order in which it was typed. */
  readonly refused: readonly Refused[]
  /** Grows with every change that does not come from a field: what is half typed there is dropped. */
  readonly entries: number
  /** The symbol pointed at anywhere on the page: 'W'. */
  readonly lit: string | null
  /** Parts of the link that were not taken; shown until dismissed. */
  readonly ignored: readonly Ignored[]
  readonly linkTooLong: boolean
}

/** A state to go back to, in words: "P = 0"; `of`: the number that was changed after it. */
export interface Past {
  readonly bench: Bench
  readonly back: Text
  readonly of: NumberName | null
}

export interface Refused {
  readonly name: NumberName
  readonly typed: string
}

const MOST_UNDO = 50

export const createFormulas = () =>
  createStore<FormulasState>()(() => ({
    bench: startBench,
    preview: null,
    past: [],
    refused: [],
    entries: 0,
    lit: null,
    ignored: [],
    linkTooLong: false,
  }))

export type FormulasStore = ReturnType<typeof createFormulas>

/** What the page can do to its bench. Every change can be undone. */
export function formulasActions(store: FormulasStore) {
  const set = (bench: Bench): void => store.setState({ bench, preview: null })
  const change = (
    to: (bench: Bench) => Bench,
    back: (bench: Bench) => Text = numbersNow,
    of: NumberName | null = null,
  ): void => {
    const { bench, past } = store.getState()
    const next = to(bench)
    if (next === bench) return
    const goesOn = of !== null && past[past.length - 1]?.of === of
    if (!goesOn) store.setState({ past: [...past, { bench, back: back(bench), of }].slice(-MOST_UNDO) })
    set(next)
  }
  const takeBack = (): void => {
    const { past } = store.getState()
    const last = past[past.length - 1]
    if (last) store.setState({ bench: last.bench, past: past.slice(0, -1), preview: null })
  }
  const dropEntries = (): void => store.setState(({ entries }) => ({ entries: entries + 1, refused: [] }))
  const rows =
    (to: (chain: readonly ChainRow[]) => readonly ChainRow[]) =>
    (bench: Bench): Bench => ({
      ...bench,
      chain: to(bench.chain),
    })
  return {
    setNumber(name: NumberName, value: number) {
      const { bench, past } = store.getState()
      const last = past[past.length - 1]
      if (bench.setting[name] === value) return
      // Back where this number was before it was touched: nothing is left to undo.
      if (last?.of === name && last.bench.setting[name] === value) takeBack()
      else change((now) => withNumber(now, name, value), numberNow(name), name)
    },
    setKind: (kind: Setting['kind']) => change((b) => ({ ...b, setting: { ...b.setting, kind } }), kindNow),
    setSquare: (square: boolean) => change((bench) => withSquare(bench, square), shapeNow),
    setRounding: (rounding: Rounding) =>
      change(
        (bench) => ({ ...bench, rounding }),
        () => theRounding,
      ),
    choose(bench: Bench) {
      dropEntries()
      change(() => bench)
    },
    repair: (fix: Fix, side: 'w' | 'h') =>
      change((bench) => applyFix(bench, fix, side), numbersOfFix(fix, side)),
    /** What is typed in a field and cannot be; null once it can. */
    refuse(name: NumberName, typed: string | null) {
      const { refused } = store.getState()
      const others = refused.filter((one) => one.name !== name)
      if (typed !== null) store.setState({ refused: [...others, { name, typed }], preview: null })
      else if (others.length < refused.length) store.setState({ refused: others })
    },
    preview: (preview: Bench | null) => store.setState({ preview }),
    point: (lit: string | null) => store.setState({ lit }),
    addRow: (type: ChainRow['type']) =>
      change(
        rows((chain) => (chain.length < MOST_ROWS ? [...chain, newRow[type]] : chain)),
        chainNow,
      ),
    setRow: (at: number, row: ChainRow) =>
      change(
        rows((chain) => chain.with(at, row)),
        chainNow,
      ),
    repairRow: (at: number, fix: Fix) =>
      change(
        rows((chain) => chain.with(at, applyRowFix(chain[at], fix))),
        chainNow,
      ),
    moveRow: (at: number, by: -1 | 1) =>
      change(
        rows((chain) => moved(chain, at, at + by)),
        chainNow,
      ),
    removeRow: (at: number) =>
      change(
        rows((chain) => chain.toSpliced(at, 1)),
        chainNow,
      ),
    undo() {
      dropEntries()
      takeBack()
    },
    /** A stranger's link: checked, and taken in one step. */
    open(query: URLSearchParams, tooLong: boolean) {
      const { bench, ignored } = readBench(query)
      store.setState({
        bench,
        ignored,
        linkTooLong: tooLong,
        past: [],
        preview: null,
        lit: null,
      })
      dropEntries()
    },
    dismissIgnored: () => store.setState({ ignored: [], linkTooLong: false }),
  }
}

export type FormulasActions = ReturnType<typeof formulasActions>

function moved(chain: readonly ChainRow[], from: number, to: number): readonly ChainRow[] {
  if (to < 0 || to >= chain.length) return chain
  return chain.with(from, chain[to]).with(to, chain[from])
}
