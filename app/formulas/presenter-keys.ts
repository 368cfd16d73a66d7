import { useCallback, useEffect, useRef, useState } from 'react'
import { formatCount } from '../../components/format'
import { type KeyGroup, useKeys } from '../site/keys'
import { reveal } from '../site/presenter-store'
import type { FormulasActions } from '../store/formulas'
import { type Bench, type NumberName, ranges } from './bench'
import { invalidVerdict, type Verdict } from './verdict-words'
import { numberWords } from './words'

type Action = 'choose' | 'change' | 'type' | 'erase'

const group: KeyGroup<Action> = {
  title: { en: 'Numbers', zh: '数' },
  rows: {
    choose: {
      keys: ['w', 'h', 'f', 's', 'p', 'k', 'c', 'd'],
      shown: ['W', 'H', 'F', 'S', 'P', 'K', 'C', 'D'],
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
const MOST_TYPED = 6

/** What is being typed, and the number that stands for as long as it cannot be taken. */
interface Entry {
  readonly text: string
  readonly before: number
}

export interface PresenterNumbers {
  readonly chosen: NumberName
  /** What is typed and is no possible value; else null. */
  readonly typed: string | null
  /** Why it is not taken, or why typing was broken off. */
  readonly problem: Verdict | null
  choose(name: NumberName): void
}

/** A letter chooses a number, digits and arrows change it: no field, no mouse, nothing to aim at. Each change is a new question. */
export function usePresenterNumbers(
  bench: Bench,
  actions: FormulasActions,
  names: readonly NumberName[],
): PresenterNumbers {
  const [chosen, setChosen] = useState<NumberName>(names[0])
  const [entry, setEntry] = useState<Entry | null>(null)
  const [brokenOff, setBrokenOff] = useState<Verdict | null>(null)
  const lastKey = useRef(0)
  const current = names.includes(chosen) ? chosen : names[0]
  const { least, most } = ranges[current]
  const value = bench.setting[current]
  const canBe = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most

  const forget = useCallback(() => {
    setEntry(null)
    setBrokenOff(null)
  }, [])
  const choose = (name: NumberName) => {
    setChosen(name)
    forget()
  }
  const write = (text: string, before: number) => {
    setEntry({ text, before })
    setBrokenOff(null)
    actions.setNumber(current, canBe(text) ? Number(text) : before)
    reveal(false)
  }
  const add = (character: string, time: number) => {
    // What cannot be a number is not forgotten after a pause: the 1 of "−1" must not be taken for 1.
    const goesOn = entry && (time - lastKey.current < NEW_NUMBER_AFTER || !canBe(entry.text))
    lastKey.current = time
    write(`${goesOn ? entry.text : ''}${character}`.slice(0, MOST_TYPED), goesOn ? entry.before : value)
  }
  const step = (by: number) => {
    forget()
    actions.setNumber(current, Math.min(most, Math.max(least, value + by)))
    reveal(false)
  }
  const breakOff = (key: string) => {
    if (!entry) return
    actions.setNumber(current, entry.before)
    setEntry(null)
    setBrokenOff(brokenOffBy(key, current, entry.before))
  }
  useKeys(group, {
    choose: ({ key }) => {
      const name = names.find((one) => one === key.toLowerCase())
      if (name) choose(name)
      else breakOff(key)
    },
    change: ({ key, shiftKey }) => step((key === 'ArrowUp' ? 1 : -1) * (shiftKey ? 10 : 1)),
    type: ({ key, timeStamp }) => add(key, timeStamp),
    erase: ({ timeStamp }) => {
      lastKey.current = timeStamp
      write((entry?.text ?? String(value)).slice(0, -1), entry?.before ?? value)
    },
  })
  useOtherKeys((key, time) => (SIGNS.includes(key) ? add(key, time) : breakOff(key)))
  // A number that came from elsewhere (a repair, a link) is no longer the one being typed.
  useEffect(() => {
    setEntry((now) => (now && (Number(now.text) === value || now.before === value) ? now : null))
  }, [value])

  const refused = entry !== null && !canBe(entry.text)
  return {
    chosen: current,
    typed: refused ? entry.text : null,
    problem: refused ? invalidVerdict(current, entry.text) : brokenOff,
    choose,
  }
}

/** Part of a number elsewhere, of none here: kept in the entry, so that what is refused can be read. */
const SIGNS = '-−+.,'
/** Characters that mean something else while presenting: see the table of keys. */
const TAKEN = `0123456789whfspkcdbq? `

/** Characters that no table of keys has: typed by mistake, or part of a number that cannot be. */
function useOtherKeys(act: (key: string, time: number) => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, defaultPrevented, timeStamp } = event
      if (defaultPrevented || ctrlKey || metaKey || altKey || key.length !== 1) return
      if (TAKEN.includes(key.toLowerCase()) || document.querySelector('dialog[open]')) return
      latest.current(key, timeStamp)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

function brokenOffBy(key: string, name: NumberName, value: number): Verdict {
  const now = `${numberWords('conv')[name].symbol} = ${formatCount(value)}`
  return {
    title: { en: 'Entry cancelled.', zh: '输入已取消。' },
    sentence: { en: `“${key}” is not a digit; ${now} as before.`, zh: `“${key}”不是数字；仍是 ${now}。` },
    warning: true,
  }
}
