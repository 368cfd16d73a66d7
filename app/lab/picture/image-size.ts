/**
 * Width and height of a picture from the first bytes of its file, before anything is decoded: a file of a few kilobytes
 * can unfold to gigabytes of pixels.
 */
export interface ImageHeader {
  readonly kind: 'png' | 'jpeg' | 'gif' | 'webp'
  readonly width: number
  readonly height: number
}

export function readHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return png(bytes, view) ?? gif(bytes, view) ?? webp(bytes, view) ?? jpeg(view)
  } catch (error) {
    if (error instanceof RangeError) return null // the file ends inside its header
    throw error
  }
}

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

function png(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if (ascii(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || ascii(bytes, 12, 4) !== 'IHDR') return null
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

function gif(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if (!/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return null
  return { kind: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function webp(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return null
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ': // lossy: 14 bits each, after a start code
      return {
        kind: 'webp',
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      }
    case 'VP8L': {
      const bits = view.getUint32(21, true) // 14 bits of width − 1, then 14 of height − 1
      return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case 'VP8X': {
      const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
      return { kind: 'webp', width: three(24) + 1, height: three(27) + 1 }
    }
    default:
      return null
  }
}

/** Walks the segments to the start of frame (C0 … CF without C4, C8, CC), which holds height and width. */
function jpeg(view: DataView): ImageHeader | null {
  if (view.getUint16(0) !== 0xffd8) return null
  let at = 2
  for (;;) {
    const marker = view.getUint16(at)
    if (marker < 0xff00) return null
    if (marker === 0xffff) {
      at++ // filling bytes may stand before a marker
      continue
    }
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { kind: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    const length = view.getUint16(at + 2)
    if (length < 2) return null
    at += 2 + length
  }
}
