import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import {
  leavePresenter,
  letGoOrLeave,
  toggleAnswer,
  togglePresenter,
} from '../../../app/site/presenter-store'
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
    expect(screen.getByText('13 of 49')).toBeInTheDocument() // pixels never read
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

  test.each([
    ['en', /^M\s*costs$/, 'multiply-adds'],
    ['zh', /^M\s*开销$/, '乘加'],
  ] as const)('what the layer costs has a button that shows its key (%s)', async (language, name, told) => {
    present('w=7&f=3&s=2', language)
    const costs = screen.getByRole('button', { name })
    expect(costs).toHaveAttribute('aria-pressed', 'false')
    await userEvent.click(costs)
    expect(screen.getByText(told)).toBeInTheDocument()
    await userEvent.keyboard('m')
    expect(screen.queryByText(told)).toBeNull()
    expect(costs).toHaveAttribute('aria-pressed', 'false')
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
    expect(screen.getByText(/S must be a whole number from 1 to 64; with S = 0/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: /^S\s*0/ })).toBeInTheDocument()
    // Nothing on the screen claims another number, and there is no answer to show.
    expect(formula()).toHaveAccessibleName('output, equals ?')
    expect(formula().textContent).toBe('W7−−F3++2P2·0S0++11=output=?')
    expect(screen.queryByRole('button', { name: /show the answer/ })).toBeNull()
    expect(screen.getByText('Still for W = 7, F = 3, S = 3, P = 0')).toBeInTheDocument()
    expect(location.hash).toContain('s=3')
  })

  test('Esc drops an entry that cannot be before it leaves', async () => {
    present('w=7&f=3&s=3')
    await userEvent.keyboard('s0')
    act(letGoOrLeave)
    expect(screen.getByRole('button', { name: /^S\s*3/ })).toBeInTheDocument()
    expect(formula()).toHaveAccessibleName(/over 3.*equals \?$/)
    act(letGoOrLeave)
    expect(screen.queryByRole('button', { name: /^S\s*3/ })).toBeNull()
  })

  test('a slip of the finger after a number that was taken changes nothing', async () => {
    present('w=7&f=3&s=1')
    await userEvent.keyboard('d3x')
    await userEvent.keyboard('h')
    expect(screen.getByRole('button', { name: /^D\s*3/ })).toBeInTheDocument()
    expect(screen.queryByText('Entry cancelled.')).toBeNull()
  })

  test.each([
    ['p-1', /P must be .*; −1 is out of range/, 'p', 0],
    ['f7.5', /F must be .*; 7.5 is not a whole number/, 'f', 3],
    ['f0x', /“x” is not a digit; F = 3 as before/, 'f', 3],
  ])('%s is not taken for another number', async (keys, said, letter, value) => {
    present('w=7&f=3&s=2')
    await userEvent.keyboard(keys)
    expect(screen.getByText(said)).toBeInTheDocument()
    await userEvent.keyboard(letter)
    const name = new RegExp(`^${letter.toUpperCase()}\\s*${value}`)
    expect(screen.getByRole('button', { name })).toBeInTheDocument()
  })

  test('the answer hides again with every number that is changed', async () => {
    present('w=7&f=3&s=2')
    act(toggleAnswer)
    expect(screen.getByText('Fits.')).toBeInTheDocument()
    await userEvent.keyboard('s3')
    expect(screen.queryByText('Does not fit.')).toBeNull()
    expect(formula()).toHaveAccessibleName(/equals \?$/)
    act(toggleAnswer)
    await userEvent.keyboard('{ArrowDown}')
    expect(formula()).toHaveAccessibleName(/equals \?$/)
  })

  test('volume, neurons and parameters come with the answer; C and D are numbers too', async () => {
    present('w=32&f=5&s=1&p=2&k=10&c=1')
    await userEvent.keyboard('c3d1')
    expect(screen.queryByText('32×32×10')).toBeNull()
    act(toggleAnswer)
    expect(screen.getByText('32×32×10')).toBeInTheDocument()
    expect(screen.getByText('10,240')).toBeInTheDocument()
    expect(screen.getByText('10·(5·5·3+1) = 760')).toBeInTheDocument()
    expect(screen.getByText('0 of 1,024')).toBeInTheDocument()
  })

  test('one key shows what the layer costs, not before the answer', async () => {
    present('w=32&f=5&s=1&p=2&k=10&c=3')
    await userEvent.keyboard('m')
    expect(screen.getByText('multiply-adds')).toBeInTheDocument()
    expect(screen.queryByText('40.0 KiB')).toBeNull()
    act(toggleAnswer)
    expect(screen.getByText('40.0 KiB')).toBeInTheDocument()
    expect(screen.getByText('778,240')).toBeInTheDocument()
  })

  test('a rectangular input has its H in the bar, and the side that does not fit is drawn', async () => {
    present('w=7&h=8&f=3&s=2')
    expect(screen.getByRole('button', { name: /^H\s*8/ })).toBeInTheDocument()
    act(toggleAnswer)
    expect(screen.getByRole('img', { name: /^Input of 8 pixels/ })).toBeInTheDocument()
  })

  test('speaks Chinese to a Chinese room', () => {
    present('w=7&f=3&s=3', 'zh')
    expect(screen.getByRole('button', { name: /显示答案/ })).toBeInTheDocument()
    act(toggleAnswer)
    expect(screen.getByText('放不下。')).toBeInTheDocument()
  })
})
