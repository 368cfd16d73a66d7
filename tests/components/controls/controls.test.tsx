import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { Button } from '../../../components/controls/Button'
import { Chip } from '../../../components/controls/Chip'
import { Notice } from '../../../components/controls/Notice'
import { ProgressBar } from '../../../components/controls/ProgressBar'
import { RoleTerm } from '../../../components/controls/RoleTerm'
import { ScaleKey } from '../../../components/controls/ScaleKey'
import { Segmented } from '../../../components/controls/Segmented'
import { Select } from '../../../components/controls/Select'
import { renderIn } from './in-language'

const modes = [
  { value: 'values', label: 'values' },
  { value: 'gradients', label: 'gradients' },
] as const

describe('Segmented', () => {
  test('is a group of radio buttons that arrow keys walk through', async () => {
    const onChange = vi.fn()
    renderIn('en', <Segmented label="Maps show" options={modes} value="values" onChange={onChange} />)
    expect(screen.getByRole('group', { name: 'Maps show' })).toBeVisible()
    expect(screen.getByRole('radio', { name: 'values' })).toBeChecked()
    await userEvent.tab()
    await userEvent.keyboard('{ArrowRight}')
    expect(onChange).toHaveBeenCalledExactlyOnceWith('gradients')
  })
})

describe('Select', () => {
  test('has a name and tells the chosen value', async () => {
    const onChange = vi.fn()
    renderIn(
      'en',
      <Select
        label="Batch size"
        options={[
          { value: '32', label: '32' },
          { value: '64', label: '64' },
        ]}
        value="32"
        onChange={onChange}
      />,
    )
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Batch size' }), '64')
    expect(onChange).toHaveBeenCalledExactlyOnceWith('64')
  })
})

describe('Chip', () => {
  test('previews while it is pointed at or focused, and applies when pressed', async () => {
    const [onPreview, onClick] = [vi.fn(), vi.fn()]
    renderIn('en', <Chip {...{ onPreview, onClick }}>P = 1 gives 3</Chip>)
    const chip = screen.getByRole('button', { name: 'P = 1 gives 3' })
    await userEvent.hover(chip)
    expect(onPreview).toHaveBeenLastCalledWith(true)
    await userEvent.click(chip)
    expect(onClick).toHaveBeenCalledOnce()
    expect(onPreview).toHaveBeenLastCalledWith(false)
  })
})

describe('Notice', () => {
  test('is announced politely, verdict first, with what can be done', () => {
    renderIn(
      'en',
      <Notice kind="warning" title="Does not fit." actions={<Button>Undo</Button>}>
        One of 7 pixels is left over.
      </Notice>,
    )
    const notice = screen.getByRole('status')
    expect(notice).toHaveTextContent(/^Does not fit\. One of 7 pixels is left over\./)
    expect(within(notice).getByRole('button', { name: 'Undo' })).toBeVisible()
  })
})

describe('ProgressBar', () => {
  test.each([
    ['en', 'Cancel'],
    ['zh', '取消'],
  ] as const)('says how far it is and can be stopped (%s)', async (language, cancel) => {
    const onCancel = vi.fn()
    renderIn(
      language,
      <ProgressBar label="CIFAR-10" done={1} total={4} detail="5.8 of 23.2 MB" onCancel={onCancel} />,
    )
    const bar = screen.getByRole('progressbar', { name: 'CIFAR-10' })
    expect(bar).toHaveAttribute('aria-valuenow', '25')
    expect(bar).toHaveAttribute('aria-valuetext', '5.8 of 23.2 MB')
    await userEvent.click(screen.getByRole('button', { name: cancel }))
    expect(onCancel).toHaveBeenCalledOnce()
  })

  test('stands at 0 where the total is not known yet', () => {
    renderIn('en', <ProgressBar label="CIFAR-10" done={0} total={0} />)
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0')
  })
})

describe('RoleTerm', () => {
  test('is pinned by a first press and let go by a second', async () => {
    const onPin = vi.fn()
    const { rerender } = renderIn(
      'en',
      <RoleTerm role="input" {...{ onPin }}>
        window
      </RoleTerm>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'window', pressed: false }))
    expect(onPin).toHaveBeenLastCalledWith(true)
    rerender(
      <RoleTerm role="input" pinned {...{ onPin }}>
        window
      </RoleTerm>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'window', pressed: true }))
    expect(onPin).toHaveBeenLastCalledWith(false)
  })

  test('is plain text where it lights nothing', () => {
    renderIn('en', <RoleTerm role="filter">filter</RoleTerm>)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('ScaleKey', () => {
  test.each([
    ['en', 'Key', ['input', 'filter', 'output', 'gradient', 'negative', 'positive', 'per layer']],
    ['zh', '图例', ['输入', '滤波器', '输出', '梯度', '负', '正', '按层']],
  ] as const)(
    'gives each role its word, the two signs, a 0 and the scale in force (%s)',
    (language, name, words) => {
      renderIn(language, <ScaleKey scale="layer" />)
      const key = screen.getByRole('list', { name })
      for (const word of [...words, '0']) expect(within(key).getByText(word)).toBeVisible()
    },
  )

  test.each([
    ['en', 'not finite', 'per layer'],
    ['zh', '数值溢出', '按层'],
  ] as const)(
    'says what orange is while it is on a map, in the place of a scale that says nothing then (%s)',
    (language, word, share) => {
      const { rerender } = renderIn(language, <ScaleKey scale="layer" />)
      expect(screen.queryByText(word)).toBeNull()
      rerender(<ScaleKey scale="layer" broken />)
      expect(screen.getByText(word)).toBeVisible()
      expect(screen.queryByText(share)).toBeNull()
    },
  )
})
