import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { field, follow, openBench, type } from './open-bench'

const formula = () => screen.getByRole('group', { name: /^(output|输出)/ })

describe('the formula bench', () => {
  test('what a link asked for and did not get does not stay in the address', async () => {
    openBench('en', 'w=9&s=0&zoom=3')
    await waitFor(() => expect(location.hash).toBe('#/formulas?w=9&f=3&s=2&p=0&k=10&c=3'))
    expect(screen.getByText('Parts of this link were ignored:')).toBeInTheDocument()
  })

  test('a window wholly in the padding shows a dash, not −∞', () => {
    openBench('en', 'w=7&f=2&s=2&p=2&kind=pool&round=ceil')
    expect(screen.queryByText(/Infinity/)).toBeNull()
  })

  test('typing 7, 3, 3 says why it does not fit, and P = 1 repairs it', async () => {
    openBench('en')
    await type('W input width', '7')
    await type('F filter width', '3')
    await type('S stride', '3')
    expect(formula()).toHaveAccessibleName(/7 minus 3 plus 2 times 0, over 3, plus 1, equals 2\.333/)
    expect(screen.getByText(/One pixel is left over; window 3 would need pixels 7 and 8/)).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: /P\s*=\s*1\s*gives\s*3/ }))
    expect(field('P zero-padding')).toHaveValue('1')
    expect(formula()).toHaveAccessibleName(/equals 3$/)
    expect(screen.getByText('Fits.')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Undo (back to P = 0)' }))
    expect(field('P zero-padding')).toHaveValue('0')
  })

  test('the same in Chinese, with the digits of a Chinese keyboard', async () => {
    openBench('zh')
    await type('W 输入宽度', '７')
    await type('F 滤波器宽度', '３')
    await type('S 步长', '３')
    expect(
      screen.getByText(/剩下 1 个像素；第 3 个窗口需要编号 7 和 8 的像素，而它们并不存在/),
    ).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: /P\s*=\s*1\s*得\s*3/ }))
    expect(formula()).toHaveAccessibleName(/等于 3$/)
    expect(screen.getByText('放得下。')).toBeInTheDocument()
  })

  test('AlexNet’s 224 gives 54.25, its 227 gives 55', async () => {
    openBench('en', 'w=224&f=11&s=4&p=0&k=96&c=3')
    expect(formula()).toHaveAccessibleName(/equals 54\.25$/)
    await type('W input width', '227')
    expect(formula()).toHaveAccessibleName(/equals 55$/)
    expect(screen.getByText('290,400')).toBeInTheDocument()
    expect(screen.getByText('105,705,600')).toBeInTheDocument()
    expect(screen.getAllByText('34,944')).not.toHaveLength(0)
  })

  test('the figures of 32×32×3 with ten filters of 5×5 are the chapter’s', () => {
    openBench('en', 'w=32&f=5&s=1&p=2&k=10&c=3')
    for (const figure of ['10,240', '778,240', '768,000', '40,960']) {
      expect(screen.getAllByText(figure), figure).not.toHaveLength(0)
    }
    expect(screen.getAllByText('760')).not.toHaveLength(0)
    expect(screen.getByText(/40\.0 KiB/)).toBeInTheDocument()
  })

  test('the demo of the chapter has 56 parameters and 486 multiply-adds', () => {
    openBench('en', 'w=5&f=3&s=2&p=1&k=2&c=3')
    expect(screen.getAllByText('56')).not.toHaveLength(0)
    expect(screen.getAllByText('486')).not.toHaveLength(0)
    expect(screen.getAllByText('3×3×2')).not.toHaveLength(0)
  })

  test('a window wider than the input is explained, not refused', async () => {
    openBench('en', 'w=7&f=3&s=1')
    await type('F filter width', '9')
    expect(screen.getByText(/not one window fits/)).toBeInTheDocument()
    expect(field('F filter width')).toHaveValue('9')
  })

  test('pointing at a repair previews the formula and leaves the numbers alone', async () => {
    openBench('en', 'w=7&f=3&s=3')
    await userEvent.hover(screen.getByRole('button', { name: /S\s*=\s*2\s*gives\s*3/ }))
    expect(formula()).toHaveAccessibleName(/over 2, plus 1, equals 3$/)
    expect(field('S stride')).toHaveValue('3')
    await userEvent.unhover(screen.getByRole('button', { name: /S\s*=\s*2\s*gives\s*3/ }))
    expect(formula()).toHaveAccessibleName(/equals 2\.333$/)
  })

  test('rounding down says what is dropped, and how many pixels are never read', async () => {
    openBench('en', 'w=7&f=3&s=3')
    await userEvent.click(screen.getByRole('radio', { name: /round down/ }))
    expect(screen.getByText(/Rounded down to 2/)).toBeInTheDocument()
    expect(screen.getByText('13 of 49 pixels, the last row and column, are never read.')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('radio', { name: /round up/ }))
    expect(screen.getByText(/Rounded up to 3/)).toBeInTheDocument()
    expect(screen.getByText('Every pixel is read.')).toBeInTheDocument()
  })

  test('where rounding drops nothing but padding, it says that', () => {
    openBench('en', 'w=224&f=7&s=2&p=3&k=64&c=3&round=floor')
    expect(screen.getByText(/Only zeros of the padding are left over\./)).toBeInTheDocument()
    expect(screen.getByText('Every pixel is read.')).toBeInTheDocument()
  })

  test('what cannot be a number is said at once, in the verdict’s place, and nothing old is claimed', async () => {
    openBench('en', 'w=7&f=3&s=2')
    await type('S stride', '0')
    expect(
      screen.getByText(/S must be a whole number from 1 to 64; with S = 0 the window would never move\./),
    ).toBeInTheDocument()
    expect(screen.queryByText('Fits.')).toBeNull()
    expect(formula()).toHaveAccessibleName(/equals \?$/)
    await type('S stride', '3.5')
    expect(screen.getByText(/3\.5 is not a whole number/)).toBeInTheDocument()
    await type('S stride', '2')
    expect(screen.getByText('Fits.')).toBeInTheDocument()
  })

  test('a window that rounding up would start behind the input is dropped, in the formula as well', () => {
    openBench('en', 'w=19&f=2&s=4&round=ceil')
    expect(formula()).toHaveAccessibleName(/equals 5$/)
    expect(screen.getByText('Last window dropped: 5.')).toBeInTheDocument()
    expect(screen.getByText(/Window 6 would start at 20, behind the last pixel/)).toBeInTheDocument()
  })

  test('a window that would see only padding is refused by that name, with no costs beside it', () => {
    openBench('en', 'w=13&f=3&s=1&p=3')
    expect(
      screen.getByText('Window 1 would read nothing but padding: P may be at most F − 1 = 2.'),
    ).toBeInTheDocument()
    expect(screen.getByRole('button', { name: /P\s*=\s*2\s*gives\s*15/ })).toBeInTheDocument()
    expect(screen.getByText('A layer that is refused has no costs.')).toBeInTheDocument()
  })

  test('what else is wrong with a layer that does not fit is said too', () => {
    const { unmount } = openBench('en', 'w=224&f=11&s=4&p=12')
    expect(screen.getByText(/Window 1 would read nothing but padding: P may be at most .* 10/)).toBeVisible()
    unmount()
    openBench('en', 'w=227&f=11&s=4&d=2')
    expect(screen.getByText(/2 pixels are left over.*always in the gaps of the filter/)).toBeVisible()
  })

  test('pixels in the gaps of a dilated filter are said to lie there', () => {
    openBench('en', 'w=5&f=3&s=1&d=2')
    expect(
      screen.getByText(/2 pixels of each row lie inside a window, but always in the gaps/),
    ).toBeInTheDocument()
  })

  test('steps are taken back as one, also by Ctrl+Z', async () => {
    openBench('en', 'w=7&f=3&s=2')
    await userEvent.click(screen.getByRole('button', { name: 'S stride: more' }))
    await userEvent.click(screen.getByRole('button', { name: 'S stride: more' }))
    expect(screen.getByRole('button', { name: 'Undo (back to S = 2)' })).toBeInTheDocument()
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(field('S stride')).toHaveValue('2')
  })

  test('picking a symbol in the formula goes to its number', async () => {
    openBench('en', 'w=7&f=3&s=3')
    await userEvent.click(screen.getByRole('button', { name: 'S stride: 3' }))
    expect(field('S stride')).toHaveFocus()
  })

  test('a rectangular input has a formula for each side', async () => {
    openBench('en', 'w=7&f=3&s=2')
    await userEvent.click(screen.getByRole('button', { name: 'Rectangular' }))
    await type('H input height', '8')
    expect(screen.getByRole('group', { name: /^output width.*equals 3$/ })).toBeInTheDocument()
    expect(screen.getByRole('group', { name: /^output height.*equals 3\.5$/ })).toBeInTheDocument()
    expect(screen.getByText('Does not fit down the height.')).toBeInTheDocument()
  })

  test('pooling has no filters and no parameters', async () => {
    openBench('en', 'w=32&f=3&s=2&kind=pool&c=10')
    expect(screen.queryByRole('spinbutton', { name: 'K filters' })).toBeNull()
    expect(formula()).toHaveAccessibleName(/equals 15\.5$/)
    expect(screen.getByText('pooling learns nothing')).toBeInTheDocument()
  })

  test('a formula is copied as LaTeX, and says so', async () => {
    const user = userEvent.setup()
    openBench('en', 'w=7&f=3&s=3')
    await user.click(screen.getByRole('button', { name: 'Copy as LaTeX: output width' }))
    expect(await navigator.clipboard.readText()).toBe(
      String.raw`\frac{W - F + 2 P}{S} + 1 = \frac{7 - 3 + 2 \cdot 0}{3} + 1 = 2.333\ldots`,
    )
    expect(screen.getAllByText('Copied')).not.toHaveLength(0)
  })

  test('a preset is chosen by its name and can be taken back', async () => {
    openBench('en', 'w=7&f=3&s=3')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'From the chapter' }), 'AlexNet 227')
    expect(field('W input width')).toHaveValue('227')
    await userEvent.click(screen.getByRole('button', { name: 'Undo (back to W = 7, F = 3, S = 3, P = 0)' }))
    expect(field('W input width')).toHaveValue('7')
  })

  test('the address follows the numbers, and the numbers the address', async () => {
    openBench('en', 'w=7&f=3&s=3')
    await type('K filters', '12')
    await waitFor(() => expect(location.hash).toContain('k=12'))
    follow('w=9&f=3&s=2')
    expect(field('W input width')).toHaveValue('9')
  })

  test('what a link says that cannot be is listed, and the rest is taken', () => {
    openBench('en', 'w=12&s=0&zoom=9')
    expect(field('W input width')).toHaveValue('12')
    expect(field('S stride')).toHaveValue('2')
    const note = screen.getByText(/Parts of this link were ignored/).closest('[role="status"]') as HTMLElement
    expect(within(note).getByText(/s=0 \(a whole number from 1 to 64\)/)).toBeInTheDocument()
    expect(within(note).getByText(/zoom=9/)).toBeInTheDocument()
  })

  test('of a number that cannot be nothing is claimed: not its first digits, not the number before', async () => {
    openBench('en', 'w=7&f=3&s=3')
    await type('W input width', '99999')
    await type('S stride', '1.5')
    const formula = screen.getByRole('group', { name: 'output, equals ?' })
    expect(formula.textContent).toBe('W99999−−F3++2P2·0S1.5++11=output=?')
    await waitFor(() => expect(location.hash).toContain('w=7&f=3&s=3'))
    expect(screen.getByText(/W must be .* S must be/)).toBeInTheDocument()
    expect(screen.getAllByText('Still for W = 7, F = 3, S = 3, P = 0')).toHaveLength(3)
    expect(screen.getByRole('combobox')).toHaveDisplayValue('your own numbers')
    await userEvent.selectOptions(screen.getByRole('combobox'), '7, 3, S = 3')
    expect(field('W input width')).toHaveValue('7')
    expect(screen.getByText('Does not fit.')).toBeInTheDocument()
  })
})
