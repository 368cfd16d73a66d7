import { memo, type ReactNode, useMemo } from 'react'
import type { Plan, Text } from '../../engine/index'
import type { MapScales } from '../draw/map-scales'
import type { Snapshot } from '../draw/snapshot'
import { useMapScales } from '../maps/use-map-scales'
import type { MapsShow, UnitAddress } from '../network/strip.types'
import { ChannelSums } from './ChannelSums'
import { FieldPicture } from './FieldPicture'
import { GradientLine } from './GradientLine'
import { LayerSentence } from './LayerSentence'
import { NoUnit } from './NoUnit'
import { openChannelOf, UnitArithmetic } from './UnitArithmetic'
import { UnitHeading } from './UnitHeading'
import styles from './UnitInspector.module.css'
import { UnitLedger } from './UnitLedger'
import { UnitSize } from './UnitSize'
import { type UnitStory, unitStory } from './unit-story'

export interface UnitInspectorProps {
  /** `pinned ?? snapshot`: all numbers are of this one. */
  readonly snapshot: Snapshot | null
  readonly plan: Plan
  /** The layer told of while no unit is chosen. */
  readonly chosenNode: string
  readonly unit: UnitAddress | null
  /** The frame is held while training goes on. */
  readonly pinned: boolean
  readonly trainingStep: number
  /** Input channel opened by the reader; null: the one that contributes most. */
  readonly channel: number | null
  /** Those of the maps; while these show gradients, the arithmetic has its own. */
  readonly scales: MapScales
  readonly mapsShow: MapsShow
  readonly classes: readonly Text[]
  /** wide: left to right; side: one column; sheet: only the part of the chosen tab. */
  readonly layout: 'wide' | 'side' | 'sheet'
  readonly tab?: 'arithmetic' | 'size' | 'memory'
  onOpenChannel(channel: number): void
  onPick(unit: UnitAddress): void
  /** Pins the frame that is shown. */
  onHold(): void
  /** Takes new frames again. */
  onFollow(): void
}

/** The arithmetic of one unit, followed as one number from the picture to the map. */
export const UnitInspector = memo(function UnitInspector(props: UnitInspectorProps) {
  const { snapshot, unit, pinned, trainingStep, layout, mapsShow, onHold, onFollow } = props
  const ofValues = useMapScales(snapshot, 'values', props.scales.mode)
  const scales = mapsShow === 'values' ? props.scales : ofValues
  const story = useMemo(() => (snapshot && unit ? unitStory(snapshot, unit) : null), [snapshot, unit])
  return (
    <div className={`${styles.inspector} ${styles[layout]}`}>
      <UnitHeading {...{ story, pinned, trainingStep, onHold, onFollow }} hint={layout === 'wide'} />
      {story && snapshot && mapsShow === 'gradients' && <GradientLine {...{ story, snapshot }} />}
      {story && snapshot ? (
        <Parts {...props} {...{ story, snapshot, scales }} />
      ) : (
        <NoUnit plan={props.plan} nodeId={props.chosenNode} layout={layout} />
      )}
    </div>
  )
})

type PartsProps = UnitInspectorProps & { readonly story: UnitStory; readonly snapshot: Snapshot }

function Parts(props: PartsProps) {
  const { plan, story, snapshot, layout, tab = 'arithmetic' } = props
  const nodeId = story.node.id
  const arithmetic = <UnitArithmetic {...props} />
  const size = <UnitSize {...{ plan, nodeId }} />
  if (layout === 'wide') {
    return (
      <div className={styles.columns}>
        <FieldPicture {...{ story, snapshot }} />
        <div className={styles.story}>
          <UnitArithmetic {...props} depth />
        </div>
        {addsUpChannels(story) ? <Sums {...props} /> : <LayerSentence {...{ plan, nodeId }} />}
        <div className={styles.facts}>
          {size}
          <UnitLedger {...{ plan, nodeId }} />
        </div>
      </div>
    )
  }
  if (layout === 'side') {
    return (
      <Stack>
        {arithmetic}
        <Sums {...props} />
        <hr className={styles.rule} />
        {size}
        <LayerSentence {...{ plan, nodeId }} />
        <UnitLedger {...{ plan, nodeId }} />
        <FieldPicture {...{ story, snapshot }} inWords />
      </Stack>
    )
  }
  return (
    <Stack>
      {tab === 'arithmetic' && arithmetic}
      {tab === 'arithmetic' && <Sums {...props} />}
      {tab === 'size' && size}
      {tab === 'size' && <LayerSentence {...{ plan, nodeId }} />}
      {tab === 'size' && <FieldPicture {...{ story, snapshot }} inWords />}
      {tab === 'memory' && <UnitLedger {...{ plan, nodeId }} />}
    </Stack>
  )
}

const Stack = ({ children }: { children: ReactNode }) => <div className={styles.stack}>{children}</div>

const addsUpChannels = ({ trace }: UnitStory): boolean => trace.kind === 'window' || trace.kind === 'all'

function Sums({ story, channel, onOpenChannel }: PartsProps) {
  const { trace } = story
  if (trace.kind !== 'window' && trace.kind !== 'all') return null
  return (
    <ChannelSums
      sums={trace.channels.map((term) => term.sum)}
      bias={trace.bias}
      total={story.painted}
      chosen={openChannelOf(story, channel)}
      onChoose={onOpenChannel}
    />
  )
}
