import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { NumberControl, type NumberControlProps } from '../../../components/controls/NumberControl'
import { renderIn } from './in-language'

function Stride({ onChange, ...rest }: Partial<NumberControlProps>) {
  const [value, setValue] = useState(3)
  const change = (next: number) => {
    setValue(next)
    onChange?.(next)
  }
  return (
    <NumberControl
      symbol="S"
      role="filter"
      label="stride"
      min={1}
      max={11}
      {...{ value }}
      {...rest}
      onChange={change}
    />
  )
}

const field = () => screen.getByRole('spinbutton', { name: 'S stride' })

describe('a number with its slider and stepper', () => {
  test('is one value under three controls that share its name', async () => {
    renderIn('en', <Stride />)
    await userEvent.click(screen.getByRole('button', { name: 'S stride: more' }))
    expect(field()).toHaveValue('4')
    expect(screen.getByRole('slider', { name: 'S stride' })).toHaveValue('4')
    await userEvent.click(screen.getByRole('button', { name: 'S stride: less' }))
    fireEvent.change(screen.getByRole('slider'), { target: { value: '9' } })
    expect(field()).toHaveValue('9')
  })

  test('names its buttons in Chinese', () => {
    renderIn('zh', <Stride label="步长" />)
    expect(screen.getByRole('button', { name: 'S 步长: 增大' })).toBeEnabled()
    expect(screen.getByRole('button', { name: 'S 步长: 减小' })).toBeEnabled()
  })

  test('takes a number typed with full-width digits when Enter is pressed, not before', async () => {
    const onChange = vi.fn()
    renderIn('en', <Stride onChange={onChange} />)
    await userEvent.clear(field())
    await userEvent.type(field(), '１１')
    expect(onChange).not.toHaveBeenCalled()
    await userEvent.keyboard('{Enter}')
    expect(onChange).toHaveBeenCalledExactlyOnceWith(11)
    expect(field()).toHaveValue('11')
  })

  test('takes the typed number when the field is left', async () => {
    const onChange = vi.fn()
    renderIn('en', <Stride onChange={onChange} />)
    await userEvent.clear(field())
    await userEvent.type(field(), '2')
    await userEvent.tab()
    expect(onChange).toHaveBeenCalledExactlyOnceWith(2)
  })

  test.each([
    ['en', 'two', '“two” is not a number. Type one from 1 to 11.'],
    ['zh', '2.5', '请输入 1 到 11 之间的整数。'],
  ] as const)(
    'keeps what is no number, says so in one sentence (%s) and changes nothing',
    async (language, typed, says) => {
      const onChange = vi.fn()
      renderIn(language, <Stride onChange={onChange} />)
      await userEvent.clear(field())
      await userEvent.type(field(), `${typed}{Enter}`)
      expect(onChange).not.toHaveBeenCalled()
      expect(field()).toHaveValue(typed)
      expect(field()).toBeInvalid()
      expect(field()).toHaveAccessibleDescription(says)
      await userEvent.keyboard('{Escape}')
      expect(field()).toHaveValue('3')
      expect(field()).toBeValid()
    },
  )

  test('shows the number in force again once what is no number is left, and says what was typed', async () => {
    const onChange = vi.fn()
    renderIn('en', <Stride onChange={onChange} />)
    await userEvent.clear(field())
    await userEvent.type(field(), 'abc')
    await userEvent.tab()
    expect(field()).toHaveValue('3')
    expect(field()).toBeValid()
    expect(screen.getByText('“abc” is not a number. Type one from 1 to 11.')).toBeVisible()
    await userEvent.click(field())
    expect(screen.queryByText(/is not a number/)).toBeNull()
    expect(onChange).not.toHaveBeenCalled()
  })

  test('steps by the arrow keys, by ten with Shift, and stops at its bounds', async () => {
    renderIn('en', <Stride />)
    await userEvent.click(field())
    await userEvent.keyboard('{ArrowUp}')
    expect(field()).toHaveValue('4')
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(field()).toHaveValue('1')
    expect(screen.getByRole('button', { name: 'S stride: less' })).toBeDisabled()
  })

  test('shows a rate with as many digits as it has, a logarithmic slider beside it', () => {
    renderIn(
      'en',
      <NumberControl
        label="rate"
        value={0.00015}
        min={0.00001}
        max={1}
        decimals={2}
        slider="log"
        compact
        onChange={() => {}}
      />,
    )
    expect(screen.getByRole('spinbutton', { name: 'rate' })).toHaveValue('0.00015')
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '0.00015')
  })

  test('tells the formula when it is pointed at', async () => {
    const onPoint = vi.fn()
    renderIn('en', <Stride onPoint={onPoint} />)
    await userEvent.hover(screen.getByText('stride'))
    expect(onPoint).toHaveBeenLastCalledWith(true)
    await userEvent.unhover(screen.getByText('stride'))
    expect(onPoint).toHaveBeenLastCalledWith(false)
  })
})
