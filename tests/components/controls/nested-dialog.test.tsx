import { fireEvent, screen } from '@testing-library/react'
import { beforeAll, expect, it, vi } from 'vitest'
import { Dialog } from '../../../components/controls/Dialog'
import { renderIn } from './in-language'

beforeAll(() => {
  // jsdom knows no modal dialogs
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
})

it('a dialog that was opened from another one closes alone', () => {
  const closed = { outer: vi.fn(), inner: vi.fn() }
  renderIn(
    'en',
    <Dialog open onClose={closed.outer} title="Settings">
      <Dialog open onClose={closed.inner} title="Race">
        A race.
      </Dialog>
    </Dialog>,
  )
  const [, ofTheInner] = screen.getAllByRole('button', { name: 'Close' })
  fireEvent.click(ofTheInner)
  expect(closed.inner).toHaveBeenCalledOnce()
  expect(closed.outer).not.toHaveBeenCalled()
})
