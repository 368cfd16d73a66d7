import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { LanguageContext } from '../../../components/language'
import type { Language } from '../../../engine/text'

/** Renders as a reader of this language sees it. */
export const renderIn = (language: Language, element: ReactElement) =>
  render(element, {
    wrapper: ({ children }) => <LanguageContext value={language}>{children}</LanguageContext>,
  })
