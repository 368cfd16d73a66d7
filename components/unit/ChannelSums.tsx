import { useEffect, useId, useRef } from 'react'
import type { Text } from '../../engine/index'
import { useMoreBelow } from '../controls/use-more-below'
import { formatFixed } from '../format'
import { useLanguage, useText } from '../language'
import styles from './ChannelSums.module.css'
import { SignedBar } from './SignedBar'
import { addsUp, equalsSign } from './shown-sum'
import { channelLabel, words } from './unit-words'

interface Props {
  readonly sums: readonly number[] // one per input channel
  readonly bias: number
  readonly total: number
  readonly chosen: number
  onChoose(channel: number): void
}

const outOf = (reach: number, value: number) => (reach > 0 ? value / reach : 0)

const spoken = (channel: number, sum: number): Text => ({
  en: `channel ${channel + 1} adds ${formatFixed(sum, 3)}`,
  zh: `通道 ${channel + 1} 贡献 ${formatFixed(sum, 3)}`,
})

/** What each channel adds, then the bias, then the total: signed bars on one zero line. Choosing a bar opens its channel. */
export function ChannelSums({ sums, bias, total, chosen, onChoose }: Props) {
  const t = useText()
  const language = useLanguage()
  const name = useId()
  const list = useRef<HTMLDivElement>(null)
  const { more, look } = useMoreBelow(list)
  const reach = Math.max(...sums.map(Math.abs), Math.abs(bias), Math.abs(total))
  const agrees = addsUp([...sums, bias], total, 3)
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-channel="${chosen}"]`)
    if (row && list.current) keepInSight(list.current, row)
  }, [chosen])
  return (
    <div className={styles.sums}>
      {/* A group of radio buttons is one stop of Tab with arrows inside, however many channels there are. */}
      <div
        className={styles.list}
        ref={list}
        role="radiogroup"
        aria-label={t(words.sums)}
        data-more={more || undefined}
        onScroll={look}
      >
        {sums.map((sum, channel) => (
          <label key={spoken(channel, 0).en} className={styles.row} data-channel={channel}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={channel === chosen}
              aria-label={spoken(channel, sum)[language]}
              onChange={() => onChoose(channel)}
            />
            <span className={styles.name}>
              {channel === chosen && <span className={styles.pointer}>▸</span>}
              {t(channelLabel(channel))}
            </span>
            <SignedBar share={outOf(reach, sum)} value={sum} reach={reach} />
            <span className={styles.value}>{formatFixed(sum, 3)}</span>
          </label>
        ))}
      </div>
      <div className={styles.row} data-bias>
        <span className={styles.name}>{t(words.bias)}</span>
        <SignedBar share={outOf(reach, bias)} value={bias} reach={reach} />
        <span className={styles.value}>{formatFixed(bias, 3)}</span>
      </div>
      <div className={styles.row} data-total>
        <span className={styles.name}>Σ {equalsSign(agrees)} z</span>
        <SignedBar share={outOf(reach, total)} value={total} reach={reach} />
        <span className={styles.value}>{formatFixed(total, 3)}</span>
      </div>
    </div>
  )
}

/** Scrolls the list and nothing around it. */
function keepInSight(list: HTMLElement, row: HTMLElement): void {
  const { offsetTop: top, offsetHeight: height } = row
  if (top < list.scrollTop) list.scrollTop = top
  else if (top + height > list.scrollTop + list.clientHeight)
    list.scrollTop = top + height - list.clientHeight
}
