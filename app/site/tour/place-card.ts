import type { CSSProperties } from 'react'
import type { Box } from './use-anchor'

const GAP = 12
export const CARD_WIDTH = 340
const CARD_HEIGHT = 220 // the tallest of the texts, in either language

/**
 * Where the card stands beside what it explains: below it, above it, at a side; over it only where it fills the screen.
 * On a narrow screen it is a strip along the edge that is farther away.
 */
export function placeCard(box: Box | null, screen: { width: number; height: number }): CSSProperties {
  if (!box) return { right: GAP, bottom: GAP }
  if (screen.width < 900) {
    const middle = box.y + box.height / 2
    return middle < screen.height / 2
      ? { left: GAP, right: GAP, bottom: GAP }
      : { left: GAP, right: GAP, top: GAP }
  }
  const left = Math.min(Math.max(GAP, box.x), screen.width - CARD_WIDTH - GAP)
  const below = box.y + box.height + GAP
  if (below + CARD_HEIGHT < screen.height) return { left, top: below }
  if (box.y - GAP - CARD_HEIGHT > 0) return { left, bottom: screen.height - box.y + GAP }
  const top = Math.min(Math.max(GAP, box.y), screen.height - CARD_HEIGHT - GAP)
  if (box.x + box.width + GAP + CARD_WIDTH < screen.width) return { left: box.x + box.width + GAP, top }
  if (box.x - GAP - CARD_WIDTH > 0) return { left: box.x - GAP - CARD_WIDTH, top }
  return { right: GAP, bottom: GAP }
}
