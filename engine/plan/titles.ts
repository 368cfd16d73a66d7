import { layerType } from '../layers/index'
import type { NodeSpec } from '../spec'
import type { Text } from '../text'

/** "conv 3" / "卷积 3": each node counted within its type; the only softmax needs no number. */
export function titlesOf(nodes: readonly NodeSpec[]): readonly Text[] {
  const totals = new Map<string, number>()
  for (const { layer } of nodes) totals.set(layer.type, (totals.get(layer.type) ?? 0) + 1)
  const counts = new Map<string, number>()
  return nodes.map(({ layer }) => {
    const count = (counts.get(layer.type) ?? 0) + 1
    counts.set(layer.type, count)
    const { name } = layerType(layer)
    if (layer.type === 'softmax' && totals.get(layer.type) === 1) return name
    return { en: `${name.en} ${count}`, zh: `${name.zh} ${count}` }
  })
}
