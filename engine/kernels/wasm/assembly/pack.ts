/** The number of term t of row r lies at `from + r·rowStep + terms[t]` → `[rows/4][terms][4]`; missing rows repeat the last one. */
export function pack(from: usize, rowStep: usize, rows: i32, terms: usize, termCount: i32, to: usize): void {
  const termsEnd = terms + ((<usize>termCount) << 2)
  for (let row = 0; row < rows; row += 4) {
    const a = from + rowStep * <usize>row
    const b = from + rowStep * <usize>min(row + 1, rows - 1)
    const c = from + rowStep * <usize>min(row + 2, rows - 1)
    const d = from + rowStep * <usize>min(row + 3, rows - 1)
    for (let term = terms; term < termsEnd; term += 4) {
      const t = load<u32>(term)
      store<f32>(to, load<f32>(a + t))
      store<f32>(to, load<f32>(b + t), 4)
      store<f32>(to, load<f32>(c + t), 8)
      store<f32>(to, load<f32>(d + t), 12)
      to += 16
    }
  }
}

/** The way back. */
export function unpack(
  from: usize,
  to: usize,
  rowStep: usize,
  rows: i32,
  terms: usize,
  termCount: i32,
): void {
  const termsEnd = terms + ((<usize>termCount) << 2)
  for (let row = 0; row < rows; row++) {
    let at = from + ((<usize>(row >> 2) * <usize>termCount) << 4) + ((<usize>(row & 3)) << 2)
    for (let term = terms; term < termsEnd; term += 4) {
      store<f32>(to + load<u32>(term), load<f32>(at))
      at += 16
    }
    to += rowStep
  }
}
