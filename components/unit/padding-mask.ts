interface PlacedWindow {
  readonly top: number
  readonly left: number
  readonly size: readonly [number, number]
  readonly dilation: readonly [number, number]
}

/** Which taps of a window lie outside its input, row-major: those read the padding's zeros. */
export function paddingMask(window: PlacedWindow, input: { h: number; w: number }): readonly boolean[] {
  const [rows, columns] = window.size
  return Array.from({ length: rows * columns }, (_, cell) => {
    const y = window.top + Math.floor(cell / columns) * window.dilation[0]
    const x = window.left + (cell % columns) * window.dilation[1]
    return y < 0 || x < 0 || y >= input.h || x >= input.w
  })
}
