import { createStore } from 'zustand/vanilla'

/** What a clicker's two buttons do on a page with steps. */
export interface PresenterSteps {
  forward(): void
  back(): void
}

/** Teaching from the page at a projector: large type, few controls, the answer hidden until it is asked for. */
export interface Presenter {
  readonly on: boolean
  /** The screen is black, so that the room looks at the teacher. */
  readonly blank: boolean
  /** The answer may be seen. Always true outside presenter mode. */
  readonly revealed: boolean
  /** The QR code of the link is on the screen. */
  readonly code: boolean
  /** Set by a page with steps; without, forward and back show and hide the answer. */
  readonly steps: PresenterSteps | null
}

const off = { on: false, blank: false, revealed: true, code: false }

export const presenter = createStore<Presenter>()(() => ({ ...off, steps: null }))

export const leavePresenter = (): void => presenter.setState(off)

export function togglePresenter(): void {
  presenter.setState((now) => (now.on ? off : { ...off, on: true, revealed: false }))
}

export const reveal = (revealed: boolean): void => presenter.setState({ revealed })
export const toggleAnswer = (): void => presenter.setState(({ revealed }) => ({ revealed: !revealed }))
export const blankScreen = (blank: boolean): void => presenter.setState({ blank })
export const showCode = (code: boolean): void => presenter.setState({ code })

export function stepForward(): void {
  const { steps } = presenter.getState()
  if (steps) steps.forward()
  else reveal(true)
}

export function stepBack(): void {
  const { steps } = presenter.getState()
  if (steps) steps.back()
  else reveal(false)
}
