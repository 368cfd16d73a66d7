import { useStore } from 'zustand'
import type { Route } from '../routes'
import { closeDialog, openDialog, siteDialog } from './dialogs'
import { KeysDialog } from './KeysDialog'
import { type KeyGroup, useKeys } from './keys'
import { Menu } from './Menu'

const everywhere: KeyGroup<'keys'> = {
  title: { en: 'Everywhere', zh: '所有页面' },
  rows: {
    // Where ? lies differs from keyboard to keyboard: with Shift on most, without on some.
    keys: { keys: ['Shift+?', '?'], shown: ['?'], does: { en: 'all keys', zh: '全部按键' } },
  },
}

export function SiteDialogs({ route }: { route: Route }) {
  const { open } = useStore(siteDialog)
  useKeys(everywhere, { keys: () => openDialog('keys') })
  return (
    <>
      <KeysDialog open={open === 'keys'} onClose={closeDialog} />
      <Menu {...{ route }} open={open === 'menu'} onClose={closeDialog} />
    </>
  )
}
