import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react'
import { type FilterLayout, patchAt } from '../draw/filter-layout'
import type { FilterCanvasProps } from './FilterCanvas'
import { perFilterOf } from './filter-scene'

/** Pointer and keys → filter, and channel where channels stand side by side. */
export function useFilterEvents(props: FilterCanvasProps, layout: FilterLayout, current: number) {
  const { shape, look, channel, onHighlight, onChoose } = props
  const last = useRef<number | null>(null)
  const perFilter = perFilterOf(look, shape)
  const find = (event: MouseEvent<HTMLElement>): number | null => {
    const { currentTarget: box } = event
    const edge = box.getBoundingClientRect()
    const x = event.clientX - edge.left + box.scrollLeft
    return patchAt(layout, shape.filters * perFilter, x, event.clientY - edge.top + box.scrollTop)
  }
  const point = (filter: number | null): void => {
    if (filter !== last.current) onHighlight(filter)
    last.current = filter
  }
  const choose = (patch: number): void =>
    onChoose(Math.floor(patch / perFilter), look === 'rows' ? patch % perFilter : null)
  return {
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      if (event.pointerType === 'touch') return
      const patch = find(event)
      point(patch === null ? null : Math.floor(patch / perFilter))
    },
    onPointerLeave: (): void => point(null),
    onClick: (event: MouseEvent<HTMLElement>): void => {
      const patch = find(event)
      if (patch !== null) choose(patch)
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      const patch = patchAfterKey(
        event.key,
        current * perFilter + (look === 'rows' ? (channel ?? 0) : 0),
        layout,
      )
      if (patch === null || event.ctrlKey || event.metaKey || event.altKey) return
      if (patch >= 0 && patch < shape.filters * perFilter) choose(patch)
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

/** null: not a key of the grid. */
function patchAfterKey(key: string, patch: number, { columns }: FilterLayout): number | null {
  const column = patch % columns
  switch (key) {
    case 'ArrowUp':
      return patch - columns
    case 'ArrowDown':
      return patch + columns
    case 'ArrowLeft':
      return column > 0 ? patch - 1 : patch
    case 'ArrowRight':
      return column < columns - 1 ? patch + 1 : patch
    case 'Enter':
      return patch
    default:
      return null
  }
}
