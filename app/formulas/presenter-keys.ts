import { useCallback, useEffect, useRef, useState } from 'react'
import type { Text } from '../../engine/index'
import { type KeyGroup, useKeys } from '../site/keys'
import type { FormulasActions } from '../store/formulas'
import { type Bench, type NumberName, ranges } from './bench'

type Action = 'choose' | 'change' | 'type' | 'erase'

const group: KeyGroup<Action> = {
  title: { en: 'Numbers', zh: '数' },
  rows: {
    choose: {
      keys: ['w', 'f', 's', 'p', 'k'],
      shown: ['W', 'F', 'S', 'P', 'K'],
      does: { en: 'choose a number', zh: '选一个数' },
    },
    change: {
      keys: ['ArrowUp', 'ArrowDown', 'Shift+ArrowUp', 'Shift+ArrowDown'],
      shown: ['↑', '↓'],
      does: { en: 'change it; with Shift by ten', zh: '改它；按住 Shift 每次改十' },
    },
    type: {
      keys: Array.from('0123456789'),
      shown: ['0 … 9'],
      does: { en: 'type it', zh: '输入它' },
    },
    erase: { keys: ['Backspace'], shown: ['⌫'], does: { en: 'erase a digit', zh: '删一位' } },
  },
}

/** Digits that come sooner after each other than this belong to one number. */
const NEW_NUMBER_AFTER = 1500
const MOST_DIGITS = 5

export interface PresenterNumbers {
  readonly chosen: NumberName
  /** Digits under way that are no possible value yet, such as 0 for a stride; else null. */
  readonly typed: string | null
  readonly problem: Text | null
  choose(name: NumberName): void
}

/** A letter chooses a number, digits and arrows change it: no field, no mouse, nothing to aim at. */
export function usePresenterNumbers(
  bench: Bench,
  actions: FormulasActions,
  names: readonly NumberName[],
): PresenterNumbers {
  const [chosen, setChosen] = useState<NumberName>(names[0])
  const [typed, setTyped] = useState('')
  const lastKey = useRef(0)
  const current = names.includes(chosen) ? chosen : names[0]
  const { least, most } = ranges[current]

  const choose = useCallback((name: NumberName) => {
    setChosen(name)
    setTyped('')
  }, [])
  const write = (digits: string) => {
    setTyped(digits)
    const value = Number(digits)
    if (digits !== '' && value >= least && value <= most) actions.setNumber(current, value)
  }
  const step = (by: number) => {
    setTyped('')
    actions.setNumber(current, Math.min(most, Math.max(least, bench.setting[current] + by)))
  }
  useKeys(group, {
    choose: ({ key }) => {
      const name = names.find((one) => one === key.toLowerCase())
      if (name) choose(name)
    },
    change: ({ key, shiftKey }) => step((key === 'ArrowUp' ? 1 : -1) * (shiftKey ? 10 : 1)),
    type: ({ key, timeStamp }) => {
      const more = timeStamp - lastKey.current < NEW_NUMBER_AFTER && typed.length < MOST_DIGITS
      lastKey.current = timeStamp
      write(more ? typed + key : key)
    },
    erase: ({ timeStamp }) => {
      lastKey.current = timeStamp
      write((typed || String(bench.setting[current])).slice(0, -1))
    },
  })
  // The number that came from elsewhere (a repair, a link) is no longer the one being typed.
  const value = bench.setting[current]
  useEffect(
    () => setTyped((digits) => (Number(digits) === value ? digits : refusedOnly(digits, least, most))),
    [value, least, most],
  )

  const refused = typed !== '' && Number(typed) !== value
  return {
    chosen: current,
    typed: refused ? typed : null,
    problem: refused ? { en: `from ${least} to ${most}`, zh: `${least} 到 ${most}` } : null,
    choose,
  }
}

const refusedOnly = (digits: string, least: number, most: number): string =>
  digits !== '' && (Number(digits) < least || Number(digits) > most) ? digits : ''
