import { four, highDoubles, lowDoubles } from './doubles'
import { storeLanes } from './lanes'

// Average and L2 pooling: windows of `sizeY` × `sizeX` numbers, `strideY` and `strideX` apart, the first one `top` rows and `left` columns
// outside. In doubles, as in the reference, four columns at a time. What the rows of a window have in common is kept in one row of doubles,
// so that a number is read once for each row of windows it lies in, and borders are zeros of that row. `widths`: of each column of windows
// the counted cells (doubles), to divide by with the counted rows, those from `firstRow` to `endRow` − 1; address 0: the root of the sum of
// squares.

/** y = Σ x / counted cells or √Σ x². `row`: `columns` doubles from the left border to the right one. */
export function sumPool(
  x: usize,
  height: i32,
  width: i32,
  y: usize,
  outHeight: i32,
  outWidth: i32,
  planes: i32,
  sizeY: i32,
  sizeX: i32,
  strideY: i32,
  strideX: i32,
  top: i32,
  left: i32,
  widths: usize,
  firstRow: i32,
  endRow: i32,
  row: usize,
  columns: i32,
): void {
  const rowBytes = (<usize>width) << 2
  const stride = (<usize>strideX) << 3
  const inside = row + ((<usize>left) << 3)
  const zero = f64x2.splat(0)
  memory.fill(row, 0, (<usize>columns) << 3)
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < outHeight; i++) {
      const startY = i * strideY - top
      const first = x + rowBytes * <usize>max(startY, 0)
      const end = x + rowBytes * <usize>min(startY + sizeY, height)
      for (let at: usize = 0; at < rowBytes; at += 16) {
        let low = zero
        let high = zero
        for (let from = first + at; from < end; from += rowBytes) {
          const numbers = v128.load(from)
          const a = lowDoubles(numbers)
          const b = highDoubles(numbers)
          low = f64x2.add(low, widths ? a : f64x2.mul(a, a))
          high = f64x2.add(high, widths ? b : f64x2.mul(b, b))
        }
        v128.store(inside + (at << 1), low)
        v128.store(inside + (at << 1), high, 16)
      }
      // What was read beyond the picture is border again.
      v128.store(inside + (rowBytes << 1), zero)
      v128.store(inside + (rowBytes << 1), zero, 16)
      const rows = f64x2.splat(<f64>(min(startY + sizeY, endRow) - max(startY, firstRow)))
      let corner = row
      for (let j = 0; j < outWidth; j += 4) {
        let low = zero
        let high = zero
        const last = corner + ((<usize>sizeX) << 3)
        for (let cell = corner; cell < last; cell += 8) {
          low = f64x2.add(low, two(cell, stride))
          high = f64x2.add(high, two(cell + (stride << 1), stride))
        }
        if (widths) {
          const cells = widths + ((<usize>j) << 3)
          low = f64x2.div(low, f64x2.mul(rows, v128.load(cells)))
          high = f64x2.div(high, f64x2.mul(rows, v128.load(cells, 16)))
        } else {
          low = f64x2.sqrt(low)
          high = f64x2.sqrt(high)
        }
        storeLanes(y + ((<usize>j) << 2), four(low, high), outWidth - j)
        corner += stride << 2
      }
      y += (<usize>outWidth) << 2
    }
    x += rowBytes * <usize>height
  }
}

/**
 * dx: each number of a window receives dy / counted cells, or x · dy/y; nothing where y = 0. `row`: `columns` doubles, in which windows
 * stand at their last column, so that the `sizeX` numbers from a column on are the shares of the windows it lies in.
 */
export function addToWindows(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  height: i32,
  width: i32,
  outHeight: i32,
  outWidth: i32,
  planes: i32,
  sizeY: i32,
  sizeX: i32,
  strideY: i32,
  strideX: i32,
  top: i32,
  left: i32,
  widths: usize,
  firstRow: i32,
  endRow: i32,
  row: usize,
  columns: i32,
): void {
  const rowBytes = (<usize>width) << 2
  const inside = row + ((<usize>left) << 3)
  const windowBytes = (<usize>sizeX) << 3
  const stride = (<usize>strideX) << 3
  memory.fill(row, 0, (<usize>columns) << 3)
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < outHeight; i++) {
      const startY = i * strideY - top
      const rows = f64x2.splat(<f64>(min(startY + sizeY, endRow) - max(startY, firstRow)))
      let share = row + windowBytes - 8
      for (let j = 0; j < outWidth; j += 2) {
        const from = (<usize>j) << 2
        const sizes = widths
          ? f64x2.mul(rows, v128.load(widths + (from << 1)))
          : lowDoubles(v128.load64_zero(y + from))
        const shares = f64x2.div(lowDoubles(v128.load64_zero(dy + from)), sizes)
        const some = v128.andnot(shares, f64x2.eq(sizes, f64x2.splat(0)))
        v128.store64_lane(share, some, 0)
        if (j + 1 < outWidth) v128.store64_lane(share + stride, some, 1)
        share += stride << 1
      }
      dy += (<usize>outWidth) << 2
      y += (<usize>outWidth) << 2
      const first = rowBytes * <usize>max(startY, 0)
      const end = rowBytes * <usize>min(startY + sizeY, height)
      for (let j = 0; j < width; j += 4) {
        let low = f64x2.splat(0)
        let high = low
        const start = inside + ((<usize>j) << 3)
        for (let at = start; at < start + windowBytes; at += 8) {
          low = f64x2.add(low, v128.load(at))
          high = f64x2.add(high, v128.load(at, 16))
        }
        const column = (<usize>j) << 2
        for (let at = first + column; at < end; at += rowBytes) {
          let a = low
          let b = high
          if (!widths) {
            const numbers = v128.load(x + at)
            a = f64x2.mul(a, lowDoubles(numbers))
            b = f64x2.mul(b, highDoubles(numbers))
          }
          const before = v128.load(dx + at)
          a = f64x2.add(lowDoubles(before), a)
          b = f64x2.add(highDoubles(before), b)
          storeLanes(dx + at, four(a, b), width - j)
        }
      }
    }
    x += rowBytes * <usize>height
    dx += rowBytes * <usize>height
  }
}

/** Two doubles that lie `step` bytes apart. */
function two(at: usize, step: usize): v128 {
  return step === 8 ? v128.load(at) : v128.load64_lane(at + step, v128.load64_zero(at), 1)
}
