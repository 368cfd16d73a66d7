import type { RefObject } from 'react'
import type { StripHandle } from '../../components/network/strip.types'
import { type KeyGroup, useKeys } from '../site/keys'
import { usePresenter } from '../site/presenter'
import { useLab } from '../store/use-lab'

type Action =
  | 'train'
  | 'trainPresenting'
  | 'step'
  | 'unit'
  | 'letGo'
  | 'nextPicture'
  | 'arrows'
  | 'layers'
  | 'maps'
  | 'pin'

const labKeys: KeyGroup<Action> = {
  title: { en: 'Lab', zh: '实验室' },
  rows: {
    train: { keys: ['Space'], shown: ['Space'], does: { en: 'train, pause', zh: '训练、暂停' } },
    trainPresenting: { keys: ['t'], shown: ['T'], does: { en: 'train, pause', zh: '训练、暂停' } },
    step: { keys: ['.'], shown: ['.'], does: { en: 'one step', zh: '单步' } },
    unit: { keys: ['u'], shown: ['U'], does: { en: 'jump to the chosen unit', zh: '跳到所选神经元' } },
    letGo: { keys: ['Escape'], shown: ['Esc'], does: { en: 'let the unit go', zh: '放开神经元' } },
    nextPicture: { keys: ['n'], shown: ['N'], does: { en: 'next picture', zh: '下一张图' } },
    // The strip itself hears these while one of its maps has the focus; here they stand for the list of all keys.
    arrows: {
      keys: [],
      shown: ['←', '→', '↑', '↓'],
      does: { en: 'move the unit (focus in a map)', zh: '移动神经元（焦点在激活图上）' },
    },
    layers: { keys: [], shown: ['[', ']'], does: { en: 'layer before, after', zh: '上一层、下一层' } },
    maps: { keys: [], shown: ['1', '…', '9', '0'], does: { en: 'map 1 … 10', zh: '第 1 … 10 张激活图' } },
    pin: {
      keys: [],
      shown: ['Enter'],
      does: { en: 'choose the unit; again: hold its numbers', zh: '选定神经元；再按一次固定数值' },
    },
  },
}

const nothing = (): void => {}

/** While presenting, Space shows and hides the prediction, as on every page that is presented; T trains. */
export function useLabKeys(strip: RefObject<StripHandle | null>): void {
  const { on, reveal } = usePresenter()
  const training = useLab(({ phase }) => phase === 'training' || phase === 'waiting')
  const { play, pause, stepOnce, pick, nextPicture } = useLab((s) => s.actions)
  const toggle = training ? pause : play
  useKeys(labKeys, {
    ...(on ? { trainPresenting: toggle } : { train: toggle, letGo: () => pick(null) }),
    step: stepOnce,
    unit: () => strip.current?.focusUnit(),
    nextPicture() {
      if (on) reveal(false) // the room is asked again
      nextPicture(1)
    },
    arrows: nothing,
    layers: nothing,
    maps: nothing,
    pin: nothing,
  })
}
