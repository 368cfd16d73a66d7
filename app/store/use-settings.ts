import { useStore } from 'zustand'
import { type Settings, settings } from './settings'

export const useSettings = <Part>(select: (settings: Settings) => Part): Part => useStore(settings, select)

export function changeSettings(change: Partial<Settings>): void {
  settings.setState(change)
}
