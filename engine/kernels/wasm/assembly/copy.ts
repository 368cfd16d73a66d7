/** Copies planes of rows; from one number of a row to the next it is `fromStep` bytes, in the copy four. */
export function copyBlock(
  from: usize,
  fromPlane: usize,
  fromRow: usize,
  fromStep: usize,
  to: usize,
  toPlane: usize,
  toRow: usize,
  planes: i32,
  rows: i32,
  columns: i32,
): void {
  const whole = (<usize>(columns & ~3)) << 2
  const length = (<usize>columns) << 2
  for (let p = 0; p < planes; p++) {
    let source = from
    let target = to
    for (let row = 0; row < rows; row++) {
      if (fromStep === 4) {
        let x: usize = 0
        for (; x < whole; x += 16) v128.store(target + x, v128.load(source + x))
        for (; x < length; x += 4) store<f32>(target + x, load<f32>(source + x))
      } else {
        let at = source
        for (let x: usize = 0; x < length; x += 4) {
          store<f32>(target + x, load<f32>(at))
          at += fromStep
        }
      }
      source += fromRow
      target += toRow
    }
    from += fromPlane
    to += toPlane
  }
}

/** The way back: adds dense planes of rows to numbers that lie `toStep` bytes apart. */
export function addBlock(
  from: usize,
  to: usize,
  toPlane: usize,
  toRow: usize,
  toStep: usize,
  planes: i32,
  rows: i32,
  columns: i32,
): void {
  for (let p = 0; p < planes; p++) {
    let row = to
    for (let y = 0; y < rows; y++) {
      let at = row
      for (let x = 0; x < columns; x++) {
        store<f32>(at, load<f32>(at) + load<f32>(from))
        at += toStep
        from += 4
      }
      row += toRow
    }
    to += toPlane
  }
}

/** Adds `length` numbers, a multiple of four, for each tap: `taps[t]` bytes from `to` on. */
export function addToTaps(from: usize, to: usize, taps: usize, tapCount: i32, length: i32): void {
  const bytes = (<usize>length) << 2
  const end = taps + ((<usize>tapCount) << 2)
  for (; taps < end; taps += 4) {
    const tap = to + load<u32>(taps)
    for (let at = tap; at < tap + bytes; at += 16) {
      v128.store(at, f32x4.add(v128.load(at), v128.load(from)))
      from += 16
    }
  }
}
