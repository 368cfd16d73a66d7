import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Text } from '../../engine/index'
import { type KeyGroup, useKeys } from './keys'
import {
  blankScreen,
  leavePresenter,
  letGoOrLeave,
  presenter,
  reveal,
  showCode,
  toggleAnswer,
  togglePresenter,
} from './presenter-store'

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

const inside: KeyGroup<'answer' | 'blank' | 'code' | 'forward' | 'back' | 'escape' | 'leave'> = {
  title: { en: 'Presenting', zh: '演示' },
  rows: {
    answer: {
      keys: ['Space'],
      shown: ['Space'],
      does: { en: 'show, hide the answer', zh: '显示、隐藏答案' },
    },
    forward: {
      keys: ['PageDown'],
      shown: ['PageDown'],
      does: { en: 'show the answer (clicker)', zh: '显示答案（翻页笔）' },
    },
    back: {
      keys: ['PageUp'],
      shown: ['PageUp'],
      does: { en: 'hide it again (clicker)', zh: '再次隐藏（翻页笔）' },
    },
    blank: {
      keys: ['b'],
      shown: ['B'],
      does: { en: 'blank the screen; any key returns', zh: '黑屏；按任意键返回' },
    },
    code: { keys: ['q'], shown: ['Q'], does: { en: 'QR code of this page', zh: '本页的二维码' } },
    escape: {
      keys: ['Escape'],
      shown: ['Esc'],
      does: { en: 'let go of an entry or a unit; then leave', zh: '先放开输入或神经元，再退出演示' },
    },
    leave: {
      keys: ['Shift+P'],
      shown: ['Shift', 'P'],
      does: { en: 'leave presenter mode', zh: '退出演示' },
    },
  },
}

/** Binds the keys of presenter mode for a page that can be presented, and tells the stylesheet. */
export function usePresenterKeys(presentable: boolean): void {
  const { on, blank, code } = useStore(presenter)
  const quiet = blank || code // then any key returns, Esc closes
  useKeys(outside, presentable && !on ? { present: togglePresenter } : {})
  useKeys(inside, on && !quiet ? insideActions : {})
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

const insideActions = {
  answer: toggleAnswer,
  forward: () => reveal(true),
  back: () => reveal(false),
  blank: () => blankScreen(true),
  code: () => showCode(true),
  escape: letGoOrLeave,
  leave: leavePresenter,
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
