import { describe, expect, it } from 'vitest'
import { readHeader } from '../../../app/lab/picture/image-size'
import { readPictureFile } from '../../../app/lab/picture/picture-file'

const input = { c: 3, h: 32, w: 32 }
const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((p) => (typeof p === 'string' ? [...p].map((c) => c.charCodeAt(0)) : p)))
const be32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const png = (w: number, h: number) => bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', be32(w), be32(h))
const file = (content: BlobPart, name = 'picture') => new File([content], name)

async function problemOf(content: BlobPart): Promise<string> {
  const read = await readPictureFile(file(content), input)
  expect(read.ok).toBe(false)
  return read.ok ? '' : read.problem.en
}

describe('the size of a picture is read from its header', () => {
  it('of a PNG', () => expect(readHeader(png(640, 480))).toEqual({ kind: 'png', width: 640, height: 480 }))

  it('of a GIF', () =>
    expect(readHeader(bytes('GIF89a', [64, 1, 240, 0]))).toEqual({ kind: 'gif', width: 320, height: 240 }))

  it('of a JPEG, past a segment of 16 bytes and a filling byte', () => {
    const app0 = [0xff, 0xe0, 0, 16, ...Array(14).fill(0)]
    const frame = [0xff, 0xff, 0xc2, 0, 17, 8, 0, 200, 1, 44]
    expect(readHeader(bytes([0xff, 0xd8], app0, frame))).toEqual({ kind: 'jpeg', width: 300, height: 200 })
  })

  it('of the three kinds of WebP', () => {
    const riff = (kind: string, rest: number[]) =>
      bytes('RIFF', [0, 0, 0, 0], 'WEBP', kind, [0, 0, 0, 0], rest)
    const lossy = riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00])
    expect(readHeader(lossy)).toEqual({ kind: 'webp', width: 320, height: 240 })
    const bits = (320 - 1) | ((240 - 1) << 14)
    const lossless = riff('VP8L', [0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >>> 24])
    expect(readHeader(lossless)).toEqual({ kind: 'webp', width: 320, height: 240 })
    const extended = riff('VP8X', [0, 0, 0, 0, 0x3f, 0x01, 0, 0xef, 0, 0])
    expect(readHeader(extended)).toEqual({ kind: 'webp', width: 320, height: 240 })
  })

  it('is unknown where the file ends inside its header', () => {
    const whole = png(640, 480)
    for (let length = 0; length < whole.length; length++)
      expect(readHeader(whole.subarray(0, length))).toBeNull()
  })
})

describe('a file that is no usable picture is refused with one sentence', () => {
  it('more than 16 million pixels are never decoded', async () => {
    expect(await problemOf(png(100_000, 100_000))).toMatch(/more than 16 million/)
    expect(await problemOf(png(0xffffffff, 0xffffffff))).toMatch(/more than 16 million/)
  })

  it('no pixels', async () => expect(await problemOf(png(0, 9))).toMatch(/no pixels/))
  it('an empty file', async () => expect(await problemOf('')).toBe('The file is empty.'))
  it('SVG', async () =>
    expect(await problemOf('<?xml version="1.0"?><svg onload="alert(1)"/>')).toMatch(/SVG is a drawing/))
  it('a web page', async () => expect(await problemOf('<!doctype html><p>404')).toMatch(/web page/))
  it('anything else', async () =>
    expect(await problemOf('PK\x03\x04')).toMatch(/not a PNG, JPEG, GIF or WebP/))
  it('a PNG that breaks off', async () => expect(await problemOf(png(4, 4))).toMatch(/PNG file is damaged/))
})
