import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Text } from '../../engine/index'
import { type KeyGroup, useKeys } from './keys'
import { leavePresenter, presenter, reveal, toggleAnswer, togglePresenter } from './presenter-store'

const actions = { toggle: togglePresenter, reveal, toggleAnswer }

/** For any part of a page: is it being presented, may the answer be seen? */
export const usePresenter = () => ({ ...useStore(presenter), ...actions })

const outside: KeyGroup<'present'> = {
  title: { en: 'Presenting', zh: '演示' },
  rows: {
    present: {
      keys: ['Shift+P'],
      shown: ['Shift', 'P'],
      does: { en: 'present: large type for a projector', zh: '演示：适合投影的大字' },
    },
  },
}

/** Binds the key that begins presenter mode for a page that can be presented, and tells the stylesheet. */
export function usePresenterKeys(presentable: boolean): void {
  const { on } = useStore(presenter)
  useKeys(outside, presentable && !on ? { present: togglePresenter } : {})
  useEffect(() => {
    if (!presentable) leavePresenter()
  }, [presentable])
  useEffect(() => {
    document.documentElement.toggleAttribute('data-presenter', on)
    if (!on) return
    leaveButton()
    addEventListener('click', leaveButton)
    return () => removeEventListener('click', leaveButton)
  }, [on])
}

/** Space is for the answer now, not for the button that was clicked last. Whoever goes by Tab stays where he is. */
function leaveButton(event?: MouseEvent): void {
  const byKey = event?.detail === 0
  if (!byKey && document.activeElement instanceof HTMLButtonElement) document.activeElement.blur()
}

/** While a page holds something that Esc lets go of before it leaves; null: nothing. */
export function useHeld(word: Text | null, letGo: () => void): void {
  useEffect(() => {
    if (!word) return
    const held = { word, letGo }
    presenter.setState({ held })
    return () => presenter.setState((now) => (now.held === held ? { held: null } : now))
  }, [word, letGo])
}
