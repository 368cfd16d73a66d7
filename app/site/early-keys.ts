/** Who presents presses keys before the page is there: from the one that begins it on they are kept, and given to the page. */
const kept: KeyboardEventInit[] = []
let given: Event | null = null

function keep(event: KeyboardEvent): void {
  const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event
  if (event === given || ctrlKey || altKey || metaKey || (kept.length === 0 && key !== 'P')) return
  event.preventDefault()
  event.stopImmediatePropagation()
  kept.push({ key, code, shiftKey, bubbles: true, cancelable: true })
}

export const keepKeys = (): void => addEventListener('keydown', keep, { capture: true })

/** One after the other: what the first opens hears the second. */
export async function giveKeys(): Promise<void> {
  for (let key = kept.shift(); key; key = kept.shift()) {
    given = new KeyboardEvent('keydown', key)
    document.body.dispatchEvent(given)
    await new Promise((resolve) => setTimeout(resolve))
  }
  removeEventListener('keydown', keep, { capture: true })
}
