import { type RefObject, useEffect, useState } from 'react'

const SLACK = 4 // px that may be cut without hiding anything

/** Whether a box that scrolls has more beneath its lower edge: its style then lets that edge fade. */
export function useMoreBelow(box: RefObject<HTMLElement | null>): { more: boolean; look(): void } {
  const [more, setMore] = useState(false)
  const look = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    setMore(scrollHeight - scrollTop - clientHeight > SLACK)
  }
  useEffect(look) // what it holds is mostly drawn anew together with it
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each box; `look` reads nothing but the box
  useEffect(() => {
    if (!box.current) return
    const observer = new MutationObserver(look) // what is loaded later comes by itself
    observer.observe(box.current, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [box])
  return { more, look }
}
