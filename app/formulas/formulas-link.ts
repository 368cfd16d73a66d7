import * as v from 'valibot'
import { formatCount } from '../../components/format'
import type { Text } from '../../engine/index'
import {
  type Bench,
  type ChainRow,
  MOST_ROWS,
  type NumberName,
  ranges,
  rowRanges,
  type Setting,
  startBench,
} from './bench'

/** A part of a link that was not taken: its name, what stood there, and what is allowed. */
export interface Ignored {
  readonly part: string
  readonly found: string
  readonly allowed: Text
}

const wholeNumber = ({ least, most }: { least: number; most: number }) =>
  v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.minValue(least), v.maxValue(most))

const kindSchema = v.picklist(['conv', 'pool'])
const roundingSchema = v.picklist(['exact', 'floor', 'ceil'])

const { k, f, s, p, units } = rowRanges
const rowSchemas = {
  conv: v.strictTuple([v.literal('conv'), wholeNumber(k), wholeNumber(f), wholeNumber(s), wholeNumber(p)]),
  pool: v.strictTuple([v.literal('pool'), wholeNumber(f), wholeNumber(s), wholeNumber(p)]),
  relu: v.strictTuple([v.literal('relu')]),
  fc: v.strictTuple([v.literal('fc'), wholeNumber(units)]),
  softmax: v.strictTuple([v.literal('softmax')]),
}

const NUMBERS: readonly NumberName[] = ['w', 'h', 'f', 's', 'p', 'k', 'c', 'd']
const KNOWN: readonly string[] = [...NUMBERS, 'kind', 'round', 'chain']

/** The bench as a query: `w=7&f=3&s=3&p=0&k=1&c=1`, then only what is not ordinary. Layers of the chain: `conv.10.3.1.1_relu`. */
export function writeBench({ setting, square, rounding, chain }: Bench): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of NUMBERS) {
    if (name === 'h' && square) continue
    if (name === 'd' && setting.d === 1) continue
    query.set(name, String(setting[name]))
  }
  if (setting.kind !== 'conv') query.set('kind', setting.kind)
  if (rounding !== 'exact') query.set('round', rounding)
  if (chain.length > 0) query.set('chain', chain.map(writeRow).join('_'))
  return query
}

function writeRow(row: ChainRow): string {
  switch (row.type) {
    case 'conv':
      return `conv.${row.k}.${row.f}.${row.s}.${row.p}`
    case 'pool':
      return `pool.${row.f}.${row.s}.${row.p}`
    case 'relu':
      return 'relu'
    case 'fc':
      return `fc.${row.k}`
    case 'softmax':
      return 'softmax'
    default:
      return row satisfies never
  }
}

/** A stranger's query → a bench. What is unknown or out of range is replaced by the default and listed. Never throws. */
export function readBench(query: URLSearchParams): { bench: Bench; ignored: readonly Ignored[] } {
  const ignored: Ignored[] = []
  const ignore = (part: string, found: string, allowed: Text) => ignored.push({ part, found, allowed })

  function read<T>(name: string, schema: v.GenericSchema<unknown, T>, otherwise: T, allowed: Text): T {
    const found = query.get(name)
    if (found === null) return otherwise
    const result = v.safeParse(schema, found)
    if (result.success) return result.output
    ignore(name, found, allowed)
    return otherwise
  }

  const number = (name: NumberName, otherwise: number): number =>
    read(name, wholeNumber(ranges[name]), otherwise, between(ranges[name]))
  const start = startBench.setting
  const w = number('w', start.w)
  const h = number('h', w)
  const setting: Setting = {
    kind: read('kind', kindSchema, start.kind, oneOf('conv, pool')),
    w,
    h,
    f: number('f', start.f),
    s: number('s', start.s),
    p: number('p', start.p),
    k: number('k', start.k),
    c: number('c', start.c),
    d: number('d', start.d),
  }
  const rounding = read('round', roundingSchema, startBench.rounding, oneOf('exact, floor, ceil'))
  const chain = readChain(query.get('chain'), ignore)
  const square = !query.has('h') || ignored.some(({ part }) => part === 'h')
  for (const name of new Set(query.keys())) {
    if (!KNOWN.includes(name)) ignore(name, query.get(name) ?? '', unknown)
    else if (query.getAll(name).length > 1) ignore(name, query.getAll(name).slice(1).join(' '), once)
  }
  return { bench: { setting, square, rounding, chain }, ignored }
}

function readChain(
  text: string | null,
  ignore: (part: string, found: string, allowed: Text) => void,
): ChainRow[] {
  if (text === null) return []
  const rows: ChainRow[] = []
  text.split('_').forEach((found, i) => {
    const row = i < MOST_ROWS ? readRow(found) : null
    if (row) rows.push(row)
    else if (i <= MOST_ROWS) ignore('chain', found, i < MOST_ROWS ? aLayer : tooMany)
  })
  return rows
}

function readRow(text: string): ChainRow | null {
  const parts = text.split('.')
  const conv = v.safeParse(rowSchemas.conv, parts)
  if (conv.success) {
    const [type, k, f, s, p] = conv.output
    return { type, k, f, s, p }
  }
  const pool = v.safeParse(rowSchemas.pool, parts)
  if (pool.success) {
    const [type, f, s, p] = pool.output
    return { type, f, s, p }
  }
  const fc = v.safeParse(rowSchemas.fc, parts)
  if (fc.success) return { type: 'fc', k: fc.output[1] }
  if (v.safeParse(rowSchemas.softmax, parts).success) return { type: 'softmax' }
  return v.safeParse(rowSchemas.relu, parts).success ? { type: 'relu' } : null
}

const between = ({ least, most }: { least: number; most: number }): Text => ({
  en: `a whole number from ${formatCount(least)} to ${formatCount(most)}`,
  zh: `${formatCount(least)} 到 ${formatCount(most)} 的整数`,
})
const oneOf = (words: string): Text => ({ en: `one of ${words}`, zh: `${words} 之一` })
const unknown: Text = { en: 'not known here', zh: '本页没有这一项' }
const once: Text = { en: 'given more than once; the first counts', zh: '重复出现，只取第一个' }
const tooMany: Text = { en: `at most ${MOST_ROWS} layers`, zh: `最多 ${MOST_ROWS} 层` }
const aLayer: Text = {
  en: 'a layer such as conv.10.3.1.1, pool.2.2.0, relu, fc.10 or softmax',
  zh: '一层写作 conv.10.3.1.1、pool.2.2.0、relu、fc.10 或 softmax',
}
