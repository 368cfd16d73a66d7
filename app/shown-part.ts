const LONGEST = 24
const MOST_LISTED = 4

/** A stranger's words as they may stand in a sentence of ours: few, on one line, and unable to turn its direction. */
export function shownPart(words: string): string {
  const characters = [...words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·')]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : characters.join('')
}

/** The first few of a list, and how many more there are. */
export const firstFew = <Part>(parts: readonly Part[]): { listed: readonly Part[]; more: number } => ({
  listed: parts.slice(0, MOST_LISTED),
  more: Math.max(0, parts.length - MOST_LISTED),
})
