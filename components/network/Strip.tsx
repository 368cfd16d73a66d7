import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLanguage, useText } from '../language'
import { useDpr } from '../maps/use-dpr'
import { useMapScales } from '../maps/use-map-scales'
import { useOnScreen } from '../maps/use-on-screen'
import { BlockBrackets } from './BlockBrackets'
import { middleOf } from './keys'
import { LayerCard } from './LayerCard'
import { LayerMap } from './LayerMap'
import { stripLayout } from './layout'
import { marksOf, noMarks } from './marks'
import styles from './Strip.module.css'
import type { StripProps, UnitAddress } from './strip.types'
import { Threads } from './Threads'
import { Tip } from './Tip'
import { useCardsInSight } from './use-cards-in-sight'
import { useStripKeys } from './use-strip-keys'
import { Wires } from './Wires'
import { words } from './words'
import { linesOfSources, widestWords } from './words-width'

/** The network, every layer a card with all its maps. Props are described in strip.types.ts. */
export function Strip(props: StripProps) {
  const { plan, snapshot, mapsShow, chosenNode, unit, hovered, stale = false, brokenNode = null } = props
  const { onChoose, onPoint, onPick } = props
  const t = useText()
  const root = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const strip = useStripLayout(props)
  const own = useMapScales(snapshot, mapsShow, props.scale)
  const scales = props.scales ?? own
  const onScreen = useOnScreen(root)
  const { sight, look } = useCardsInSight(scroller, strip)
  const marks = useMemo(() => marksOf(plan, strip.nodes, unit, hovered), [plan, strip.nodes, unit, hovered])
  const cursor = useCursor(props, strip.nodes)
  const { onKeyDown, follow } = useStripKeys(root, strip.nodes, cursor, props)
  const [scrolled, setScrolled] = useState<Readonly<Record<string, number>>>({})
  const scrollCard = useCallback(
    (node: string, top: number) =>
      setScrolled((before) => ((before[node] ?? 0) === top ? before : { ...before, [node]: top })),
    [],
  )
  const pick = useCallback(
    (picked: UnitAddress) => {
      follow()
      onChoose(picked.node)
      onPick(picked)
    },
    [onChoose, onPick, follow],
  )
  useVisibleNodes(props, strip.nodes, onScreen, sight)
  return (
    <section ref={root} className={styles.strip} aria-label={t(words.strip)} onKeyDown={onKeyDown}>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={look}
        data-before={sight.from > 0 || undefined}
        data-after={sight.to < strip.nodes.length || undefined}
      >
        <div className={styles.content} style={{ width: strip.width, height: strip.height }}>
          <BlockBrackets strip={strip} />
          <Wires {...{ plan, strip, chosenNode }} />
          {strip.nodes.map((node, i) => (
            <LayerCard
              key={node}
              {...{ plan, node, strip, snapshot, mapsShow, scales, stale, onChoose, onPoint }}
              onPick={pick}
              chosen={node === chosenNode}
              broken={node === brokenNode}
              onScreen={onScreen && i >= sight.first && i <= sight.last}
              marks={marks.get(node) ?? noMarks}
              cursor={cursor.node === node ? cursor : null}
              onScroll={scrollCard}
            />
          ))}
          {!stale && <Threads {...{ plan, snapshot, strip, scrolled }} unit={hovered ?? unit} />}
          {hovered && <Tip {...{ plan, snapshot, mapsShow, strip, scrolled }} unit={hovered} />}
        </div>
      </div>
      <LayerMap {...{ plan, strip, sight, scroller }} />
    </section>
  )
}

function useStripLayout({ plan, nodes, tile = 36, rows = 10, room }: StripProps) {
  const dpr = useDpr()
  const key = (nodes ?? plan.nodes.map((node) => node.id)).join(' ')
  const language = useLanguage()
  return useMemo(() => {
    const shown = key.split(' ')
    const widest = widestWords(plan, shown, language)
    const sourceLines = linesOfSources(plan, shown, language)
    return stripLayout(plan, shown, { tile, rows, room, dpr, widest, sourceLines })
  }, [plan, key, tile, rows, room, dpr, language])
}

/** Where the keyboard is: the chosen unit, else the middle of the chosen layer. */
function useCursor({ plan, unit, chosenNode }: StripProps, nodes: readonly string[]): UnitAddress {
  return useMemo(() => {
    if (unit && nodes.includes(unit.node)) return unit
    return middleOf(plan, nodes.includes(chosenNode) ? chosenNode : nodes[0])
  }, [plan, nodes, unit, chosenNode])
}

function useVisibleNodes(
  { registerVisible }: StripProps,
  nodes: readonly string[],
  onScreen: boolean,
  { first, last }: { first: number; last: number },
): void {
  useEffect(() => {
    registerVisible?.(onScreen ? nodes.slice(first, last + 1) : [])
  }, [registerVisible, nodes, onScreen, first, last])
}
