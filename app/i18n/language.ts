import type { Language, Text } from '../../engine/index'

/** The value of <html lang>: zh-Hans chooses the Chinese forms of the characters. */
export const htmlLanguage: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' }

/** Each language by its own name, as its readers look for it. */
export const languageName: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' }

export const otherLanguage = (language: Language): Language => (language === 'en' ? 'zh' : 'en')

/** The first of the reader's languages that we speak; English for those who ask for neither. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0]
    if (primary === 'zh' || primary === 'en') return primary
  }
  return 'en'
}

/** Tells the browser (fonts, spoken voice, hyphens) and the tab's title which language the page is in. */
export function applyLanguage(language: Language, title: Text): void {
  document.documentElement.lang = htmlLanguage[language]
  document.title = title[language]
}
