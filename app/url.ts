/**
 * The address after the #: `#/formulas?w=7&f=3`. Every state of a page is such a link. What a stranger's link holds is
 * only split here; each page passes it through its own schema.
 */

export interface HashAddress {
  readonly path: string // '/formulas'
  readonly query: URLSearchParams
  /** Longer than any state of ours: not read at all. */
  readonly tooLong: boolean
}

/** Characters of a hash that are looked at; 8 kB. */
export const LONGEST_HASH = 8192

/** Never throws: URLSearchParams takes any text. */
export function parseHash(hash: string): HashAddress {
  const text = hash.replace(/^#/, '')
  const tooLong = text.length > LONGEST_HASH
  const cut = text.indexOf('?')
  const path = `/${(cut < 0 ? text : text.slice(0, cut)).replace(/^\/+|\/+$/g, '')}`
  const query = cut < 0 || tooLong ? '' : text.slice(cut + 1)
  return {
    path: tooLong && cut < 0 ? '/' : path.slice(0, LONGEST_HASH),
    query: new URLSearchParams(query),
    tooLong,
  }
}

export function formatHash(path: string, query: URLSearchParams): string {
  const text = query.toString()
  return text ? `#${path}?${text}` : `#${path}`
}

export const readHash = (): HashAddress => parseHash(location.hash)

/**
 * Heard when the reader follows a link or edits the address, not when a page writes its own state. `followed` is what was
 * asked for: a page that wrote its state in the same moment may have replaced it in the address already.
 */
export function onHashChange(listener: (followed: HashAddress) => void): () => void {
  const heard = ({ newURL }: HashChangeEvent): void =>
    listener(newURL ? parseHash(new URL(newURL).hash) : readHash())
  addEventListener('hashchange', heard)
  return () => removeEventListener('hashchange', heard)
}

export function navigate(to: string, { replace = false } = {}): void {
  const before = location.href
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`)
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: location.href }))
}

/** Safari allows 100 changes of the address in 30 s; a slider makes more. */
const WRITE_AFTER = 300

let wish: { path: string; query: URLSearchParams; timer: ReturnType<typeof setTimeout> } | null = null

/** Puts the state of the page on view into its address, a moment later; the last wish wins. */
export function writeQuery(query: URLSearchParams): void {
  if (wish) clearTimeout(wish.timer)
  wish = { path: readHash().path, query, timer: setTimeout(flushQuery, WRITE_AFTER) }
}

/** Writes now, e.g. before the link is copied. A page that has been left meanwhile no longer writes. */
export function flushQuery(): void {
  if (!wish) return
  clearTimeout(wish.timer)
  const { path, query } = wish
  wish = null
  const next = formatHash(path, query)
  if (path !== readHash().path || next === location.hash || next.length > LONGEST_HASH) return
  try {
    history.replaceState(history.state, '', next)
  } catch {
    // Too many changes for this browser: the next one writes the newest state.
  }
}
