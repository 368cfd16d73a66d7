/**
 * y = the largest number of each window; `switches`: where in its plane it was. The first NaN wins, among numbers the first of
 * the largest, the padding never. Four windows of a row at once where all of them lie between the left and the right edge.
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
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < outHeight; i++) {
      const rowY = i * strideY - top
      const startY = max(rowY, 0)
      const endY = min(rowY + sizeY, height)
      let j = 0
      for (; j < inside; j++) {
        poolOne(x, width, startY, endY, j * strideX - left, sizeX, y, switches)
        y += 4
        switches += 4
      }
      for (; j + 4 <= beyond; j += 4) {
        poolFour(x, width, startY, endY, j * strideX - left, sizeX, strideX, y, switches)
        y += 16
        switches += 16
      }
      for (; j < outWidth; j++) {
        poolOne(x, width, startY, endY, j * strideX - left, sizeX, y, switches)
        y += 4
        switches += 4
      }
    }
    x += (<usize>(height * width)) << 2
  }
}

function poolFour(
  plane: usize,
  width: i32,
  startY: i32,
  endY: i32,
  startX: i32,
  sizeX: i32,
  strideX: i32,
  y: usize,
  switches: usize,
): void {
  const corner = startY * width + startX
  const corners = i32x4.add(i32x4.splat(corner), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(strideX)))
  let best = strided(plane + ((<usize>corner) << 2), strideX)
  let winner = corners
  for (let row = startY; row < endY; row++) {
    const first = (row - startY) * width
    for (let tap = first; tap < first + sizeX; tap++) {
      const four = strided(plane + ((<usize>(corner + tap)) << 2), strideX)
      // Neither is it no larger, nor is the best so far no number.
      const wins = v128.andnot(f32x4.eq(best, best), f32x4.le(four, best))
      best = v128.bitselect(four, best, wins)
      winner = v128.bitselect(i32x4.add(corners, i32x4.splat(tap)), winner, wins)
    }
  }
  v128.store(y, best)
  v128.store(switches, winner)
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
