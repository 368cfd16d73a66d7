import { createStore } from 'zustand/vanilla'

/** The one dialog of the site that is open. */
export const siteDialog = createStore<{ readonly open: 'keys' | 'menu' | null }>()(() => ({ open: null }))

export const openDialog = (open: 'keys' | 'menu'): void => siteDialog.setState({ open })
export const closeDialog = (): void => siteDialog.setState({ open: null })
