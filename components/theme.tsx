import { createContext, useContext } from 'react'
import type { Theme } from './draw/theme'

/** Light or dark, for what is coloured by a scale rather than by CSS: canvases, cells, bars. */
export const ThemeContext = createContext<Theme>('light')

export const useTheme = (): Theme => useContext(ThemeContext)
