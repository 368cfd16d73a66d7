import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { formulaTeX } from '../../../components/math/CopyTeX'
import { FormulaLine } from '../../../components/math/FormulaLine'
import { type Axis, type Expr, outputFormula } from '../../../engine/index'
import { renderIn } from '../controls/in-language'

const output = { en: 'output', zh: '输出' }
const axis: Axis = { n: 7, f: 3, s: 3, before: 0, after: 0, dilation: 1, rounding: 'exact' }

describe('a formula with its numbers beneath it', () => {
  test('is read out as one would say it, in both languages', () => {
    const { expr, value } = outputFormula(axis)
    const { unmount } = renderIn('en', <FormulaLine expr={expr} value={value} result={output} fits={false} />)
    expect(screen.getByRole('math')).toHaveAccessibleName(
      'output: 7 minus 3 plus 2 times 0, over 3, plus 1, equals 2.333',
    )
    unmount()
    renderIn('zh', <FormulaLine expr={expr} value={value} result={output} fits={false} />)
    expect(screen.getByRole('math')).toHaveAccessibleName('输出: 7 减 3 加 2 乘 0，除以 3，加 1，等于 2.333')
  })

  test('puts each number in the column of its symbol', () => {
    const { expr, value } = outputFormula(axis)
    renderIn('en', <FormulaLine expr={expr} value={value} result={output} />)
    const column = (text: string) =>
      screen.getAllByText(text).map((mark) => mark.closest<HTMLElement>('[style]')?.style.gridColumn)
    expect(column('W')).toEqual(column('7'))
    const [inNumerator, inDenominator] = column('3')
    expect(column('F')).toEqual([inNumerator])
    expect(column('S')).toEqual([inDenominator])
  })

  test('keeps its answer to itself while it is hidden', () => {
    const { expr, value } = outputFormula(axis)
    renderIn('en', <FormulaLine expr={expr} value={value} result={output} hidden />)
    expect(screen.queryByText(/2\.333/)).toBeNull()
    expect(screen.getByRole('math')).toHaveAccessibleName(/equals \?$/)
  })

  test('gives D·(F − 1) + 1 its brackets after the minus', () => {
    const { expr, value } = outputFormula({ ...axis, s: 1, dilation: 2 })
    renderIn('en', <FormulaLine expr={expr} value={value} result={output} />)
    expect(screen.getAllByText('(')).toHaveLength(4) // two pairs, in the symbols and in the numbers
  })

  test('names its symbols as buttons, and says which one is pointed at', async () => {
    const point = vi.fn()
    const pick = vi.fn()
    const { expr, value } = outputFormula(axis)
    renderIn(
      'en',
      <FormulaLine
        {...{ expr, value }}
        result={output}
        nameOf={(symbol) => `${symbol} number`}
        onPoint={point}
        onPick={pick}
      />,
    )
    const stride = screen.getByRole('button', { name: 'S number: 3' })
    fireEvent.focus(stride)
    expect(point).toHaveBeenLastCalledWith('S')
    await userEvent.click(stride)
    expect(pick).toHaveBeenCalledWith('S')
  })

  test('says about where the result is too large to be written exactly, in LaTeX too', () => {
    const leaf = (symbol: string, value: number): Expr => ({ op: 'leaf', symbol, value })
    const expr: Expr = { op: '*', of: [leaf('A', 2 ** 30), leaf('B', 2 ** 30)] }
    renderIn('en', <FormulaLine expr={expr} value={2 ** 60} result={output} size="small" />)
    expect(screen.getByText('1.15·10¹⁸')).toBeInTheDocument()
    expect(screen.getByText('≈')).toBeInTheDocument()
    expect(screen.getByRole('math')).toHaveAccessibleName(/, is about 1\.15·10¹⁸$/)
    expect(formulaTeX(expr, 2 ** 60)).toMatch(/ \\approx 1\.15 \\cdot 10\^\{18\}$/)
  })

  test('writes a product without a bar on one line', () => {
    const leaf = (symbol: string, value: number): Expr => ({ op: 'leaf', symbol, value })
    const expr: Expr = { op: '*', of: [leaf('W′', 32), leaf('H′', 32), leaf('K', 10)] }
    renderIn('en', <FormulaLine expr={expr} value={10240} result={output} size="small" />)
    expect(screen.getByText('10,240')).toBeInTheDocument()
    expect(screen.getByRole('math')).toHaveAccessibleName('output: 32 times 32 times 10, equals 10,240')
  })
})
