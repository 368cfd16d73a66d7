import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { LabTour } from '../../../app/site/tour/LabTour'
import { labSteps } from '../../../app/site/tour/lab-steps'
import { placeCard } from '../../../app/site/tour/place-card'
import { Tour } from '../../../app/site/tour/Tour'
import { settings } from '../../../app/store/settings'
import { LanguageContext } from '../../../components/language'

const parts = (...names: string[]) => names.map((name) => <div key={name} data-tour={name} />)

beforeEach(() => settings.setState({ tourSeen: false }))

describe('the first tour', () => {
  test('is offered, and a no is remembered', async () => {
    const { unmount } = render(<LabTour />)
    await userEvent.click(screen.getByRole('button', { name: 'No, thanks' }))
    expect(screen.queryByRole('button')).toBeNull()
    unmount()
    render(<LabTour />)
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('walks through the Lab by keyboard alone, and back, and can be ended anywhere', async () => {
    render(
      <>
        {parts(...labSteps.map(({ anchor }) => anchor))}
        <LabTour />
      </>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'One-minute tour' }))
    expect(await screen.findByRole('dialog', { name: 'One picture goes in' })).toBeVisible()
    await userEvent.keyboard('{Enter}')
    expect(screen.getByRole('dialog', { name: 'Layer by layer' })).toBeVisible()
    await userEvent.keyboard('{ArrowRight}{ArrowLeft}{ArrowLeft}')
    expect(screen.getByRole('dialog', { name: 'One picture goes in' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(settings.getState().tourSeen).toBe(true)
  })

  test('leaves out what is not on this page, and counts only the rest', async () => {
    const onEnd = vi.fn()
    render(
      <LanguageContext value="zh">
        {parts('picture', 'unit')}
        <Tour steps={labSteps} {...{ onEnd }} />
      </LanguageContext>,
    )
    expect(screen.getByText('1 / 2')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: '下一步' }))
    expect(screen.getByRole('dialog', { name: '追踪一个数' })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: '完成' }))
    expect(onEnd).toHaveBeenCalledOnce()
  })

  test('ends at once where there is nothing to show', () => {
    const onEnd = vi.fn()
    render(<Tour steps={labSteps} {...{ onEnd }} />)
    expect(onEnd).toHaveBeenCalledOnce()
  })
})

describe('placeCard', () => {
  const desk = { width: 1440, height: 900 }

  test('puts the card below its part, above where there is no room, beside where there is neither', () => {
    expect(placeCard({ x: 20, y: 50, width: 300, height: 60 }, desk)).toEqual({ left: 20, top: 122 })
    expect(placeCard({ x: 500, y: 580, width: 900, height: 300 }, desk)).toEqual({ left: 500, bottom: 332 })
    expect(placeCard({ x: 20, y: 100, width: 130, height: 780 }, desk)).toEqual({ left: 162, top: 100 })
  })

  test('stays on the screen at its right edge', () => {
    expect(placeCard({ x: 1300, y: 50, width: 130, height: 60 }, desk)).toEqual({ left: 1088, top: 122 })
  })

  test('is a strip along the farther edge of a phone', () => {
    const phone = { width: 390, height: 844 }
    expect(placeCard({ x: 10, y: 60, width: 130, height: 130 }, phone)).toMatchObject({
      bottom: 12,
      left: 12,
      right: 12,
    })
    expect(placeCard({ x: 10, y: 600, width: 370, height: 200 }, phone)).toMatchObject({ top: 12 })
  })
})
