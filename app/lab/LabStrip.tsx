import { type Ref, useEffect, useMemo, useRef } from 'react'
import { Strip } from '../../components/network/Strip'
import type { StripHandle, UnitAddress } from '../../components/network/strip.types'
import { useTheme } from '../../components/theme'
import type { Plan } from '../../engine/index'
import { useLab, useLabStore } from '../store/use-lab'
import styles from './Lab.module.css'
import { FiltersPanel } from './panels/FiltersPanel'
import { headsOf } from './panels/ResultColumn'
import { useScales } from './scales'
import { useLayout } from './use-layout'

/** Everything but the scores and their softmax, which the result column shows. Empty for a linear classifier. */
export function stripNodes(plan: Plan): readonly string[] {
  const { scores, shares } = headsOf(plan)
  return plan.nodes.map(({ id }) => id).filter((id) => id !== scores && id !== shares)
}

interface Props {
  readonly tile: number
  readonly ref: Ref<StripHandle>
  readonly rows?: number
  /** Width that tiles may grow into, px. */
  readonly room?: number
}

/** The strip of layer cards, fed from the store. */
export function LabStrip({ tile, ref, rows, room }: Props) {
  const theme = useTheme()
  const scales = useScales()
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.pinned ?? s.snapshot)
  const mapsShow = useLab((s) => s.mapsShow)
  const scale = useLab((s) => s.scale)
  const chosenNode = useLab((s) => s.chosenNode)
  const unit = useLab((s) => s.unit)
  const hovered = useLab((s) => s.hovered)
  const stale = useLab(({ phase }) => phase === 'opening')
  const reading = unit !== null // the panel of a unit takes room from the strip
  const { choose, pick, hold } = useLab((s) => s.actions)
  const point = usePointing(plan)
  const nodes = useMemo(() => stripNodes(plan), [plan])
  const box = useRef<HTMLDivElement>(null)
  const phone = useLayout() === 'phone'
  // biome-ignore lint/correctness/useExhaustiveDependencies: comes into sight when another layer is chosen, and only then
  useEffect(() => {
    if (phone && !unit) return // a phone opens with the first layer
    box.current?.querySelector('[data-chosen]')?.scrollIntoView?.({ inline: 'nearest', block: 'nearest' })
  }, [chosenNode, nodes, reading])
  if (nodes.length === 0) return <Templates />
  return (
    <div ref={box} className={styles.strip} data-tour="strip">
      <Strip
        {...{
          plan,
          snapshot,
          mapsShow,
          scale,
          scales,
          theme,
          nodes,
          chosenNode,
          unit,
          hovered,
          stale,
          tile,
          ref,
        }}
        {...{ rows, room }}
        onChoose={choose}
        onPoint={point}
        onPick={pick}
        onHold={hold}
      />
    </div>
  )
}

/** Once for each paint: the way from map to map leaves one and enters the next, and each would be drawn for itself. */
function usePointing(plan: Plan): (unit: UnitAddress | null) => void {
  const lab = useLabStore()
  return useMemo(() => {
    let latest: UnitAddress | null = null
    let asked = false
    return (unit) => {
      latest = unit
      if (asked) return
      asked = true
      requestAnimationFrame(() => {
        asked = false
        const now = lab.getState()
        if (now.plan === plan) now.actions.point(latest) // of another network it may not be a unit
      })
    }
  }, [lab, plan])
}

/** A network of one layer has no maps: in their place its rows of W, one template per class. */
function Templates() {
  return (
    <div className={styles.templates} data-tour="strip">
      <FiltersPanel width={600} height={360} />
    </div>
  )
}
