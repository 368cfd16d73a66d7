/**
 * y = the largest number of each window; `switches`: where in its plane it was. The first NaN wins, among numbers the first of
 * the largest, the padding never. Eight windows of a row at once where that many lie between the left and the right edge; those that are
 * missing in the last eight are computed twice.
 */
export function maxPool(
  x: usize,
  height: i32,
  width: i32,
  y: usize,
  switches: usize,
  outHeight: i32,
  outWidth: i32,
  planes: i32,
  sizeY: i32,
  sizeX: i32,
  strideY: i32,
  strideX: i32,
  top: i32,
  left: i32,
): void {
  const inside = min(outWidth, (left + strideX - 1) / strideX)
  const beyond = max(inside, min(outWidth, width + left < sizeX ? 0 : (width + left - sizeX) / strideX + 1))
  const halves = sizeY === 2 && sizeX === 2 && strideY === 2 && strideX === 2
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < outHeight; i++) {
      const rowY = i * strideY - top
      const startY = max(rowY, 0)
      const endY = min(rowY + sizeY, height)
      let j = 0
      for (; j < inside; j++)
        poolOne(
          x,
          width,
          startY,
          endY,
          j * strideX - left,
          sizeX,
          y + ((<usize>j) << 2),
          switches + ((<usize>j) << 2),
        )
      if (halves && endY - startY === 2) {
        for (; j + 4 <= beyond; j += 4) {
          const to = (<usize>j) << 2
          halveFour(x, width, startY * width + j * 2 - left, y + to, switches + to)
        }
      } else if (j + 4 <= beyond) {
        for (; j < beyond; j += 8) {
          const a = min(j, beyond - 4)
          const b = min(j + 4, beyond - 4)
          const to = (<usize>a) << 2
          poolEight(
            x,
            width,
            startY,
            endY,
            a * strideX - left,
            (b - a) * strideX,
            sizeX,
            strideX,
            y + to,
            switches + to,
            (<usize>(b - a)) << 2,
          )
        }
        j = beyond
      }
      for (; j < outWidth; j++)
        poolOne(
          x,
          width,
          startY,
          endY,
          j * strideX - left,
          sizeX,
          y + ((<usize>j) << 2),
          switches + ((<usize>j) << 2),
        )
      y += (<usize>outWidth) << 2
      switches += (<usize>outWidth) << 2
    }
    x += (<usize>(height * width)) << 2
  }
}

/** Four windows from column `startX` on, and four that begin `away` columns later, whose results lie `next` bytes further on. */
function poolEight(
  plane: usize,
  width: i32,
  startY: i32,
  endY: i32,
  startX: i32,
  away: i32,
  sizeX: i32,
  strideX: i32,
  y: usize,
  switches: usize,
  next: usize,
): void {
  const corner = startY * width + startX
  const from0 = plane + ((<usize>corner) << 2)
  const from1 = from0 + ((<usize>away) << 2)
  let best0 = strided(from0, strideX)
  let best1 = strided(from1, strideX)
  let winner0 = i32x4.splat(0)
  let winner1 = winner0
  let sum0 = f32x4.splat(0)
  let sum1 = sum0
  for (let row = 0; row < (endY - startY) * width; row += width) {
    for (let tap = row; tap < row + sizeX; tap++) {
      const at = (<usize>tap) << 2
      const taps = i32x4.splat(tap)
      const four0 = strided(from0 + at, strideX)
      winner0 = v128.bitselect(taps, winner0, f32x4.gt(four0, best0))
      best0 = f32x4.pmax(best0, four0)
      sum0 = f32x4.add(sum0, four0)
      const four1 = strided(from1 + at, strideX)
      winner1 = v128.bitselect(taps, winner1, f32x4.gt(four1, best1))
      best1 = f32x4.pmax(best1, four1)
      sum1 = f32x4.add(sum1, four1)
    }
  }
  // A sum that is no number may have met one that is none: these are compared one by one.
  const sum = f32x4.add(sum0, sum1)
  if (v128.any_true(f32x4.ne(sum, sum))) {
    for (let i: usize = 0; i < 16; i += 4) {
      const x = startX + <i32>(i >> 2) * strideX
      poolOne(plane, width, startY, endY, x, sizeX, y + i, switches + i)
      poolOne(plane, width, startY, endY, x + away, sizeX, y + next + i, switches + next + i)
    }
    return
  }
  const corners = i32x4.add(i32x4.splat(corner), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(strideX)))
  v128.store(y, best0)
  v128.store(y + next, best1)
  v128.store(switches, i32x4.add(corners, winner0))
  v128.store(switches + next, i32x4.add(i32x4.add(corners, i32x4.splat(away)), winner1))
}

/** The same for windows of 2 × 2 side by side, whose numbers are read once. */
function halveFour(plane: usize, width: i32, corner: i32, y: usize, switches: usize): void {
  const above = plane + ((<usize>corner) << 2)
  const below = above + ((<usize>width) << 2)
  const above0 = v128.load(above)
  const above1 = v128.load(above, 16)
  const below0 = v128.load(below)
  const below1 = v128.load(below, 16)
  const corners = i32x4.add(i32x4.splat(corner), i32x4(0, 2, 4, 6))
  let best = v128.shuffle<f32>(above0, above1, 0, 2, 4, 6)
  let winner = corners
  let four = v128.shuffle<f32>(above0, above1, 1, 3, 5, 7)
  let wins = winsOver(four, best)
  best = v128.bitselect(four, best, wins)
  winner = v128.bitselect(i32x4.add(corners, i32x4.splat(1)), winner, wins)
  four = v128.shuffle<f32>(below0, below1, 0, 2, 4, 6)
  wins = winsOver(four, best)
  best = v128.bitselect(four, best, wins)
  winner = v128.bitselect(i32x4.add(corners, i32x4.splat(width)), winner, wins)
  four = v128.shuffle<f32>(below0, below1, 1, 3, 5, 7)
  wins = winsOver(four, best)
  best = v128.bitselect(four, best, wins)
  winner = v128.bitselect(i32x4.add(corners, i32x4.splat(width + 1)), winner, wins)
  v128.store(y, best)
  v128.store(switches, winner)
}

/** Neither is it no larger, nor is the best so far no number. */
function winsOver(four: v128, best: v128): v128 {
  return v128.andnot(f32x4.eq(best, best), f32x4.le(four, best))
}

/** Four numbers that lie `step` apart. */
function strided(at: usize, step: i32): v128 {
  if (step === 1) return v128.load(at)
  if (step === 2) return v128.shuffle<f32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6)
  const next = (<usize>step) << 2
  return f32x4(load<f32>(at), load<f32>(at + next), load<f32>(at + 2 * next), load<f32>(at + 3 * next))
}

function poolOne(
  plane: usize,
  width: i32,
  startY: i32,
  endY: i32,
  cornerX: i32,
  sizeX: i32,
  y: usize,
  switches: usize,
): void {
  const startX = max(cornerX, 0)
  const endX = min(cornerX + sizeX, width)
  let winner = startY * width + startX
  let best = load<f32>(plane + ((<usize>winner) << 2))
  for (let row = startY; row < endY; row++) {
    for (let cell = row * width + startX; cell < row * width + endX; cell++) {
      const one = load<f32>(plane + ((<usize>cell) << 2))
      if (!(one <= best) && best <= Infinity) {
        best = one
        winner = cell
      }
    }
  }
  store<f32>(y, best)
  store<i32>(switches, winner)
}

/** dx = the gradients at the winners of windows of 2 × 2 side by side, a multiple of four in a row, and 0 elsewhere. */
export function writeToWinners(
  dy: usize,
  switches: usize,
  outHeight: i32,
  outWidth: i32,
  dx: usize,
  planes: i32,
): void {
  const width = 2 * outWidth
  const row = (<usize>width) << 2
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < outHeight; i++) {
      let corners = i32x4.add(i32x4.splat(2 * i * width), i32x4(0, 2, 4, 6))
      for (let j = 0; j < outWidth; j += 4) {
        const four = v128.load(dy)
        const place = i32x4.sub(v128.load(switches), corners)
        const a = v128.and(four, i32x4.eq(place, i32x4.splat(0)))
        const b = v128.and(four, i32x4.eq(place, i32x4.splat(1)))
        const c = v128.and(four, i32x4.eq(place, i32x4.splat(width)))
        const d = v128.and(four, i32x4.eq(place, i32x4.splat(width + 1)))
        v128.store(dx, v128.shuffle<f32>(a, b, 0, 4, 1, 5))
        v128.store(dx, v128.shuffle<f32>(a, b, 2, 6, 3, 7), 16)
        v128.store(dx + row, v128.shuffle<f32>(c, d, 0, 4, 1, 5))
        v128.store(dx + row, v128.shuffle<f32>(c, d, 2, 6, 3, 7), 16)
        corners = i32x4.add(corners, i32x4.splat(8))
        dy += 16
        switches += 16
        dx += 32
      }
      dx += row
    }
  }
}

/** dx: each gradient goes to the winner of its window. Planes of `pixels` windows, and of `cells` numbers of x. */
export function addToWinners(
  dy: usize,
  switches: usize,
  pixels: i32,
  dx: usize,
  cells: i32,
  planes: i32,
): void {
  const step = (<usize>cells) << 2
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < pixels; i++) {
      const at = dx + ((<usize>load<i32>(switches)) << 2)
      store<f32>(at, load<f32>(at) + load<f32>(dy))
      dy += 4
      switches += 4
    }
    dx += step
  }
}
