/**
 * Numbers with a description as one flat buffer, for checkpoints and weights:
 *
 *   'CONVSC01' · u32 length of the header · u32 CRC-32 of all that follows · header (JSON, spaces up to a multiple of 8) · arrays
 *
 * little-endian, each array at a multiple of 8. What is read is a stranger's: lengths are compared with the buffer before
 * anything is allocated, and every misfit is a SpecError 'malformed'.
 */

import { isRecord } from '../is-record'
import { SpecError } from '../shape'
import { show } from '../show'
import type { Numbers } from '../tensor'
import { crc32 } from './crc32'

const MAGIC = 'CONVSC01'
const HEADER_AT = 16
const MOST_HEADER_BYTES = 1 << 20

export interface RecordContent {
  readonly meta: Readonly<Record<string, unknown>>
  readonly arrays: readonly Numbers[]
}

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8

export function writeRecord(kind: string, { meta, arrays }: RecordContent): ArrayBuffer {
  const described = arrays.map((a) => ({
    type: a instanceof Float64Array ? 'float64' : 'float32',
    length: a.length,
  }))
  const json = new TextEncoder().encode(JSON.stringify({ kind, meta, arrays: described }))
  const headerBytes = aligned(json.length)
  const total = arrays.reduce((sum, a) => sum + aligned(a.byteLength), HEADER_AT + headerBytes)
  const bytes = new Uint8Array(total)
  bytes.set(new TextEncoder().encode(MAGIC))
  bytes.fill(0x20, HEADER_AT, HEADER_AT + headerBytes)
  bytes.set(json, HEADER_AT)
  let offset = HEADER_AT + headerBytes
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset)
    offset += aligned(array.byteLength)
  }
  const front = new DataView(bytes.buffer)
  front.setUint32(8, headerBytes, true)
  front.setUint32(12, crc32(bytes.subarray(HEADER_AT)), true)
  return bytes.buffer
}

export function readRecord(kind: string, buffer: ArrayBuffer): RecordContent {
  const bytes = new Uint8Array(buffer)
  const headerBytes = checkFront(bytes)
  const header = parseHeader(bytes.subarray(HEADER_AT, HEADER_AT + headerBytes))
  if (header.kind !== kind) malformed('kind', show(header.kind), kind)
  if (!isRecord(header.meta)) malformed('meta', typeof header.meta, 'object')
  return { meta: header.meta, arrays: readArrays(buffer, HEADER_AT + headerBytes, header.arrays) }
}

function checkFront(bytes: Uint8Array): number {
  if (bytes.length < HEADER_AT) malformed('bytes', bytes.length, `≥ ${HEADER_AT}`)
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length))
  if (magic !== MAGIC) malformed('magic', magic.replace(/[^\x20-\x7e]/g, '?'), MAGIC)
  const front = new DataView(bytes.buffer, bytes.byteOffset)
  const headerBytes = front.getUint32(8, true)
  if (headerBytes > Math.min(MOST_HEADER_BYTES, bytes.length - HEADER_AT) || headerBytes % 8 !== 0) {
    malformed('header', headerBytes, `≤ ${bytes.length - HEADER_AT}`)
  }
  const sum = crc32(bytes.subarray(HEADER_AT))
  if (sum !== front.getUint32(12, true)) malformed('crc32', sum, front.getUint32(12, true))
  return headerBytes
}

function parseHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let header: unknown
  try {
    header = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    header = null
  }
  if (!isRecord(header)) malformed('header', 'no JSON object', 'JSON object')
  return header
}

function readArrays(buffer: ArrayBuffer, start: number, described: unknown): Numbers[] {
  if (!Array.isArray(described)) malformed('arrays', typeof described, 'array')
  const wanted = described.map(checkDescription)
  const total = wanted.reduce((sum, { length, width }) => sum + aligned(length * width), start)
  if (total !== buffer.byteLength) malformed('bytes', buffer.byteLength, total)
  let offset = start
  return wanted.map(({ length, width }) => {
    const part = buffer.slice(offset, offset + length * width)
    offset += aligned(length * width)
    return width === 8 ? new Float64Array(part) : new Float32Array(part)
  })
}

function checkDescription(described: unknown): { length: number; width: 4 | 8 } {
  if (!isRecord(described)) malformed('array', typeof described, 'object')
  const { type, length } = described
  if (type !== 'float32' && type !== 'float64') malformed('type', show(type), 'float32 | float64')
  // 2⁴⁰ keeps every product below 2⁵³.
  if (!isCount(length) || length > 2 ** 40) malformed('length', show(length), 'count')
  return { length, width: type === 'float64' ? 8 : 4 }
}

export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0

export function malformed(part: string, found: number | string, expected: number | string): never {
  throw new SpecError({
    code: 'malformed',
    values: { part, found, expected },
    text: {
      en: `The file cannot be read: ${part} is ${found}, expected ${expected}.`,
      zh: `文件无法读取：${part} 为 ${found}，应为 ${expected}。`,
    },
  })
}
