import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { leavePresenter, toggleAnswer, togglePresenter } from '../../../app/site/presenter-store'
import { openBench } from './open-bench'

afterEach(() => act(leavePresenter))

function present(query: string, language: 'en' | 'zh' = 'en') {
  openBench(language, query)
  act(togglePresenter)
}

const formula = () => screen.getByRole('math', { name: /^(output|输出)/ })

describe('the bench at a projector', () => {
  test('keeps the answer until it is asked for', () => {
    present('w=7&f=3&s=3')
    expect(formula()).toHaveAccessibleName(/equals \?$/)
    expect(screen.queryByText('Does not fit.')).toBeNull()
    act(toggleAnswer)
    expect(formula()).toHaveAccessibleName(/equals 2\.333$/)
    expect(screen.getByText('Does not fit.')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: /P\s*=\s*1\s*gives\s*3/ })).toBeInTheDocument()
  })

  test('a letter chooses a number, digits type it: 2 2 7 appears at once', async () => {
    present('w=7&f=3&s=3')
    await userEvent.keyboard('w227')
    expect(screen.getByRole('button', { name: /^W\s*227/ })).toHaveAttribute('aria-pressed', 'true')
    expect(formula()).toHaveAccessibleName(/^output: 227 minus 3/)
    await userEvent.keyboard('f11s4')
    act(toggleAnswer)
    expect(formula()).toHaveAccessibleName(/equals 55$/)
  })

  test('arrows change the chosen number, with Shift by ten', async () => {
    present('w=7&f=3&s=3')
    await userEvent.keyboard('s{ArrowDown}{ArrowDown}')
    expect(screen.getByRole('button', { name: /^S\s*1/ })).toBeInTheDocument()
    await userEvent.keyboard('w{Shift>}{ArrowUp}{/Shift}')
    expect(screen.getByRole('button', { name: /^W\s*17/ })).toBeInTheDocument()
  })

  test('a number that cannot be stays on the screen with its limits, and changes nothing', async () => {
    present('w=7&f=3&s=3')
    await userEvent.keyboard('s0')
    expect(screen.getByText('from 1 to 64')).toBeInTheDocument()
    expect(formula()).toHaveAccessibleName(/over 3/)
  })

  test('speaks Chinese to a Chinese room', () => {
    present('w=7&f=3&s=3', 'zh')
    expect(screen.getByRole('button', { name: /显示答案/ })).toBeInTheDocument()
    act(toggleAnswer)
    expect(screen.getByText('放不下。')).toBeInTheDocument()
  })
})
