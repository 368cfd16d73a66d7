import type { ReactNode } from 'react'
import type { Trace, WindowTerm } from '../../engine/index'
import type { Snapshot } from '../draw/snapshot'
import { formatFixed } from '../format'
import { useText } from '../language'
import { ActivationPlot } from './ActivationPlot'
import { ActivationLine } from './ActivationStory'
import { ChannelProducts } from './ChannelProducts'
import { paddingMask } from './padding-mask'
import { pixelAt, pixelWords } from './pixel-words'
import { addsUp, equalsSign } from './shown-sum'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'
import { channelAdds, filterNumber, patchOf, rowOfW } from './unit-words'

export type WeightedTrace = Extract<Trace, { kind: 'window' | 'all' }>

interface Props {
  readonly story: UnitStory
  readonly told: WeightedTrace
  readonly channel: number
  readonly note?: ReactNode
  readonly snapshot: Snapshot
  readonly sourceTitle: { en: string; zh: string }
  readonly sourceShape: { h: number; w: number }
  readonly reach: { readonly patch: number; readonly filter: number }
}

const largest = (terms: readonly WindowTerm[]): number =>
  terms.reduce((most, { products }) => products.reduce((m, p) => Math.max(m, Math.abs(p)), most), 0)

/** One channel's window × filter = products, then all channels and the bias, then the activation function. */
export function WeightedSum({
  story,
  told,
  channel,
  note,
  snapshot,
  sourceTitle,
  sourceShape,
  reach,
}: Props) {
  const t = useText()
  const term = told.channels[channel]
  const adds = channelAdds(channel, told.channels.length)
  const c = story.address.c
  const pixel = (cell: number) => {
    const value = pixelAt(snapshot, told, term, cell)
    return value === null ? null : pixelWords(value, snapshot.plan.spec.input, term.channel, term.x[cell])
  }
  return (
    <div className={styles.weighted}>
      <ChannelProducts
        term={term}
        note={note}
        pixel={story.node.from[0] === 'input' ? pixel : undefined}
        size={told.size}
        padding={told.kind === 'window' ? paddingMask(told, sourceShape) : undefined}
        captions={{
          patch: t(patchOf(sourceTitle)),
          filter: t(told.kind === 'window' ? filterNumber(c) : rowOfW(c)),
        }}
        reach={{ ...reach, product: largest(told.channels) }}
      />
      <p className={styles.adds}>
        {t(adds.before)} <b>{formatFixed(term.sum, 3)}</b>
        {t(adds.after)}
      </p>
      <div className={styles.conclusion}>
        <div>
          <TotalLine told={told} painted={story.painted} final={!story.activation} />
          {story.activation && <ActivationLine layer={story.activation.layer} z={story.painted} />}
        </div>
        {story.activation && <ActivationPlot layer={story.activation.layer} z={story.painted} />}
      </div>
    </div>
  )
}

/** Σ + b = 1.714 − 0.273 = 1.441 */
export function TotalLine({
  told,
  painted,
  final,
}: {
  told: WeightedTrace
  painted: number
  final: boolean
}) {
  const sum = told.channels.reduce((total, term) => total + term.sum, 0)
  const shown = formatFixed(told.bias, 3)
  const sign = shown.startsWith('−') ? '−' : '+'
  const agrees = addsUp([sum, told.bias], painted, 3)
  return (
    <p className={styles.sum}>
      <span>
        Σ + b = <b>{formatFixed(sum, 3)}</b> {sign}{' '}
        <b className={styles.filterInk}>{shown.replace('−', '')}</b>
      </span>{' '}
      <span>
        {equalsSign(agrees)} <b className={final ? styles.outputInk : undefined}>{formatFixed(painted, 3)}</b>
      </span>
    </p>
  )
}
