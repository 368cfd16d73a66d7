import { useEffect } from 'react'
import { type HashAddress, onHashChange, readHash, writeQuery } from '../url'
import type { FormulasActions, FormulasStore } from './bench-store'
import { writeBench } from './formulas-link'

/** The bench follows the address, and the address the bench. */
export function useBenchLink(store: FormulasStore, actions: FormulasActions): void {
  useEffect(() => {
    const open = ({ path, query, tooLong }: HashAddress) => {
      if (path === '/formulas') actions.open(query, tooLong)
    }
    const unlisten = onHashChange(open)
    const unsubscribe = store.subscribe(({ bench }, before) => {
      if (bench !== before.bench) writeQuery(writeBench(bench))
    })
    open(readHash()) // heard above: what was not taken does not stay in the address
    return () => {
      unlisten()
      unsubscribe()
    }
  }, [store, actions])
}
