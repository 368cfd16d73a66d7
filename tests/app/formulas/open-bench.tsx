import { act, configure, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import FormulasPage from '../../../app/formulas/FormulasPage'
import type { Language } from '../../../engine/text'
import { renderIn } from '../../components/controls/in-language'

// Nothing on this page is hidden from assistive technology but decoration: asking for it at each query takes most of the time.
configure({ defaultHidden: true })
vi.setConfig({ testTimeout: 30_000 })

/** The page as a link opens it. */
export function openBench(language: Language, query = '') {
  history.replaceState(null, '', `#/formulas${query && `?${query}`}`)
  return renderIn(language, <FormulasPage />)
}

export const field = (name: string | RegExp) => screen.getByRole('spinbutton', { name })

export async function type(name: string, number: string) {
  await userEvent.clear(field(name))
  await userEvent.type(field(name), number)
}

/** The reader follows another link on the same page. */
export function follow(query: string) {
  act(() => {
    history.replaceState(null, '', `#/formulas?${query}`)
    dispatchEvent(new HashChangeEvent('hashchange'))
  })
}
