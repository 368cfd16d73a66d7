import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react'
import type { Text } from '../../engine/index'
import { useText } from '../language'
import { formatNumber } from './format-number'
import { Glyph } from './Glyph'
import styles from './NumberControl.module.css'
import { type NumberRange, readNumber } from './parse-number'

interface Props extends NumberRange {
  id: string
  name: string
  value: number
  onCommit: (value: number) => void
  /** Arrow keys: −1, +1, with Shift −10, +10. */
  onStep: (by: number) => void
  /** Numbers are taken while they are typed. */
  live?: boolean
  /** What stands in the field while it is no number that can be taken; null again when it is. */
  onInvalid?: (typed: string | null) => void
  ref?: Ref<HTMLInputElement>
}

const TOLD_MS = 8000

/**
 * The number as text. What was typed stays until it is a number: it is committed by Enter or on leaving, Esc undoes it.
 * Whoever leaves what is no number sees again the number in force, and beneath it the sentence on what was typed; a live
 * field keeps the text, for its page answers to it.
 */
export function NumberField(props: Props) {
  const { id, name, value, min, max, decimals, onCommit, onStep, live, onInvalid, ref } = props
  const t = useText()
  const problemId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<Text | null>(null)
  const forget = () => {
    setTyped(null)
    setProblem(null)
  }
  /** The number when the entry began, and the one that this field gave last. */
  const entry = useRef({ before: value, given: value })
  const give = (next: number) => {
    entry.current.given = next
    if (next !== value) onCommit(next)
  }
  // A value that comes from elsewhere (a slider, a link) replaces what stands half typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: value is the trigger
  useEffect(() => {
    if (value !== entry.current.given) entry.current = { before: value, given: value }
    else if (typed !== null && !readNumber(typed, { min, max, decimals }).ok) return
    forget()
  }, [value])

  const commit = () => {
    if (typed === null) return
    const read = readNumber(typed, { min, max, decimals })
    if (!read.ok) return setProblem(read.problem)
    forget()
    give(read.value)
    entry.current.before = read.value
  }

  // Once the field is left the sentence has told enough: it hangs over what is beneath.
  const told = problem !== null && typed === null
  useEffect(() => {
    if (!told) return
    const timer = setTimeout(() => setProblem(null), TOLD_MS)
    return () => clearTimeout(timer)
  }, [told])

  const leave = () => {
    commit()
    if (!live) setTyped(null)
  }

  /** While it is typed. Of 99999 that cannot be, the 999 on the way was not meant: the number is again what it was before. */
  const take = (text: string) => {
    const read = readNumber(text, { min, max, decimals })
    if (live) give(read.ok ? read.value : entry.current.before)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return // Enter that ends a Chinese composition is no commit
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      forget()
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction === 0) return
    event.preventDefault()
    forget()
    onStep(direction * (event.shiftKey ? 10 : 1))
  }

  const invalid = typed !== null && !readNumber(typed, { min, max, decimals }).ok ? typed : null
  useEffect(() => {
    if (invalid === null) return
    onInvalid?.(invalid)
    return () => onInvalid?.(null)
  }, [invalid, onInvalid])

  const text = typed ?? formatNumber(value, decimals)
  return (
    <>
      <input
        {...{ id, ref }}
        className={styles.field}
        type="text"
        role="spinbutton"
        inputMode={decimals > 0 || min < 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        size={Math.max(3, text.length)}
        aria-label={name}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-invalid={problem !== null && typed !== null}
        aria-describedby={problem ? problemId : undefined}
        value={text}
        onFocus={(event) => {
          event.target.select()
          if (typed !== null) return
          entry.current.before = value
          setProblem(null)
        }}
        onChange={(event) => {
          setTyped(event.target.value)
          setProblem(null)
          // Text that is still being composed must not be replaced under the reader's fingers.
          const { nativeEvent } = event
          if (!(nativeEvent instanceof InputEvent && nativeEvent.isComposing)) take(event.target.value)
        }}
        onCompositionEnd={(event) => take(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      <span id={problemId} className={styles.problem} role="status">
        {problem && (
          <>
            <Glyph role="warning" /> {t(problem)}
          </>
        )}
      </span>
    </>
  )
}
