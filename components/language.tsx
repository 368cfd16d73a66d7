import { createContext, useContext } from 'react'
import type { Language, Text } from '../engine/index'

/** The reader's language. Components keep their words as `Text` pairs beside the markup and ask this for the right one. */
export const LanguageContext = createContext<Language>('en')

export const useLanguage = (): Language => useContext(LanguageContext)

export function useText(): (text: Text) => string {
  const language = useLanguage()
  return (text) => text[language]
}
