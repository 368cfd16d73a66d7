import type { Machine } from './machine'

/**
 * One group of one image as the compiled loops read it: with its zero border, and for a stride S sorted into S × S phases (pixels that
 * agree mod S), so that the pixels that one tap meets in a row of windows lie side by side: [channels][phases][rows][pitch].
 */
export interface Sheet {
  readonly channels: number
  /** Border before the picture; negative crops. */
  readonly top: number
  readonly left: number
  /** `[vertical, horizontal]`. */
  readonly stride: readonly [number, number]
  /** Of one phase. */
  readonly rows: number
  readonly pitch: number
}

export const multipleOf4 = (n: number): number => Math.ceil(n / 4) * 4

/** Bytes of so many float32 or int32. */
export const bytes = (numbers: number): number => numbers * 4

/** Bytes that so many numbers take of a call's room: arrays begin at multiples of 16. */
export const roomOf = (numbers: number): number => bytes(multipleOf4(numbers))

/** In numbers. */
export const sheetLength = ({ channels, stride, rows, pitch }: Sheet): number =>
  channels * stride[0] * stride[1] * rows * pitch

/** How many numbers after the start of the sheet the cell lies that is `y`, `x` cells from the border's corner. */
export function cellOf(
  { stride: [sy, sx], rows, pitch }: Sheet,
  channel: number,
  y: number,
  x: number,
): number {
  const phase = (channel * sy + (y % sy)) * sx + (x % sx)
  return (phase * rows + Math.floor(y / sy)) * pitch + Math.floor(x / sx)
}

/** The picture as it lies in its tensor. */
export const pictureSheet = (channels: number, h: number, w: number): Sheet => ({
  channels,
  top: 0,
  left: 0,
  stride: [1, 1],
  rows: h,
  pitch: w,
})

/** Whether the picture itself is its sheet: no border, nothing to sort. */
export const isPicture = ({ top, left, stride, rows, pitch }: Sheet, h: number, w: number): boolean =>
  top === 0 && left === 0 && stride[0] * stride[1] === 1 && rows === h && pitch === w

/** What begins at multiples of a page shares one set of the nearest cache: that of a small machine has room for eight lines in each. */
const PAGE = 4096
const WAYS = 8

/** Whether the same pixel of all channels, which a filter reads one after the other, finds no room in that cache. */
export function crowds({ channels, rows, pitch }: Pick<Sheet, 'channels' | 'rows' | 'pitch'>): boolean {
  const plane = bytes(rows * pitch)
  const sets = PAGE / Math.min(PAGE, plane & -plane) // that the channels' planes begin at
  return channels > WAYS * sets
}

/** With one more row in each plane where that spreads them. */
export const spread = (sheet: Sheet): Sheet => (crowds(sheet) ? { ...sheet, rows: sheet.rows + 1 } : sheet)

/** What `copyBlock` copies of each channel into one phase of a sheet; `from` and `to` count from the picture's and the sheet's start. */
interface Block {
  readonly from: number
  readonly to: number
  readonly rows: number
  readonly columns: number
}

/** A sheet that is filled with one picture after the other; its border is there already. */
export interface Filling {
  readonly sheet: Sheet
  readonly blocks: readonly Block[]
  readonly h: number
  readonly w: number
}

/**
 * Worked out once, for a small picture is copied as fast as this is thought of. `reads`: whether a tap of the window reads these rows
 * (axis 0) or columns; others are left as they are.
 */
export function fillingOf(
  sheet: Sheet,
  h: number,
  w: number,
  reads: (axis: 0 | 1, phase: number) => boolean = () => true,
): Filling {
  const { stride, rows, pitch } = sheet
  const blocks: Block[] = []
  for (let phaseY = 0; phaseY < stride[0]; phaseY++) {
    const y = partOf(h, sheet.top, stride[0], phaseY, rows)
    for (let phaseX = 0; phaseX < stride[1]; phaseX++) {
      if (!reads(0, phaseY) || !reads(1, phaseX)) continue
      const x = partOf(w, sheet.left, stride[1], phaseX, pitch)
      const phase = phaseY * stride[1] + phaseX
      blocks.push({
        from: bytes(y.from * w + x.from),
        to: bytes((phase * rows + y.to) * pitch + x.to),
        rows: y.count,
        columns: x.count,
      })
    }
  }
  return { sheet, blocks, h, w }
}

/** Copies channels `[c][h][w]` that begin at address `from`. */
export function fillSheet(
  { run }: Machine,
  to: number,
  { sheet, blocks, h, w }: Filling,
  from: number,
): void {
  const { channels, stride, rows, pitch } = sheet
  for (const block of blocks) {
    run.copyBlock(
      from + block.from,
      bytes(h * w),
      bytes(stride[0] * w),
      bytes(stride[1]),
      to + block.to,
      bytes(stride[0] * stride[1] * rows * pitch),
      bytes(pitch),
      channels,
      block.rows,
      block.columns,
    )
  }
}

/** Of `n` cells those that lie in one phase: the first, where it goes among the phase's `room` cells, and how many there are. */
function partOf(n: number, before: number, stride: number, phase: number, room: number) {
  const to = Math.max(0, Math.ceil((before - phase) / stride))
  const from = to * stride + phase - before
  return { from, to, count: Math.max(0, Math.min(Math.ceil((n - from) / stride), room - to)) }
}
