// @vitest-environment jsdom

import { describe, expect, test } from 'vitest'
import { applyLanguage, preferredLanguage } from '../../app/i18n/language'

describe('the language of a first visit', () => {
  test.each([
    [['zh-CN', 'en'], 'zh'],
    [['zh-Hant-TW'], 'zh'],
    [['ZH'], 'zh'],
    [['en-GB', 'zh'], 'en'],
    [['fr-FR', 'zh-CN', 'en'], 'zh'],
    [['fr', 'de'], 'en'],
    [['zha'], 'en'], // Zhuang, not Chinese
    [[], 'en'],
  ] as const)('for %j is %s', (wanted, language) => {
    expect(preferredLanguage(wanted)).toBe(language)
  })
})

test('The document says which language it is in, so that the browser chooses the Chinese glyphs', () => {
  applyLanguage('zh', { en: 'Lab', zh: '实验室' })
  expect([document.documentElement.lang, document.title]).toEqual(['zh-Hans', '实验室'])
  applyLanguage('en', { en: 'Lab', zh: '实验室' })
  expect([document.documentElement.lang, document.title]).toEqual(['en', 'Lab'])
})
