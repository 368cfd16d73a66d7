import { useStore } from 'zustand'
import { type KeyGroup, useKeys } from './keys'
import {
  blankScreen,
  leavePresenter,
  letGoOrLeave,
  presenter,
  reveal,
  showCode,
  toggleAnswer,
} from './presenter-store'

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

const insideActions = {
  answer: toggleAnswer,
  forward: () => reveal(true),
  back: () => reveal(false),
  blank: () => blankScreen(true),
  code: () => showCode(true),
  escape: letGoOrLeave,
  leave: leavePresenter,
}

/** The keys while presenting: come with what is presented, so that a page that is not does not carry them. */
export function usePresentingKeys(): void {
  const { on, blank, code } = useStore(presenter)
  const quiet = blank || code // then any key returns, Esc closes
  useKeys(inside, on && !quiet ? insideActions : {})
}
