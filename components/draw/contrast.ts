/** Digits on a fill are black or white, whichever contrasts more: that is never below 4.5. */
const linear = (channel: number): number => {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Relative luminance (WCAG) of a packed colour. */
export const luminance = (packed: number): number =>
  0.2126 * linear(packed & 255) + 0.7152 * linear((packed >> 8) & 255) + 0.0722 * linear((packed >> 16) & 255)

export const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

export function digitColour(fill: number): '#000000' | '#FFFFFF' {
  const l = luminance(fill)
  return contrast(l, 0) >= contrast(l, 1) ? '#000000' : '#FFFFFF'
}
