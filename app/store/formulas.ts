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
} from '../formulas/bench'
import { type Ignored, readBench } from '../formulas/formulas-link'
import { applyFix, applyRowFix } from '../formulas/repair'

export interface FormulasState {
  readonly bench: Bench
  /** What would be if the chip pointed at were pressed: drawn, not yet taken. */
  readonly preview: Bench | null
  /** States to go back to, the newest last, each with the change that left it. */
  readonly past: readonly { readonly bench: Bench; readonly change: Text }[]
  /** The symbol pointed at anywhere on the page: 'W'. */
  readonly lit: string | null
  /** Parts of the link that were not taken; shown until dismissed. */
  readonly ignored: readonly Ignored[]
  readonly linkTooLong: boolean
}

const MOST_UNDO = 50

export const createFormulas = () =>
  createStore<FormulasState>()(() => ({
    bench: startBench,
    preview: null,
    past: [],
    lit: null,
    ignored: [],
    linkTooLong: false,
  }))

export type FormulasStore = ReturnType<typeof createFormulas>

/** What the page can do to its bench. Steps that replace more than the number under one's finger can be undone. */
export function formulasActions(store: FormulasStore) {
  const set = (bench: Bench): void => store.setState({ bench, preview: null })
  const change = (to: (bench: Bench) => Bench): void => set(to(store.getState().bench))
  const remember = (what: Text, to: (bench: Bench) => Bench): void => {
    const { bench, past } = store.getState()
    store.setState({ past: [...past, { bench, change: what }].slice(-MOST_UNDO) })
    set(to(bench))
  }
  const rows =
    (to: (chain: readonly ChainRow[]) => readonly ChainRow[]) =>
    (bench: Bench): Bench => ({
      ...bench,
      chain: to(bench.chain),
    })
  return {
    setNumber: (name: NumberName, value: number) => change((bench) => withNumber(bench, name, value)),
    setKind: (kind: Setting['kind']) => change((b) => ({ ...b, setting: { ...b.setting, kind } })),
    setSquare: (square: boolean) => change((bench) => withSquare(bench, square)),
    setRounding: (rounding: Rounding) => change((bench) => ({ ...bench, rounding })),
    choose: (bench: Bench, what: Text) => remember(what, () => bench),
    repair: (fix: Fix, side: 'w' | 'h', what: Text) => remember(what, (bench) => applyFix(bench, fix, side)),
    preview: (preview: Bench | null) => store.setState({ preview }),
    point: (lit: string | null) => store.setState({ lit }),
    addRow: (type: ChainRow['type']) =>
      change(rows((chain) => (chain.length < MOST_ROWS ? [...chain, newRow[type]] : chain))),
    setRow: (at: number, row: ChainRow) => change(rows((chain) => chain.with(at, row))),
    repairRow: (at: number, fix: Fix, what: Text) =>
      remember(
        what,
        rows((chain) => chain.with(at, applyRowFix(chain[at], fix))),
      ),
    moveRow: (at: number, by: -1 | 1) => change(rows((chain) => moved(chain, at, at + by))),
    removeRow: (at: number, what: Text) =>
      remember(
        what,
        rows((chain) => chain.toSpliced(at, 1)),
      ),
    undo() {
      const { past } = store.getState()
      const last = past[past.length - 1]
      if (last) store.setState({ bench: last.bench, past: past.slice(0, -1), preview: null })
    },
    /** A stranger's link: checked, and taken in one step. */
    open(query: URLSearchParams, tooLong: boolean) {
      const { bench, ignored } = readBench(query)
      store.setState({ bench, ignored, linkTooLong: tooLong, past: [], preview: null, lit: null })
    },
    dismissIgnored: () => store.setState({ ignored: [], linkTooLong: false }),
  }
}

export type FormulasActions = ReturnType<typeof formulasActions>

function moved(chain: readonly ChainRow[], from: number, to: number): readonly ChainRow[] {
  if (to < 0 || to >= chain.length) return chain
  return chain.with(from, chain[to]).with(to, chain[from])
}
