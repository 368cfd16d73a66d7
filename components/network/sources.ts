/** What a card reads, where it is not simply the card to its left: the words at the end of its wires. */
import type { Language, Plan, Text } from '../../engine/index'
import { words } from './words'

/** null: it reads the card before it, and nothing else. */
export function sourcesOf(plan: Plan, nodes: readonly string[], i: number): readonly Text[] | null {
  if (nodes[i] === 'input') return null
  const { from } = plan.node(nodes[i])
  const before = i === 0 ? 'input' : nodes[i - 1]
  if (from.length === 1 && from[0] === before) return null
  return from.map((id) => (id === 'input' ? words.picture : plan.node(id).title))
}

/** More letters than this are a count: "9 inputs". */
const LONGEST = 44

/** Above a card: "from pool 1", "batch norm 3 + ReLU 1", "ReLU 2, 4, 6, 7"; null where there is nothing to say. */
export function sourceLabel(
  plan: Plan,
  nodes: readonly string[],
  i: number,
  language: Language,
): string | null {
  const titles = sourcesOf(plan, nodes, i)?.map((title) => title[language])
  if (!titles) return null
  const zh = language === 'zh'
  if (titles.length === 1) return zh ? `来自${kept(titles[0])}` : `from ${kept(titles[0])}`
  const isSum = plan.node(nodes[i]).layer.type === 'add'
  const label = isSum ? titles.map(kept).join(' + ') : listed(titles, zh ? '、' : ', ')
  if (label.length <= LONGEST) return label
  return zh ? `${titles.length} 个输入` : `${titles.length} inputs`
}

/** A name and its number stay on one line. */
const kept = (title: string): string => title.replaceAll(' ', '\u00a0')

/** Where a name repeats, only its number. */
const listed = (titles: readonly string[], comma: string): string =>
  titles
    .map((title, i) => {
      const [name, number] = named(title)
      return i > 0 && number !== '' && named(titles[i - 1])[0] === name ? number : kept(title)
    })
    .join(comma)

/** "batch norm 3" → ["batch norm", "3"]; "softmax" has no number. */
function named(title: string): readonly [string, string] {
  const [, name, number] = /^(.+) (\d+)$/.exec(title) ?? [title, title, '']
  return [name, number]
}
