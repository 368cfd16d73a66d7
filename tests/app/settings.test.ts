// @vitest-environment jsdom

import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSettings } from '../../app/store/settings'

const NAME = 'convscope.settings'
const fresh = { language: 'en', theme: 'auto', letterKeys: true, tourSeen: false }

afterEach(() => {
  vi.restoreAllMocks()
  localStorage.clear()
})

describe('settings', () => {
  test('are remembered by the next visit', () => {
    createSettings().setState({ language: 'zh', theme: 'dark', tourSeen: true })
    expect(createSettings().getState()).toEqual({ ...fresh, language: 'zh', theme: 'dark', tourSeen: true })
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"state":null}',
    '{"state":[1,2]}',
    '{"state":{"language":"<script>","theme":7,"letterKeys":"no","tourSeen":null},"version":1}',
    '{"state":{"__proto__":{"polluted":1}},"version":99}',
    '\u0000\uffff'.repeat(1000),
  ])('start fresh from the unreadable %j', (stored) => {
    localStorage.setItem(NAME, stored)
    expect(createSettings().getState()).toEqual(fresh)
    expect('polluted' in {}).toBe(false)
  })

  test('keep every field that can be read, and nothing that is not ours', () => {
    const state = { language: 'zh', theme: 'purple', letterKeys: false, extra: 1 }
    localStorage.setItem(NAME, JSON.stringify({ state, version: 1 }))
    expect(createSettings().getState()).toEqual({ ...fresh, language: 'zh', letterKeys: false })
  })

  test('last as long as the page where storage is forbidden', () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const settings = createSettings()
    settings.setState({ theme: 'dark' })
    expect(settings.getState().theme).toBe('dark')
  })
})
