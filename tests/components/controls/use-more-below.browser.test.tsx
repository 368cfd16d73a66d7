import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, it, vi } from 'vitest'
import { useMoreBelow } from '../../../components/controls/use-more-below'

let root: Root | null = null

afterEach(() => {
  root?.unmount()
  root = null
  document.body.replaceChildren()
})

/** A box 100 px high, and what it holds. */
function Box({ held }: { held: number }) {
  const box = useRef<HTMLDivElement>(null)
  const { more, look } = useMoreBelow(box)
  return (
    <div ref={box} onScroll={look} style={{ height: 100, overflow: 'auto' }} data-more={more || undefined}>
      <div style={{ height: held }} />
    </div>
  )
}

function draw(held: number): HTMLElement {
  const host = document.body.firstElementChild ?? document.body.appendChild(document.createElement('div'))
  root ??= createRoot(host)
  flushSync(() => root?.render(<Box held={held} />))
  const [box] = host.children
  if (!(box instanceof HTMLElement)) throw new Error('nothing drawn')
  return box
}

it('tells of more below the edge when what the box holds grows, and no more when it is scrolled to its end', async () => {
  const box = draw(100)
  expect(box.dataset.more).toBeUndefined()
  draw(140)
  await vi.waitFor(() => expect(box.dataset.more).toBe('true'))
  box.scrollTop = 40
  await vi.waitFor(() => expect(box.dataset.more).toBeUndefined())
})

it('does not have the page laid out while it is being drawn', async () => {
  const asked = vi.spyOn(Element.prototype, 'scrollHeight', 'get')
  draw(140)
  expect(asked).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(asked).toHaveBeenCalled())
  asked.mockRestore()
})
