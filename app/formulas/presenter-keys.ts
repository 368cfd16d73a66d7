import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { formatCount } from '../../components/format'
import { type KeyGroup, type KeyRow, useKeys } from '../site/keys'
import { useHeld } from '../site/presenter'
import { reveal } from '../site/presenter-store'
import { type Bench, type NumberName, ranges } from './bench'
import type { FormulasActions, Refused } from './bench-store'
import { refusedVerdict, type Verdict } from './verdict-words'
import { numberWords } from './words'

type Action = 'choose' | 'change' | 'type' | 'erase' | 'costs'

/** Only the letters of this layer: H has none while the input is square, K and D none in pooling. */
const keysOf = (names: readonly NumberName[]): KeyGroup<Action> => ({
  title: { en: 'Numbers', zh: '数' },
  rows: {
    choose: chooseRow(names),
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
    costs: {
      keys: ['m'],
      shown: ['M'],
      does: { en: 'multiply-adds, connections, memory', zh: '乘加次数、连接数、内存' },
    },
  },
})

export const chooseRow = (names: readonly NumberName[]): KeyRow => ({
  keys: names,
  shown: names.map((name) => name.toUpperCase()),
  does: { en: 'choose a number', zh: '选一个数' },
})

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
  /** The line beneath the formula shows what the layer costs. */
  readonly costs: boolean
  /** What is typed and is no possible value: in the place of the chosen number nothing else is shown. */
  readonly refused: readonly Refused[]
  /** Why it is not taken, or why typing was broken off. */
  readonly problem: Verdict | null
  choose(name: NumberName): void
  showCosts(costs: boolean): void
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
  const [costs, setCosts] = useState(false)
  const lastKey = useRef(0)
  const current = names.includes(chosen) ? chosen : names[0]
  const { least, most } = ranges[current]
  const value = bench.setting[current]
  const canBe = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most

  const forget = useCallback(() => {
    setEntry(null)
    setBrokenOff(null)
  }, [])
  const drop = useCallback(() => {
    forget()
    reveal(false) // the number before is a question again
  }, [forget])
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
  /** A slip of the finger ends what could not be a number; one that was taken stays. */
  const breakOff = (key: string) => {
    if (!entry || canBe(entry.text)) return
    setEntry(null)
    setBrokenOff(brokenOffBy(key, current, entry.before))
  }
  const letters = names.join('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are new at each drawing, their letters are not
  const group = useMemo(() => keysOf(names), [letters])
  useKeys(group, {
    choose: ({ key }) => {
      const name = names.find((one) => one === key.toLowerCase())
      if (name) choose(name)
    },
    costs: () => setCosts((now) => !now),
    change: ({ key, shiftKey }) => step((key === 'ArrowUp' ? 1 : -1) * (shiftKey ? 10 : 1)),
    type: ({ key, timeStamp }) => add(key, timeStamp),
    erase: ({ timeStamp }) => {
      lastKey.current = timeStamp
      write((entry?.text ?? String(value)).slice(0, -1), entry?.before ?? value)
    },
  })
  useOtherKeys(letters, (key, time) => (SIGNS.includes(key) ? add(key, time) : breakOff(key)))
  // A number that came from elsewhere (a repair, a link) is no longer the one being typed.
  useEffect(() => {
    setEntry((now) => (now && (Number(now.text) === value || now.before === value) ? now : null))
  }, [value])

  const refused = entry && !canBe(entry.text) ? [{ name: current, typed: entry.text }] : []
  const problem = refused.length > 0 ? refusedVerdict(refused) : brokenOff
  useHeld(problem && dropWord, drop)
  return { chosen: current, costs, refused, problem, choose, showCosts: setCosts }
}

/** Part of a number elsewhere, of none here: kept in the entry, so that what is refused can be read. */
const SIGNS = '-−+.,'
/** Characters that mean something else while presenting, beside the letters of the numbers: see the table of keys. */
const TAKEN = `0123456789bmq? `

const dropWord = { en: 'Drop the entry', zh: '放弃输入' }

/** Characters that no table of keys has: typed by mistake, or part of a number that cannot be. */
function useOtherKeys(letters: string, act: (key: string, time: number) => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, defaultPrevented, timeStamp } = event
      if (defaultPrevented || ctrlKey || metaKey || altKey || key.length !== 1) return
      if (`${TAKEN}${letters}`.includes(key.toLowerCase()) || document.querySelector('dialog[open]')) return
      latest.current(key, timeStamp)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [letters])
}

function brokenOffBy(key: string, name: NumberName, value: number): Verdict {
  const now = `${numberWords('conv')[name].symbol} = ${formatCount(value)}`
  return {
    title: { en: 'Entry cancelled.', zh: '输入已取消。' },
    sentence: { en: `“${key}” is not a digit; ${now} as before.`, zh: `“${key}”不是数字；仍是 ${now}。` },
    warning: true,
  }
}
