import { isRecord } from '../is-record'
import type { DataSetId } from '../protocol'
import { type Shape, size } from '../shape'
import { malformedData } from './problem'
import { dataSets } from './sets'

export interface PackFile {
  readonly file: string
  readonly count: number // pictures
  readonly bytes: number
}

/** meta.json of a packed set: written by scripts/data/pack.mjs. */
export interface PackedSet {
  readonly set: DataSetId
  readonly shape: Shape
  readonly classes: number
  readonly filter: 'up' | 'none'
  /** The last so many pictures of the training packs are kept for validation. */
  readonly validation: number
  readonly train: readonly PackFile[]
  readonly test: readonly PackFile[]
}

const FILE = 'meta.json'
const MOST_PACKS = 1000
const MOST_PICTURES = 10_000 // of one pack
const MOST_BYTES = 64 * 2 ** 20

/** Throws DataProblem 'data-malformed'. A page served in its place (a host's 404) is recognised as such. */
export function parseMeta(json: string, set: DataSetId): PackedSet {
  if (json.trimStart().startsWith('<')) throw malformedData(FILE, 'html', 'json')
  const raw = parseObject(json)
  expectEqual('version', raw.version, 1)
  expectEqual('set', raw.set, set)
  const { shape } = dataSets[set]
  const found: unknown = raw.shape
  if (!isRecord(found) || found.c !== shape.c || found.h !== shape.h || found.w !== shape.w) {
    throw malformedData(FILE, `shape ${JSON.stringify(found)}`, `${shape.c}×${shape.h}×${shape.w}`)
  }
  expectEqual('classes', raw.classes, dataSets[set].classes.length)
  const { filter } = raw
  if (filter !== 'up' && filter !== 'none') throw malformedData(FILE, `filter ${String(filter)}`, 'up | none')
  const train = readPacks('train', raw.train)
  const test = readPacks('test', raw.test)
  const validation = readCount('validation', raw.validation, countOf(train) - 1)
  return { set, shape, classes: dataSets[set].classes.length, filter, validation, train, test }
}

export const countOf = (packs: readonly PackFile[]): number =>
  packs.reduce((sum, { count }) => sum + count, 0)

/** Bytes that a pack inflates to: labels, then pictures. */
export const inflatedBytes = ({ count }: PackFile, shape: Shape): number => count * (1 + size(shape))

function readPacks(split: string, raw: unknown): PackFile[] {
  if (!Array.isArray(raw) || raw.length < 1 || raw.length > MOST_PACKS) {
    throw malformedData(
      FILE,
      `${split}: ${Array.isArray(raw) ? raw.length : typeof raw}`,
      `1…${MOST_PACKS} packs`,
    )
  }
  return raw.map((pack: unknown) => {
    if (!isRecord(pack)) throw malformedData(FILE, `${split}: ${typeof pack}`, 'object')
    const { file } = pack
    // A plain name: a file of this folder and of no other.
    if (typeof file !== 'string' || !/^[a-z0-9-]{1,60}\.bin$/.test(file)) {
      throw malformedData(FILE, `file ${String(file).slice(0, 80)}`, `${split}-000.bin`)
    }
    return {
      file,
      count: readCount(`${file} count`, pack.count, MOST_PICTURES, 1),
      bytes: readCount(`${file} bytes`, pack.bytes, MOST_BYTES, 1),
    }
  })
}

function readCount(name: string, value: unknown, most: number, least = 0): number {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number
  throw malformedData(FILE, `${name} ${String(value)}`, `${least}…${most}`)
}

function expectEqual(name: string, found: unknown, expected: number | string): void {
  if (found !== expected) throw malformedData(FILE, `${name} ${String(found).slice(0, 80)}`, expected)
}

function parseObject(json: string): Readonly<Record<string, unknown>> {
  let raw: unknown
  try {
    raw = JSON.parse(json)
  } catch {
    throw malformedData(FILE, 'no JSON', 'json')
  }
  if (!isRecord(raw)) throw malformedData(FILE, typeof raw, 'object')
  return raw
}
