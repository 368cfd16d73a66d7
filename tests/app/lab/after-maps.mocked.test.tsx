import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DeskLab } from '../../../app/lab/DeskLab'
import { LabContext } from '../../../app/store/use-lab'
import { aLab, screenOf } from './a-lab'

beforeEach(() => {
  screenOf(1440)
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

const parts = () => screen.getAllByRole('region').map((part) => part.getAttribute('aria-label'))
const first = ['Input', 'Layers of the network', 'Result']

it('the panels beneath the strip come without maps too, a moment later, and at once the next time', async () => {
  const { lab } = aLab()
  const page = (
    <LabContext value={lab}>
      <DeskLab strip={null} tile={32} notices={null} offer={null} />
    </LabContext>
  )
  const { unmount } = render(page)
  expect(parts()).toEqual(first)
  await act(() => vi.advanceTimersByTimeAsync(1600))
  expect(parts()).toEqual([...first, 'Training', 'Filters of conv 3', 'One unit'])
  unmount()
  render(page)
  expect(parts()).toHaveLength(6)
})
