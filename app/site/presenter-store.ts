import { createStore } from 'zustand/vanilla'
import type { Text } from '../../engine/index'

/** Teaching from the page at a projector: large type, few controls, the answer hidden until it is asked for. */
export interface Presenter {
  readonly on: boolean
  /** The screen is black, so that the room looks at the teacher. */
  readonly blank: boolean
  /** The answer may be seen. Always true outside presenter mode. */
  readonly revealed: boolean
  /** The QR code of the link is on the screen. */
  readonly code: boolean
  /** What Esc lets go of before it leaves: an entry, a unit. */
  readonly held: Held | null
}

export interface Held {
  readonly word: Text
  letGo(): void
}

const off: Presenter = { on: false, blank: false, revealed: true, code: false, held: null }

export const presenter = createStore<Presenter>()(() => off)

export const leavePresenter = (): void => presenter.setState(off)

/** Esc: the innermost thing first. */
export function letGoOrLeave(): void {
  const { held } = presenter.getState()
  if (held) held.letGo()
  else leavePresenter()
}

export function togglePresenter(): void {
  presenter.setState((now) => (now.on ? off : { ...off, on: true, revealed: false }))
}

export const reveal = (revealed: boolean): void => presenter.setState({ revealed })
export const toggleAnswer = (): void => presenter.setState(({ revealed }) => ({ revealed: !revealed }))
export const blankScreen = (blank: boolean): void => presenter.setState({ blank })
export const showCode = (code: boolean): void => presenter.setState({ code })
