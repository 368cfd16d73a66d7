import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react'
import { unitAfterKey } from './keys'
import type { StripProps, UnitAddress } from './strip.types'

/** One Tab stop, arrows inside. The focus follows the unit into other maps and cards, by keys and by clicks. */
export function useStripKeys(
  root: RefObject<HTMLElement | null>,
  nodes: readonly string[],
  cursor: UnitAddress,
  { plan, unit, onChoose, onPick, onHold, ref }: StripProps,
) {
  const follows = useRef(false)
  const focus = (): void => root.current?.querySelector<HTMLElement>('[data-cursor]')?.focus()
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves when the cursor does, and only then
  useEffect(() => {
    if (follows.current) focus()
    follows.current = false
  }, [cursor])
  useImperativeHandle(ref, () => ({
    focusUnit() {
      focus()
      if (!unit) onPick(cursor)
    },
  }))

  const go = (to: UnitAddress): void => {
    follows.current = true
    if (to.node !== cursor.node) onChoose(to.node)
    // Walking along the layers chooses no unit where none was chosen.
    if (unit || to.node === cursor.node) onPick(to)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = unitAfterKey(plan, nodes, cursor, event.key)
    if (to) go(to)
    else if (event.key === 'Enter' && isMap(event.target)) unit ? onHold?.() : onPick(cursor)
    else if (event.key === 'Escape' && unit) onPick(null)
    else return
    // Handled here: the page's own keys and scrolling must not act on it again.
    event.preventDefault()
    event.stopPropagation()
  }
  /** Called before the unit changes: the focus goes where it goes. */
  const follow = useCallback(() => {
    follows.current = true
  }, [])
  return { onKeyDown, follow }
}

/** Enter on a card's header chooses the layer. */
const isMap = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.hasAttribute('data-cursor')
