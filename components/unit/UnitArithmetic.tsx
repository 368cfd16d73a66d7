import type { Text } from '../../engine/index'
import type { MapScales } from '../draw/map-scales'
import type { Snapshot } from '../draw/snapshot'
import type { UnitAddress } from '../network/strip.types'
import { ActivationStory } from './ActivationStory'
import { CopyStory } from './CopyStory'
import { NeighboursStory } from './NeighboursStory'
import { NormalisedStory } from './NormalisedStory'
import { PoolWindow } from './PoolWindow'
import { SoftmaxStory } from './SoftmaxStory'
import { SumStory } from './SumStory'
import { strongest } from './shown-sum'
import { UnitBefore } from './UnitBefore'
import { UnitDepth } from './UnitSize'
import type { UnitStory } from './unit-story'
import { titleOf } from './unit-words'
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

/** How the unit came to its value: each kind of layer has its own story; then the way to where what it read came from. */
export function UnitArithmetic(props: Props) {
  const { story, snapshot, onPick } = props
  return (
    <>
      <Story {...props} />
      <UnitBefore {...{ story, snapshot, onPick }} />
    </>
  )
}

function Story({ story, snapshot, scales, channel, classes, depth, onPick }: Props) {
  const { trace, node } = story
  const source = node.from[0]
  const open = openChannelOf(story, channel)
  const sourceTitle = titleOf(snapshot.plan, source)
  const reachOf = (c: number) => scales.of(source, c) || 1
  switch (trace.kind) {
    case 'window':
    case 'all':
      return (
        <WeightedSum
          {...{ story, snapshot, sourceTitle }}
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
      return <PoolWindow told={trace} sourceTitle={sourceTitle} reach={reachOf(story.address.c)} />
    case 'pointwise':
      return <ActivationStory layer={node.layer} told={trace} />
    case 'softmax':
      return <SoftmaxStory told={trace} chosen={story.address.c} classes={classes} />
    case 'sum':
      return <SumStory told={trace} {...{ story, snapshot, onPick }} />
    case 'copy':
      return <CopyStory layer={node.layer} told={trace} />
    case 'neighbours':
      return <NeighboursStory layer={node.layer} told={trace} own={story.address.c} />
    case 'normalised':
      return <NormalisedStory story={story} told={trace} />
    default:
      return trace satisfies never
  }
}

const largest = (values: readonly number[]): number => values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-9)
