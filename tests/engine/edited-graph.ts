/** A network as somebody edits it in a text field: each step changes one thing, to something legal, borderline or absurd. */
import { layers } from '../../engine/layers/index'
import type { Random } from '../../engine/random'
import { drawOne } from './random-dag'

export interface DraftNode {
  readonly id: string
  readonly from: readonly string[]
  readonly layer: Readonly<Record<string, unknown>>
}

export interface Draft {
  readonly version: 1
  readonly input: Readonly<Record<'c' | 'h' | 'w', unknown>>
  readonly nodes: readonly DraftNode[]
  readonly classes?: readonly string[]
}

/** What may stand in a field: what is wanted there most of the time, the ends of its range, and nonsense. */
const FIELD_VALUES: readonly unknown[] = [
  ...[1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 11],
  ...[0, 64, 65, 4096, 4097],
  ...[-1, 0.5, 2.5, 1e3, 1e308, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '', '3', '３', '0x10', '１２'],
  ...[null, true, [], [1, 2], [3, 1], [0, 1], [1, 2, 3], [0, 1, 1, 0], [1, 2, 3, 4], {}],
]
const FIELDS = [
  ...['filters', 'size', 'size', 'stride', 'stride', 'pad', 'pad', 'dilation', 'groups', 'units'],
  ...['rate', 'rounding', 'kind', 'momentum', 'slope'],
]
const SIDES = [1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 32, 0, -1, 2.5, 4096, 4097, Number.NaN, '8']

/** Layers as their own files write them, and those that students ask for most. */
const LAYERS: readonly DraftNode['layer'][] = [
  ...layers.flatMap(({ examples }) => examples.map(({ layer }) => ({ ...layer }))),
  ...[1, 2, 3].map((stride) => ({ type: 'conv', filters: 2 + 2 * stride, size: 3, stride, pad: 1 })),
  ...[2, 3].map((groups) => ({ type: 'conv', filters: 6, size: 3, pad: 1, groups })),
  { type: 'conv', filters: 4, size: [3, 1], pad: [1, 0, 1, 0] },
  { type: 'pool', kind: 'max', size: 2 },
  { type: 'pool', kind: 'avg', size: 3, stride: 2 },
  { type: 'fc', units: 10 },
]

const drawLayer = (random: Random): DraftNode['layer'] => drawOne(LAYERS, random)

export const startDraft = (random: Random): Draft => {
  const side = 6 + random.below(12)
  return {
    version: 1,
    input: { c: 1 + random.below(4), h: side, w: random.below(2) ? side : 6 + random.below(12) },
    nodes: [{ id: 'a0', from: ['input'], layer: { type: 'conv', filters: 4, size: 3, pad: 1 } }],
  }
}

const idsOf = ({ nodes }: Draft): string[] => ['input', ...nodes.map(({ id }) => id)]

function insert(draft: Draft, random: Random, id: string): Draft {
  const at = random.below(draft.nodes.length + 1)
  const before = at === 0 ? 'input' : draft.nodes[at - 1].id
  const rewired = draft.nodes.map((node, i) =>
    i >= at ? { ...node, from: node.from.map((source) => (source === before ? id : source)) } : node,
  )
  return { ...draft, nodes: rewired.toSpliced(at, 0, { id, from: [before], layer: drawLayer(random) }) }
}

function remove(draft: Draft, random: Random): Draft {
  const at = random.below(draft.nodes.length)
  const { id, from } = draft.nodes[at]
  const nodes = draft.nodes
    .toSpliced(at, 1)
    .map((node) => ({ ...node, from: node.from.map((source) => (source === id ? from[0] : source)) }))
  return { ...draft, nodes }
}

function changeNode(draft: Draft, random: Random, change: (node: DraftNode) => DraftNode): Draft {
  const at = random.below(draft.nodes.length)
  return { ...draft, nodes: draft.nodes.with(at, change(draft.nodes[at])) }
}

/** Two branches that meet again. */
function join(draft: Draft, random: Random, id: string): Draft {
  const ids = idsOf(draft)
  const from = Array.from({ length: 1 + random.below(3) }, () => drawOne(ids, random))
  return {
    ...draft,
    nodes: [...draft.nodes, { id, from, layer: { type: drawOne(['add', 'concat'], random) } }],
  }
}

function changeField(draft: Draft, random: Random): Draft {
  return changeNode(draft, random, (node) => {
    const known = Object.keys(node.layer).filter((name) => name !== 'type')
    const field = drawOne(random.below(4) ? [...known, ...FIELDS.slice(0, 8)] : FIELDS, random)
    return { ...node, layer: { ...node.layer, [field]: drawOne(FIELD_VALUES, random) } }
  })
}

const EDITS: readonly ((draft: Draft, random: Random, id: string) => Draft)[] = [
  insert,
  insert,
  insert,
  remove,
  join,
  join,
  changeField,
  changeField,
  changeField,
  (draft, random) => changeNode(draft, random, (node) => ({ ...node, layer: drawLayer(random) })),
  (draft, random) =>
    changeNode(draft, random, (node) => ({ ...node, from: [drawOne(idsOf(draft), random)] })),
  (draft, random) => ({
    ...draft,
    input: { ...draft.input, [drawOne(['c', 'h', 'w'], random)]: drawOne(SIDES, random) },
  }),
  (draft, random) => ({
    ...draft,
    classes: Array.from({ length: random.below(12) }, (_, i) => `class ${i}`),
  }),
  ({ classes: _, ...draft }) => draft,
]

/** The same with one thing changed. `id`: of the node that may come. */
export const editOnce = (draft: Draft, random: Random, id: string): Draft =>
  drawOne(EDITS, random)(draft, random, id)
