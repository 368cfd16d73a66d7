/** Who presents presses keys before the page is there: from the one that begins it on they are kept, and given to the page. */
const kept: KeyboardEventInit[] = []

function keep(event: KeyboardEvent): void {
  const { key, code, shiftKey, ctrlKey, altKey, metaKey, isTrusted } = event
  if (!isTrusted || ctrlKey || altKey || metaKey || (kept.length === 0 && key !== 'P')) return
  event.preventDefault()
  event.stopImmediatePropagation()
  kept.push({ key, code, shiftKey, bubbles: true, cancelable: true })
}

export const keepKeys = (): void => addEventListener('keydown', keep, { capture: true })

/** One after the other: what the first opens hears the second. */
export async function giveKeys(): Promise<void> {
  for (let key = kept.shift(); key; key = kept.shift()) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', key))
    await new Promise((resolve) => setTimeout(resolve))
  }
  removeEventListener('keydown', keep, { capture: true })
}
