import { memo, useCallback, useMemo } from 'react'
import { layerType, type Plan, type Unit } from '../../engine/index'
import type { MapScales } from '../draw/map-scales'
import type { Snapshot, Values } from '../draw/snapshot'
import { useText } from '../language'
import { MapColumn } from '../maps/MapColumn'
import { CardHeader } from './CardHeader'
import styles from './LayerCard.module.css'
import { columnLayout, type StripLayout } from './layout'
import type { Marks } from './marks'
import type { MapsShow, UnitAddress } from './strip.types'
import { words } from './words'

export interface LayerCardProps {
  readonly plan: Plan
  readonly node: string
  readonly strip: StripLayout
  readonly snapshot: Snapshot | null
  readonly mapsShow: MapsShow
  readonly scales: MapScales
  readonly chosen: boolean
  readonly stale: boolean
  readonly broken: boolean
  readonly onScreen: boolean
  readonly marks: Marks
  /** Unit that the keyboard is on, if it is in this layer. */
  readonly cursor: Unit | null
  onChoose(node: string): void
  onPoint(unit: UnitAddress | null): void
  onPick(unit: UnitAddress): void
  onScroll(node: string, top: number): void
}

/** One layer: its words, and all its maps. */
export const LayerCard = memo(function LayerCard(props: LayerCardProps) {
  const { plan, node, strip, snapshot, mapsShow, scales, chosen, stale, broken, onScreen, marks, cursor } =
    props
  const t = useText()
  const layout = useMemo(() => columnLayout(strip, plan, node), [strip, plan, node])
  const title = titleOf(plan, node)
  const values = valuesOf(snapshot, node, mapsShow)
  const { onChoose, onPoint, onPick, onScroll } = useAddressed(props)
  const isPicture = node === 'input'
  const most = useCallback((c: number) => (isPicture ? 255 : scales.of(node, c)), [scales, node, isPicture])
  return (
    <article
      className={styles.card}
      style={{
        left: strip.left(node),
        top: strip.above,
        width: strip.column,
        height: strip.height - strip.above,
      }}
      aria-label={t(title)}
      data-weights={hasWeights(plan, node) || undefined}
      data-chosen={chosen || undefined}
      data-stale={stale || undefined}
    >
      <CardHeader
        {...{ plan, node, strip, chosen, broken, stale, onChoose }}
        active={signTells(plan, node) ? shareOf(values, mapsShow) : null}
      />
      <MapColumn
        data={values?.data ?? null}
        layout={layout}
        width={strip.column}
        height={strip.viewport}
        meaning={isPicture ? 'pixel' : mapsShow === 'values' ? 'value' : 'gradient'}
        most={most}
        onScreen={onScreen}
        {...{ title, cursor, marks }}
        {...{ onPoint, onPick, onScroll }}
      />
    </article>
  )
})

export const titleOf = (plan: Plan, node: string) =>
  node === 'input' ? words.picture : plan.node(node).title

const hasWeights = (plan: Plan, node: string): boolean =>
  node !== 'input' && plan.node(node).parameterCount > 0

export function valuesOf(snapshot: Snapshot | null, node: string, mapsShow: MapsShow): Values | null {
  if (!snapshot) return null
  if (node === 'input') return snapshot.values('pixels', 'input')
  return snapshot.values(mapsShow === 'values' ? 'activations' : 'gradients', node)
}

const signTells = (plan: Plan, node: string): boolean =>
  node === 'input' || !layerType(plan.node(node).layer).neverOff

/** A gradient's sign says nothing of a unit's being on. */
const shareOf = (values: Values | null, mapsShow: MapsShow): number | null =>
  values && mapsShow === 'values' ? values.active : null

/** The card's answers with its node in them; the same functions as long as the strip's are. */
function useAddressed({ node, onChoose, onPoint, onPick, onScroll }: LayerCardProps) {
  return useMemo(
    () => ({
      onChoose: () => onChoose(node),
      onPoint: (unit: Unit | null) => onPoint(unit && { node, ...unit }),
      onPick: (unit: Unit) => onPick({ node, ...unit }),
      onScroll: (top: number) => onScroll(node, top),
    }),
    [node, onChoose, onPoint, onPick, onScroll],
  )
}
