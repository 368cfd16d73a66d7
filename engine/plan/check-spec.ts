/** A stranger's JSON → a spec of known form, built anew field by field. Whether its layers fit is the plan's question. */
import { isRecord } from '../is-record'
import { type Layer, layerType } from '../layers/index'
import { checkFields, own, type Raw, readInteger, refuse } from '../layers/shared/fields'
import { SpecError } from '../shape'
import { show } from '../show'
import type { InputSpec, NetworkSpec, NodeSpec } from '../spec'
import type { Text } from '../text'
import { limits } from './limits'

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/
const LONGEST_CLASS = 60

/** Of known form, every default filled in. */
export interface CheckedSpec extends NetworkSpec {
  readonly nodes: readonly CheckedNode[]
  readonly outputs: readonly string[]
}

export interface CheckedNode extends NodeSpec {
  readonly layer: Layer
}

export function checkSpec(found: unknown): CheckedSpec {
  const raw = record(found, 'spec')
  checkFields(raw, ['version', 'input', 'nodes', 'outputs', 'classes'], 'spec')
  if (own(raw, 'version') !== 1) {
    throw refuse('malformed', 'version', own(raw, 'version'), {
      en: `version must be 1; found ${show(own(raw, 'version'))}.`,
      zh: `version 必须是 1，现在是 ${show(own(raw, 'version'))}。`,
    })
  }
  const input = checkInput(own(raw, 'input'))
  const nodes = checkNodes(own(raw, 'nodes'))
  const outputs = checkOutputs(own(raw, 'outputs'), nodes)
  const classes = own(raw, 'classes')
  return {
    version: 1,
    input,
    nodes,
    outputs,
    ...(classes === undefined ? {} : { classes: checkClasses(classes) }),
  }
}

function record(found: unknown, path: string): Raw {
  if (isRecord(found)) return found
  throw refuse('malformed', path, found, {
    en: `${path} must be an object { … }; found ${show(found)}.`,
    zh: `${path} 必须是对象 { … }，现在是 ${show(found)}。`,
  })
}

/** `of`: what the list holds, in both languages. */
function list(found: unknown, path: string, of: Text, least: number, most: number): readonly unknown[] {
  if (Array.isArray(found) && found.length >= least && found.length <= most) return found
  const length = Array.isArray(found) ? ` (${found.length})` : ''
  throw refuse(Array.isArray(found) ? 'out-of-range' : 'malformed', path, found, {
    en: `${path} must be a list of ${least} to ${most} ${of.en}; found ${show(found)}${length}.`,
    zh: `${path} 必须是一个列表，含 ${least} 到 ${most} 个${of.zh}，现在是 ${show(found)}${length}。`,
  })
}

function checkInput(found: unknown): InputSpec {
  const raw = record(found, 'input')
  checkFields(raw, ['c', 'h', 'w', 'mean', 'scale'], 'input')
  const c = readInteger(raw, 'c', limits.C, 'input')
  const h = readInteger(raw, 'h', limits.W, 'input')
  const w = readInteger(raw, 'w', limits.W, 'input')
  const mean = checkPerChannel(own(raw, 'mean'), 'input.mean', c)
  const scale = checkPerChannel(own(raw, 'scale'), 'input.scale', c)
  return { c, h, w, ...(mean && { mean }), ...(scale && { scale }) }
}

/** Far beyond any real normalisation, and still far from overflowing float32. */
const LARGEST_SCALE = 1e6

function checkPerChannel(found: unknown, path: string, channels: number): readonly number[] | undefined {
  if (found === undefined) return undefined
  const numbers = list(
    found,
    path,
    { en: 'numbers, one per channel', zh: '数，每个通道一个' },
    channels,
    channels,
  )
  return Array.from(numbers, (number, i) => {
    if (typeof number === 'number' && Math.abs(number) <= LARGEST_SCALE) return number
    throw refuse(typeof number === 'number' ? 'out-of-range' : 'not-a-number', `${path}[${i}]`, number, {
      en: `${path}[${i}] must be a number between −1,000,000 and 1,000,000; found ${show(number)}.`,
      zh: `${path}[${i}] 必须是 −1,000,000 与 1,000,000 之间的数，现在是 ${show(number)}。`,
    })
  })
}

function checkNodes(found: unknown): readonly CheckedNode[] {
  const raw = list(found, 'nodes', { en: 'nodes', zh: '节点' }, limits.nodes.least, limits.nodes.most)
  const earlier = new Set(['input'])
  // Not map(): a hole in a stranger's list must be met, not skipped.
  return Array.from(raw, (node, i) => {
    const checked = checkNode(node, `nodes[${i}]`, earlier)
    earlier.add(checked.id)
    return checked
  })
}

function checkNode(found: unknown, path: string, earlier: ReadonlySet<string>): CheckedNode {
  const raw = record(found, path)
  const id = checkId(own(raw, 'id'), `${path}.id`, earlier)
  return atNode(id, path, () => {
    checkFields(raw, ['id', 'from', 'layer'], path)
    const sources = list(own(raw, 'from'), `${path}.from`, { en: 'ids', zh: '节点名' }, 1, 64)
    const from = Array.from(sources, (source, i) => checkSource(source, `${path}.from[${i}]`, earlier))
    const layer = record(own(raw, 'layer'), `${path}.layer`)
    const type = own(layer, 'type')
    if (typeof type !== 'string') {
      throw refuse('malformed', `${path}.layer.type`, type, {
        en: `${path}.layer.type must name a type of layer; found ${show(type)}.`,
        zh: `${path}.layer.type 必须写明层的类型，现在是 ${show(type)}。`,
      })
    }
    return { id, from, layer: layerType({ type }).parse(layer, `${path}.layer`) }
  })
}

function checkId(found: unknown, path: string, earlier: ReadonlySet<string>): string {
  // Ids name parameters ('conv1.weights') and stand in links.
  if (typeof found !== 'string' || !ID.test(found)) {
    throw refuse('malformed', path, found, {
      en: `${path} must be a name of up to 40 letters, digits, - and _ that begins with a letter; found ${show(found)}.`,
      zh: `${path} 必须以字母开头，由字母、数字、- 和 _ 组成，最多 40 个字符，现在是 ${show(found)}。`,
    })
  }
  if (found in Object.prototype) {
    throw refuse('malformed', path, found, {
      en: `${path}: ${show(found)} is a word of JavaScript, which every object has already; choose another name.`,
      zh: `${path}：${show(found)} 是 JavaScript 中每个对象自带的名字，请另取一个。`,
    })
  }
  if (earlier.has(found)) {
    throw refuse('malformed', path, found, {
      en: `${path}: the name ${show(found)} is taken already; every node needs one of its own.`,
      zh: `${path}：名字 ${show(found)} 已经用过，每个节点都要有自己的名字。`,
    })
  }
  return found
}

function checkSource(found: unknown, path: string, earlier: ReadonlySet<string>): string {
  if (typeof found === 'string' && earlier.has(found)) return found
  throw refuse('unknown-node', path, found, {
    en: `${path}: there is no earlier node ${show(found)}. A node reads "input" or nodes that stand before it in the list.`,
    zh: `${path}：前面没有节点 ${show(found)}。节点只能读 "input" 或列表中在它之前的节点。`,
  })
}

function checkOutputs(found: unknown, nodes: readonly NodeSpec[]): readonly string[] {
  if (found === undefined) return [nodes[nodes.length - 1].id]
  const ids = list(found, 'outputs', { en: 'node ids', zh: '节点名' }, 1, nodes.length)
  const known = new Set(nodes.map((node) => node.id))
  return Array.from(ids, (id, i) => {
    if (typeof id === 'string' && known.delete(id)) return id
    throw refuse('unknown-node', `outputs[${i}]`, id, {
      en: `outputs[${i}]: there is no node ${show(id)}, or it is named twice.`,
      zh: `outputs[${i}]：没有节点 ${show(id)}，或者重复写了它。`,
    })
  })
}

function checkClasses(found: unknown): readonly string[] {
  const names = list(
    found,
    'classes',
    { en: 'names', zh: '类别名' },
    limits.classes.least,
    limits.classes.most,
  )
  return Array.from(names, (name, i) => {
    if (typeof name === 'string' && name.length <= LONGEST_CLASS) return name
    throw refuse('malformed', `classes[${i}]`, name, {
      en: `classes[${i}] must be a name of at most ${LONGEST_CLASS} characters; found ${show(name)}.`,
      zh: `classes[${i}] 必须是不超过 ${LONGEST_CLASS} 个字符的名字，现在是 ${show(name)}。`,
    })
  })
}

/** Whatever is refused inside belongs to this node. */
export function atNode<T>(node: string, path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SpecError) || error.node !== null) throw error
    const { code, values, text, fixes } = error
    throw new SpecError({ code, values: { path, ...values }, text, fixes, node })
  }
}
