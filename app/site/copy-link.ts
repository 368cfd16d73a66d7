import { useEffect, useState } from 'react'
import { flushQuery } from '../url'

/** The full address of the page with the state it is in now. */
export function currentLink(): string {
  flushQuery()
  return location.href
}

/** false where the browser forbids it (no secure origin, no permission): then the link is shown to be copied by hand. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** `copied` for two seconds after it worked; `byHand` is the link that could not be copied, until it is dismissed. */
export function useCopyLink() {
  const [copied, setCopied] = useState(false)
  const [byHand, setByHand] = useState<string | null>(null)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copyLink = async () => {
    const link = currentLink()
    const worked = await copy(link)
    setCopied(worked)
    setByHand(worked ? null : link)
  }
  return { copied, byHand, copyLink, dismiss: () => setByHand(null) }
}
