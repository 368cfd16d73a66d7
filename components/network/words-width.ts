import type { Language, Plan } from '../../engine/index'
import { formatVolume } from '../format'
import { sourceLabel } from './sources'
import { parametersOf, words } from './words'

const GLYPH = 13 // px, with its gap

/** The width of the longest line of any card, in the page's own font: cards are as wide as their words need. */
export function widestWords(plan: Plan, nodes: readonly string[], language: Language): number {
  const small = language === 'zh' ? 12 : 11
  const width = ruler()
  const lines = nodes.map((id) => {
    const node = id === 'input' ? null : plan.node(id)
    const parameters = node?.parameterCount ?? 0
    const heading = width((node?.title ?? words.picture)[language], '650 12px') + (parameters > 0 ? GLYPH : 0)
    const size = width(formatVolume(plan.shapeOf(id)), '400 11px')
    return Math.max(heading, size, width(parametersOf(parameters)[language], `400 ${small}px`))
  })
  return Math.ceil(Math.max(...lines))
}

/** How many lines stand above each card, if they have so much room; 0 above one that reads the card before it. */
export function linesOfSources(
  plan: Plan,
  nodes: readonly string[],
  language: Language,
): (room: number) => readonly number[] {
  const width = ruler()
  const labels = nodes.map((_, i) => sourceLabel(plan, nodes, i, language))
  return (room) => {
    const fits = (line: string): boolean => width(line, '400 12px') <= room
    return labels.map((label) => (label ? brokenInto(label, fits) : 0))
  }
}

/** A line is broken behind a space or an enumeration comma. */
function brokenInto(label: string, fits: (line: string) => boolean): number {
  let [lines, line] = [1, '']
  for (const word of label.split(/(?<=[ 、])/)) {
    if (line !== '' && !fits((line + word).trimEnd())) {
      lines++
      line = ''
    }
    line += word
  }
  return lines
}

/** Measures a text set in the page's font; without a canvas (a test) by the number of its letters. */
function ruler(): (text: string, font: string) => number {
  const context = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return (text) => text.length * 6.4
  const family = getComputedStyle(document.documentElement).fontFamily
  return (text, font) => {
    context.font = `${font} ${family}`
    return context.measureText(text).width
  }
}
