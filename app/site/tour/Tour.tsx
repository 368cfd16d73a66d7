import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../../components/controls/Button'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { placeCard } from './place-card'
import styles from './Tour.module.css'
import { type Box, findAnchor, useAnchor } from './use-anchor'

export interface TourStep {
  /** The part of the page with this `data-tour`. A step whose part is not on the page is left out. */
  readonly anchor: string
  readonly title: Text
  readonly body: Text
}

interface Props {
  steps: readonly TourStep[]
  onEnd: () => void
}

/** Frames one part of the page after the other and says what it is. The page stays usable; nothing moves by itself. */
export function Tour({ steps, onEnd }: Props) {
  const [present, setPresent] = useState<readonly TourStep[]>([])
  const [at, setAt] = useState(0)
  const last = present.length - 1
  useEffect(() => {
    const found = steps.filter(({ anchor }) => findAnchor(anchor))
    setPresent(found)
    if (found.length === 0) onEnd()
  }, [steps, onEnd])
  if (present.length === 0) return null

  const go = (to: number) => {
    if (to > last) onEnd()
    else setAt(Math.max(0, to))
  }
  return <Step key={at} step={present[at]} {...{ at, last, go, onEnd }} />
}

const AROUND = 6 // px: the frame stands outside, on no letter
const BORDER = 3

/** The frame around a part, or on its border, kept on the screen. */
function outside({ x, y, width, height, bordered }: Box): CSSProperties {
  const reach = bordered ? 0 : AROUND + BORDER
  const [left, top] = [Math.max(0, x - reach), Math.max(0, y - reach)]
  return {
    left,
    top,
    width: Math.min(innerWidth, x + width + reach) - left,
    height: Math.min(innerHeight, y + height + reach) - top,
  }
}

interface StepProps {
  step: TourStep
  at: number
  last: number
  go: (to: number) => void
  onEnd: () => void
}

function Step({ step, at, last, go, onEnd }: StepProps) {
  const t = useText()
  const id = useId()
  const next = useRef<HTMLButtonElement>(null)
  const box = useAnchor(step.anchor)
  useEffect(() => next.current?.focus({ preventScroll: true }), [])

  const onKeyDown = (event: KeyboardEvent) => {
    const act = { Escape: onEnd, ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1) }[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <>
      {box && <div className={styles.frame} style={outside(box)} />}
      <div
        className={styles.card}
        style={placeCard(box, { width: innerWidth, height: innerHeight })}
        role="dialog"
        aria-labelledby={id}
        aria-describedby={`${id}b`}
        onKeyDown={onKeyDown}
      >
        <p className={styles.count}>
          {at + 1} / {last + 1}
        </p>
        <h2 {...{ id }}>{t(step.title)}</h2>
        <p id={`${id}b`}>{t(step.body)}</p>
        <div className={styles.buttons}>
          <Button kind="quiet" onClick={onEnd}>
            {t(texts.end)}
          </Button>
          {at > 0 && <Button onClick={() => go(at - 1)}>{t(texts.back)}</Button>}
          <Button kind="primary" ref={next} onClick={() => go(at + 1)}>
            {t(at === last ? texts.done : texts.next)}
          </Button>
        </div>
      </div>
    </>
  )
}

const texts = {
  end: { en: 'End the tour', zh: '结束导览' },
  back: { en: 'Back', zh: '上一步' },
  next: { en: 'Next', zh: '下一步' },
  done: { en: 'Done', zh: '完成' },
}
