import { useEffect, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Theme } from '../../components/draw/theme'
import { useSettings } from '../store/use-settings'
import { presenter } from './presenter-store'

const dark = '(prefers-color-scheme: dark)'

function onSystemTheme(listener: () => void): () => void {
  const media = matchMedia(dark)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** The theme in force: the reader's choice, else the system's. A projector is always light. */
export function useResolvedTheme(): Theme {
  const system = useSyncExternalStore(onSystemTheme, () => (matchMedia(dark).matches ? 'dark' : 'light'))
  const choice = useSettings((s) => s.theme)
  const presenting = useStore(presenter, (p) => p.on)
  if (presenting) return 'light'
  return choice === 'auto' ? system : choice
}

/** Hands the theme to the stylesheet. */
export function useAppliedTheme(theme: Theme): void {
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
}
