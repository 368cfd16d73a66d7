import { useEffect, useRef } from 'react'
import { createKeybindingsHandler } from 'tinykeys'
import { createStore } from 'zustand/vanilla'
import type { Text } from '../../engine/index'
import { settings } from '../store/settings'

/** One action and the keys for it, in the syntax of tinykeys: 'Space', 'Shift+P', 'ArrowLeft'. */
export interface KeyRow {
  readonly keys: readonly string[]
  /** As printed on the keyboard: ['Space'], ['←', '→']. */
  readonly shown: readonly string[]
  readonly does: Text
}

/** The keys of one part of the site. The page binds it, and the list of all keys prints the same table. */
export interface KeyGroup<Action extends string = string> {
  readonly title: Text
  readonly rows: Readonly<Record<Action, KeyRow>>
}

/** The groups bound at the moment, in the order in which they were bound: the site's first, then the page's. */
export const boundKeys = createStore<{ readonly groups: readonly KeyGroup[] }>()(() => ({ groups: [] }))

/** Binds the group while the component is on the page; an action without a handler has no key and is not listed. */
export function useKeys<Action extends string>(
  group: KeyGroup<Action>,
  actions: Readonly<Partial<Record<Action, (event: KeyboardEvent) => void>>>,
): void {
  const latest = useRef(actions)
  latest.current = actions
  const bound = Object.keys(group.rows) // in the order of the table
    .filter((name) => name in actions)
    .join(' ')
  useEffect(() => {
    if (!bound) return
    const names = bound.split(' ') as Action[]
    const listed = { title: group.title, rows: Object.fromEntries(names.map((n) => [n, group.rows[n]])) }
    const listen = keyListener(names.map((name) => [group.rows[name], (e) => latest.current[name]?.(e)]))
    boundKeys.setState(({ groups }) => ({ groups: [...groups, listed] }))
    addEventListener('keydown', listen)
    return () => {
      boundKeys.setState(({ groups }) => ({ groups: groups.filter((g) => g !== listed) }))
      removeEventListener('keydown', listen)
    }
  }, [group, bound])
}

type Bound = readonly [KeyRow, (event: KeyboardEvent) => void]

function keyListener(bound: readonly Bound[]): (event: KeyboardEvent) => void {
  const map: Record<string, (event: KeyboardEvent) => void> = {}
  for (const [row, action] of bound) {
    for (const key of row.keys) {
      map[key] = (event) => {
        if (!mayAct(event)) return
        event.preventDefault()
        action(event)
      }
    }
  }
  return createKeybindingsHandler(map)
}

/** A key means what it means to the control that has the focus; only what is left over is ours. */
function mayAct(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false
  if (document.querySelector('dialog[open]')) return false
  if (isLetter(event.key) && !settings.getState().letterKeys) return false
  const target = event.target instanceof Element ? event.target : document.body
  if (
    target.closest(
      'textarea, select, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])',
    )
  )
    return event.key.startsWith('Page')
  if (event.key === ' ') return !target.closest('button, a, input, summary')
  if (event.key === 'Enter') return !target.closest('button, a, input, summary, [role=grid]')
  if (event.key.startsWith('Arrow')) return !target.closest('input, [role=grid], [role=tablist]')
  return true
}

const isLetter = (key: string): boolean => key.length === 1 && key !== ' '
