import type { Shape, Text } from '../../../engine/index'
import type { Picture } from '../../../engine/protocol'
import { fitPixels } from './fit-pixels'
import { readHeader } from './image-size'

export type FileRead =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly problem: Text }

const MOST_PIXELS = 16_000_000
const MOST_BYTES = 64 * 1024 * 1024
const HEADER_BYTES = 512 * 1024 // a JPEG may carry a large thumbnail before its size

const refuse = (en: string, zh: string): FileRead => ({ ok: false, problem: { en, zh } })

/** A file from anywhere → pixels of the network's input size, or one sentence that says what is wrong with it. */
export async function readPictureFile(file: File, input: Shape): Promise<FileRead> {
  if (file.size === 0) return refuse('The file is empty.', '这个文件是空的。')
  if (file.size > MOST_BYTES) return refuse('The file is larger than 64 MB.', '这个文件超过 64 MB。')
  const head = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer())
  const header = readHeader(head)
  if (!header) return notAPicture(head)
  const { width, height } = header
  if (width === 0 || height === 0)
    return refuse('The file says that it has no pixels.', '文件里写着图片没有像素。')
  if (width > Math.floor(MOST_PIXELS / height))
    return refuse(
      `${width} × ${height} pixels are more than 16 million; make it smaller first.`,
      `${width} × ${height} 像素超过 1600 万，请先缩小。`,
    )
  return decode(file, header.kind, input)
}

function notAPicture(head: Uint8Array): FileRead {
  const start = new TextDecoder('latin1').decode(head.subarray(0, 1000)).trimStart().toLowerCase()
  if (start.includes('<svg'))
    return refuse('SVG is a drawing, not pixels; save it as PNG.', 'SVG 是矢量图，没有像素；请另存为 PNG。')
  if (start.startsWith('<!doctype') || start.startsWith('<html'))
    return refuse('This is a web page, not a picture.', '这是网页，不是图片。')
  return refuse('This is not a PNG, JPEG, GIF or WebP picture.', '这不是 PNG、JPEG、GIF 或 WebP 图片。')
}

async function decode(file: File, kind: string, input: Shape): Promise<FileRead> {
  try {
    const bitmap = await createImageBitmap(file)
    try {
      return { ok: true, picture: { kind: 'pixels', ...input, pixels: shrink(bitmap, input) } }
    } finally {
      bitmap.close()
    }
  } catch {
    return refuse(
      `The ${kind.toUpperCase()} file is damaged: it cannot be decoded.`,
      `这个 ${kind.toUpperCase()} 文件已损坏，无法解码。`,
    )
  }
}

/** The largest centred part of the right proportions, at the network's size. */
function shrink(bitmap: ImageBitmap, { c, h, w }: Shape): Uint8Array {
  const canvas = document.createElement('canvas')
  canvas.width = w
  canvas.height = h
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas')
  const factor = Math.min(bitmap.width / w, bitmap.height / h)
  const [sw, sh] = [w * factor, h * factor]
  context.fillStyle = '#fff' // beneath transparent parts
  context.fillRect(0, 0, w, h)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, (bitmap.width - sw) / 2, (bitmap.height - sh) / 2, sw, sh, 0, 0, w, h)
  return fitPixels(context.getImageData(0, 0, w, h).data, c)
}
