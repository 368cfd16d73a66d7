import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { vi } from 'vitest'
import type { EngineSession } from '../../../app/engine-client/session'
import { noteMapsPainted } from '../../../app/lab/after-maps'
import { networkTold } from '../../../app/lab/new-network'
import { createLab, type LabStore } from '../../../app/store/lab'
import type { LabLink } from '../../../app/store/lab.types'
import { LabContext } from '../../../app/store/use-lab'
import { LanguageContext } from '../../../components/language'
import type { Language } from '../../../engine/index'
import { realSnapshot } from '../../components/unit/real-snapshot'

const opened = { run: 1, step: 412, kernels: 'typescript' }

/** A Lab whose engine only writes down what it is asked. */
export function aLab(link: LabLink = {}) {
  networkTold() // whoever opened a Lab before may have left that unread
  const asked: { name: string; ask: unknown }[] = []
  const session: EngineSession = {
    call(name, ask) {
      asked.push({ name, ask })
      // Only opening is answered: the others stay on their way, as in a worker that has much to do.
      return name === 'open' ? Promise.resolve(opened as never) : new Promise(() => {})
    },
    watch: () => {},
    autoCheckpoint: () => {},
    close: () => {},
  }
  const lab = createLab(
    {
      connect: () => ({ session, another: () => session, restart: () => {}, dispose: () => {} }),
      fetchBytes: () => Promise.reject(new Error('none')),
      base: 'http://localhost/',
      reducedMotion: () => false,
      randomSeed: () => 77,
    },
    link,
  )
  const askedOf = (name: string) => asked.filter((call) => call.name === name).map(({ ask }) => ask)
  return { lab, askedOf }
}

/** The same with a picture that has gone through a fresh network, ready to train. */
export async function aLabWithPicture(link: LabLink = {}) {
  const made = aLab(link)
  await made.lab.getState().actions.start()
  const { plan } = made.lab.getState()
  const available = { train: 45_000, validation: 5000, test: 10_000 }
  made.lab.setState({
    data: { done: 10, total: 10, available },
    picture: { kind: 'set', split: 'test', index: 559 },
    snapshot: realSnapshot(plan.spec),
  })
  return made
}

/** Chooses the layout: jsdom has no screen. */
export function screenOf(width: number): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: width >= Number(/min-width: (\d+)px/.exec(query)?.[1] ?? Number.POSITIVE_INFINITY),
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
}

/** Whole, as from the second visit on. */
export function renderLab(lab: LabStore, language: Language, element: ReactElement) {
  noteMapsPainted()
  const inLanguage = (now: Language) => (
    <LabContext value={lab}>
      <LanguageContext value={now}>{element}</LanguageContext>
    </LabContext>
  )
  const page = render(inLanguage(language))
  return { ...page, speak: (now: Language) => page.rerender(inLanguage(now)) }
}
