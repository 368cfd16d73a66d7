import { useEffect, useSyncExternalStore } from 'react'
import type { Theme } from '../../components/draw/theme'
import { useSettings } from '../store/use-settings'

const dark = '(prefers-color-scheme: dark)'

function onSystemTheme(listener: () => void): () => void {
  const media = matchMedia(dark)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** The theme in force: the reader's choice, else the system's; a projector has both too. */
export function useResolvedTheme(): Theme {
  const system = useSyncExternalStore(onSystemTheme, () => (matchMedia(dark).matches ? 'dark' : 'light'))
  const choice = useSettings((s) => s.theme)
  return choice === 'auto' ? system : choice
}

/** Hands the theme to the stylesheet. */
export function useAppliedTheme(theme: Theme): void {
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
}
