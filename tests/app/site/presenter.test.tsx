import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PresenterLayer } from '../../../app/site/PresenterLayer'
import { usePresenter, usePresenterKeys } from '../../../app/site/presenter'
import { leavePresenter, presenter } from '../../../app/site/presenter-store'

function Page() {
  usePresenterKeys(true)
  const { on, revealed, toggle } = usePresenter()
  return (
    <>
      <button type="button" onClick={toggle}>
        Present
      </button>
      <p>{revealed ? 'P = 1 repairs it' : 'P = ?'}</p>
      {on && <p>large</p>}
      <PresenterLayer />
    </>
  )
}

const start = () => userEvent.keyboard('{Shift>}P{/Shift}')

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
})
afterEach(() => leavePresenter())

describe('presenter mode', () => {
  test('begins and ends by one key, and the stylesheet is told', async () => {
    render(<Page />)
    await start()
    expect(screen.getByText('large')).toBeVisible()
    expect(document.documentElement).toHaveAttribute('data-presenter')
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByText('large')).toBeNull()
    expect(document.documentElement).not.toHaveAttribute('data-presenter')
  })

  test('hides the answer until Space asks for it, also right after the button was pressed', async () => {
    render(<Page />)
    expect(screen.getByText('P = 1 repairs it')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Present' }))
    expect(screen.getByText('P = ?')).toBeVisible()
    await userEvent.keyboard(' ')
    expect(screen.getByText('P = 1 repairs it')).toBeVisible()
    await userEvent.keyboard(' ')
    expect(screen.getByText('P = ?')).toBeVisible()
  })

  test('gives a clicker the answer: forward shows it, back hides it again', async () => {
    render(<Page />)
    await start()
    await userEvent.keyboard('{PageDown}')
    expect(screen.getByText('P = 1 repairs it')).toBeVisible()
    await userEvent.keyboard('{PageUp}')
    expect(screen.getByText('P = ?')).toBeVisible()
  })

  test('blanks the screen; any key brings it back and does nothing else', async () => {
    render(<Page />)
    await start()
    await userEvent.keyboard('b')
    expect(
      screen.getByRole('status', { name: 'The screen is blank. Press any key to return.' }),
    ).toBeInTheDocument()
    await userEvent.keyboard(' ')
    expect(screen.queryByRole('status')).toBeNull()
    expect(screen.getByText('P = ?')).toBeVisible()
  })

  test('shows the address as a QR code that a library can make out of it', async () => {
    history.replaceState(null, '', '#/formulas?w=7')
    render(<Page />)
    await start()
    await userEvent.keyboard('q')
    expect(await screen.findByRole('img', { name: 'This page as a QR code' })).toBeInTheDocument()
    expect(screen.getByText(location.href)).toBeInTheDocument()
  })

  test('does not react to its letters before it is on', () => {
    render(<Page />)
    fireEvent.keyDown(document.body, { key: 'b' })
    expect(screen.queryByRole('status')).toBeNull()
  })

  test('the key of the QR code closes it again, B makes the screen black', async () => {
    render(<Page />)
    await start()
    await userEvent.keyboard('q')
    expect(presenter.getState().code).toBe(true)
    await userEvent.keyboard('q')
    expect(presenter.getState().code).toBe(false)
    await userEvent.keyboard('qb')
    expect(presenter.getState()).toMatchObject({ code: false, blank: true })
  })
})
