import * as v from 'valibot'
import { type PersistStorage, persist } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import type { Language } from '../../engine/index'
import { preferredLanguage } from '../i18n/language'

export type ThemeChoice = 'auto' | 'light' | 'dark'

/** What a reader has chosen, remembered in this browser only. */
export interface Settings {
  readonly language: Language
  readonly theme: ThemeChoice
  /** Single letters as keys; off for those who speak to the computer or type by accident. */
  readonly letterKeys: boolean
  /** The tour was taken or declined: it is not offered again. */
  readonly tourSeen: boolean
}

const fresh = (): Settings => ({
  language: preferredLanguage(navigator.languages ?? [navigator.language]),
  theme: 'auto',
  letterKeys: true,
  tourSeen: false,
})

/** A field that cannot be read is as if it had never been chosen; the others stay. */
function readSettings(stored: unknown): Settings {
  const start = fresh()
  const schema = v.fallback(
    v.object({
      language: v.fallback(v.picklist(['en', 'zh']), start.language),
      theme: v.fallback(v.picklist(['auto', 'light', 'dark']), start.theme),
      letterKeys: v.fallback(v.boolean(), start.letterKeys),
      tourSeen: v.fallback(v.boolean(), start.tourSeen),
    }),
    start,
  )
  return v.parse(schema, stored)
}

/** Storage may be forbidden, full or hold another program's bytes: then the settings last as long as the page. */
const storage: PersistStorage<Settings> = {
  getItem(name) {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
      const state = typeof stored === 'object' && stored !== null && 'state' in stored ? stored.state : null
      return { state: readSettings(state), version: VERSION }
    } catch {
      return null
    }
  },
  setItem(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value))
    } catch {
      // Nothing is lost but the memory of a choice.
    }
  },
  removeItem(name) {
    try {
      localStorage.removeItem(name)
    } catch {
      // As above.
    }
  },
}

const VERSION = 1

export const createSettings = () =>
  createStore<Settings>()(persist(fresh, { name: 'convscope.settings', version: VERSION, storage }))

export const settings = createSettings()
