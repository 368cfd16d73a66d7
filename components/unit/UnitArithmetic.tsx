import type { Text } from '../../engine/index'
import type { MapScales } from '../draw/map-scales'
import type { Snapshot } from '../draw/snapshot'
import { useText } from '../language'
import type { UnitAddress } from '../network/strip.types'
import { CopyStory, NeighboursStory, NormalisedStory } from './NormStories'
import { ReluStory, SoftmaxStory, SumStory } from './OtherStories'
import { PoolWindow } from './PoolWindow'
import { strongest } from './shown-sum'
import styles from './UnitInspector.module.css'
import { UnitDepth } from './UnitSize'
import type { UnitStory } from './unit-story'
import { address, words } from './unit-words'
import { WeightedSum } from './WeightedSum'

interface Props {
  readonly story: UnitStory
  readonly snapshot: Snapshot
  readonly scales: MapScales
  readonly channel: number | null
  readonly classes: readonly Text[]
  /** Where the depth of the output comes from stands beneath the grids. */
  readonly depth?: boolean
  onPick(unit: UnitAddress): void
}

/** The channel that is open: the one asked for, else the one that contributes most. */
export function openChannelOf({ trace }: UnitStory, asked: number | null): number {
  if (trace.kind !== 'window' && trace.kind !== 'all') return 0
  if (asked !== null && asked < trace.channels.length) return asked
  return strongest(trace.channels.map((term) => term.sum))
}

/** How the unit came to its value: each kind of layer has its own story. */
export function UnitArithmetic({ story, snapshot, scales, channel, classes, depth, onPick }: Props) {
  const { trace, node } = story
  const source = node.from[0]
  const open = openChannelOf(story, channel)
  const sourceTitle = titleOf(snapshot, source)
  const reachOf = (c: number) => scales.of(source, c) || 1
  switch (trace.kind) {
    case 'window':
    case 'all':
      return (
        <WeightedSum
          {...{ story, sourceTitle }}
          told={trace}
          note={depth && <UnitDepth plan={snapshot.plan} nodeId={node.id} />}
          channel={open}
          sourceShape={snapshot.plan.shapeOf(source)}
          reach={{
            patch: source === 'input' ? largest(trace.channels[open].x) : reachOf(open),
            filter: snapshot.values('parameters', `${node.id}.weights`)?.spread || 1,
          }}
        />
      )
    case 'pool':
      return (
        <>
          <PoolWindow told={trace} sourceTitle={sourceTitle} reach={reachOf(story.address.c)} />
          <UnitBefore {...{ story, snapshot, onPick }} />
        </>
      )
    case 'pointwise':
      return (
        <>
          <ReluStory told={trace} />
          <UnitBefore {...{ story, snapshot, onPick }} />
        </>
      )
    case 'softmax':
      return (
        <>
          <SoftmaxStory told={trace} chosen={story.address.c} classes={classes} />
          <UnitBefore {...{ story, snapshot, onPick }} />
        </>
      )
    case 'sum':
      return <SumStory told={trace} />
    case 'copy':
      return (
        <>
          <CopyStory told={trace} />
          <UnitBefore {...{ story, snapshot, onPick }} />
        </>
      )
    case 'neighbours':
      return <NeighboursStory told={trace} />
    case 'normalised':
      return <NormalisedStory told={trace} />
    default:
      return trace satisfies never
  }
}

const fullStop: Text = { en: '.', zh: '。' }

const picture: Text = { en: 'the picture', zh: '图像' }

const titleOf = (snapshot: Snapshot, id: string): Text =>
  id === 'input' ? picture : snapshot.plan.node(id).title

const largest = (values: readonly number[]): number => values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-9)

/** A rectified value is one sum, a pooled one the largest of several, a share is made from a score. */
function cameFrom({ kind }: UnitStory['trace']): Text {
  if (kind === 'pool') return { en: 'The largest was added up in', zh: '其中最大的数在这里算出：' }
  if (kind === 'softmax') return { en: 'Its score was added up in', zh: '它的得分在这里算出：' }
  return { en: 'It was added up in', zh: '它在这里算出：' }
}

/** ReLU and pooling only hand a value on: the way to the unit that added it up. */
function UnitBefore({ story, snapshot, onPick }: Pick<Props, 'story' | 'snapshot' | 'onPick'>) {
  const t = useText()
  const { before } = story
  if (!before) return null
  const { h, w } = snapshot.plan.shapeOf(before.node)
  const where = address(titleOf(snapshot, before.node), before.c, before.y, before.x, h * w === 1)
  return (
    <p className={styles.adds}>
      {t(cameFrom(story.trace))} {t(where)}
      {t(fullStop)}{' '}
      <button type="button" className={styles.link} onClick={() => onPick(before)}>
        {t(words.openConv)}
      </button>
    </p>
  )
}
