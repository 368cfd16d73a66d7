import { describe, expect, it } from 'vitest'
import { crc32 } from '../../../engine/network/crc32'
import { createRandom } from '../../../engine/random'
import { SpecError } from '../../../engine/shape'
import { fromBytes, toBytes } from '../../../engine/train/checkpoint'
import type { Checkpoint } from '../../../engine/train/trainer.types'
import { cases } from '../../sample'

const checkpoint: Checkpoint = {
  version: 2,
  layout: 'fc1.weights 1×2, fc1.biases 1',
  step: 12,
  values: Float32Array.of(1, -2, 3),
  updateState: Float32Array.of(0.5, 0, -0.25),
  updateCount: 7,
  loss: 'crossEntropy',
  schedule: { type: 'step', every: 100, factor: 0.5 },
  update: { type: 'momentum', rate: 0.01, momentum: 0.9 },
  l2: 1e-4,
  batch: 32,
  random: [1, 2, 3, 4],
  source: { epoch: 1, cursor: 96, shuffle: [5, 6, 7, -8], augment: [9, 10, 11, 12] },
}

/** Reads, and gives the error's code; anything but a SpecError is a crash. */
function codeOf(bytes: ArrayBuffer): string {
  try {
    fromBytes(bytes)
    return 'read'
  } catch (error) {
    if (error instanceof SpecError && !/undefined|NaN,/.test(error.message)) return error.code
    throw error
  }
}

/** The file with another header, and a sum that fits: what a stranger with a text editor could make. */
function withHeader(change: (header: string) => string): ArrayBuffer {
  const bytes = new Uint8Array(toBytes(checkpoint))
  const length = new DataView(bytes.buffer).getUint32(8, true)
  const json = new TextEncoder().encode(
    change(new TextDecoder().decode(bytes.subarray(16, 16 + length)).trimEnd()),
  )
  const padded = Math.ceil(json.length / 8) * 8
  const out = new Uint8Array(bytes.length - length + padded).fill(0x20)
  out.set(bytes.subarray(0, 16))
  out.set(json, 16)
  out.set(bytes.subarray(16 + length), 16 + padded)
  const front = new DataView(out.buffer)
  front.setUint32(8, padded, true)
  front.setUint32(12, crc32(out.subarray(16)), true)
  return out.buffer
}

describe('a checkpoint as bytes', { timeout: 60_000 }, () => {
  it('comes back as it was, in both precisions and without a source', () => {
    expect(fromBytes(toBytes(checkpoint))).toEqual(checkpoint)
    const other: Checkpoint = {
      ...checkpoint,
      values: Float64Array.of(Math.PI),
      updateState: new Float64Array(0),
      update: { type: 'sgd', rate: 0.1 },
      source: null,
    }
    expect(fromBytes(toBytes(other))).toEqual(other)
  })

  it('is refused at every length but its own', () => {
    const bytes = toBytes(checkpoint)
    for (let length = 0; length < bytes.byteLength; length++) {
      expect(codeOf(bytes.slice(0, length)), `${length} bytes`).toBe('malformed')
    }
    const longer = new Uint8Array(bytes.byteLength + 8)
    longer.set(new Uint8Array(bytes))
    expect(codeOf(longer.buffer)).toBe('malformed')
  })

  it('is refused after any flipped bit', () => {
    const random = createRandom(1)
    for (let i = 0; i < cases(2000, 20_000); i++) {
      const bytes = new Uint8Array(toBytes(checkpoint))
      bytes[random.below(bytes.length)] ^= 1 << random.below(8)
      expect(codeOf(bytes.buffer)).toBe('malformed')
    }
  })

  it('is refused for each wrong field even where the sum fits', () => {
    expect(codeOf(withHeader((header) => header))).toBe('read')
    const wrong: [from: string, to: string][] = [
      ['"version":2', '"version":1'],
      ['"layout":"fc1', '"layout":7,"was":"fc1'],
      ['"updateCount":7', '"updateCount":{"toString":1}'],
      ['"updateCount":7', '"updateCount":0.5'],
      ['"loss":"crossEntropy"', '"loss":"constructor"'],
      ['"every":100', '"every":0'],
      ['"every":100', '"every":2.5'],
      ['"factor":0.5', '"factor":"half"'],
      ['"type":"step"', '"type":"leap"'],
      ['"step":12', '"step":-1'],
      ['"step":12', '"step":1e300'],
      ['"rate":0.01', '"rate":"fast"'],
      ['"rate":0.01', '"rate":1e999'],
      ['"rate":0.01', '"rate":-1'],
      ['"momentum":0.9', '"momentum":9'],
      ['"type":"momentum"', '"type":"constructor"'],
      ['"batch":32', '"batch":0'],
      ['"l2":0.0001', '"l2":null'],
      ['"random":[1,2,3,4]', '"random":[1,2,3]'],
      ['"random":[1,2,3,4]', '"random":[1,2,3,0.5]'],
      ['"cursor":96', '"cursor":-96'],
      ['"length":3', '"length":5'],
      ['"length":3', '"length":9007199254740991'],
      ['"length":3', '"length":-3'],
      ['"type":"float32"', '"type":"float16"'],
      ['"kind":"checkpoint"', '"kind":"weights"'],
      ['{"kind"', '[{"kind"'],
      ['"source":{', '"source":[{'],
    ]
    for (const [from, to] of wrong) {
      expect(codeOf(withHeader((header) => header.replace(from, to))), `${from} → ${to}`).toBe('malformed')
    }
  })

  it('is refused where a number is not finite', () => {
    for (const field of ['values', 'updateState'] as const) {
      const bad = { ...checkpoint, [field]: Float32Array.of(1, Number.NaN, 3) }
      expect(codeOf(toBytes(bad))).toBe('malformed')
    }
  })
})
