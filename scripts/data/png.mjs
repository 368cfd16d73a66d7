// The PNGs of the CIFAR-10 package: 8 bits, RGB, not interlaced. Nothing else is read.
import { inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const CHANNELS = 3

/** @returns {{ width: number, height: number, data: Uint8Array }} data: [height][width][3] */
export function readPng(file) {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG')
  let header = null
  const parts = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    const body = file.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = readHeader(body)
    if (type === 'IDAT') parts.push(body)
    at += 12 + length // length, type and checksum around the body
  }
  const data = unfilter(inflateSync(Buffer.concat(parts)), header.height, header.width * CHANNELS)
  return { ...header, data }
}

function readHeader(body) {
  const [depth, colour, , , interlaced] = body.subarray(8)
  if (depth !== 8 || colour !== 2 || interlaced) throw new Error('expected 8-bit RGB, not interlaced')
  return { width: body.readUInt32BE(0), height: body.readUInt32BE(4) }
}

/** Each row comes as a filter number and differences from its left (a), upper (b) and upper left (c) neighbour. */
function unfilter(rows, height, rowBytes) {
  const data = new Uint8Array(height * rowBytes)
  for (let y = 0; y < height; y++) {
    const from = y * (rowBytes + 1)
    const filter = rows[from]
    const to = y * rowBytes
    for (let i = 0; i < rowBytes; i++) {
      const a = i < CHANNELS ? 0 : data[to + i - CHANNELS]
      const b = y === 0 ? 0 : data[to + i - rowBytes]
      const c = i < CHANNELS || y === 0 ? 0 : data[to + i - CHANNELS - rowBytes]
      data[to + i] = rows[from + 1 + i] + predict(filter, a, b, c)
    }
  }
  return data
}

function predict(filter, a, b, c) {
  if (filter === 0) return 0
  if (filter === 1) return a
  if (filter === 2) return b
  if (filter === 3) return (a + b) >> 1
  if (filter === 4) return paeth(a, b, c)
  throw new Error(`unknown PNG filter ${filter}`)
}

function paeth(a, b, c) {
  const [da, db, dc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  if (da <= db && da <= dc) return a
  return db <= dc ? b : c
}
