import { type RefObject, useEffect, useRef, useState } from 'react'

const SLACK = 4 // px that may be cut without hiding anything

/** Whether a box that scrolls has more beneath its lower edge: its style then lets that edge fade. */
export function useMoreBelow(box: RefObject<HTMLElement | null>): { more: boolean; look(): void } {
  const [more, setMore] = useState(false)
  const lookLater = useRef(() => {})
  const look = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    setMore(scrollHeight - scrollTop - clientHeight > SLACK)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each box; `look` reads nothing but the box
  useEffect(() => {
    const { current } = box
    if (!current || typeof ResizeObserver === 'undefined') return
    // Asked for its size, the page would be laid out at once, in the midst of the script. What an observer has just begun
    // to observe, it tells of when the page has been laid out anyway.
    const laidOut = new ResizeObserver(look)
    lookLater.current = () => {
      laidOut.unobserve(current)
      laidOut.observe(current)
    }
    lookLater.current()
    const loaded = new MutationObserver(lookLater.current) // what is loaded later comes by itself
    loaded.observe(current, { childList: true, subtree: true })
    return () => {
      laidOut.disconnect()
      loaded.disconnect()
    }
  }, [box])
  useEffect(() => lookLater.current()) // what it holds is mostly drawn anew together with it
  return { more, look }
}
