import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { boundKeys, type KeyGroup, useKeys } from '../../../app/site/keys'
import { settings } from '../../../app/store/settings'

const group: KeyGroup<'train' | 'unit' | 'layer'> = {
  title: { en: 'Lab', zh: '实验室' },
  rows: {
    train: { keys: ['Space'], shown: ['Space'], does: { en: 'train, pause', zh: '训练、暂停' } },
    unit: { keys: ['u'], shown: ['U'], does: { en: 'to the unit', zh: '到神经元' } },
    layer: { keys: ['[', ']'], shown: ['[', ']'], does: { en: 'layer before, after', zh: '上一层、下一层' } },
  },
}

function Page(actions: Parameters<typeof useKeys<'train' | 'unit' | 'layer'>>[1]) {
  useKeys(group, actions)
  return (
    <>
      <input aria-label="rate" />
      <input aria-label="slider" type="range" />
      <button type="button">Reset</button>
    </>
  )
}

afterEach(() => settings.setState({ letterKeys: true }))

describe('the keys of a page', () => {
  test('do what their table says, wherever the focus rests', async () => {
    const [train, layer] = [vi.fn(), vi.fn()]
    render(<Page {...{ train, layer }} />)
    await userEvent.keyboard(' ]')
    expect(train).toHaveBeenCalledOnce()
    expect(layer.mock.lastCall?.[0].key).toBe(']')
  })

  test('leave typing alone, and Space to a button that has the focus', async () => {
    const [train, unit] = [vi.fn(), vi.fn()]
    render(<Page {...{ train, unit }} />)
    await userEvent.type(screen.getByLabelText('rate'), 'u u')
    screen.getByRole('button').focus()
    await userEvent.keyboard(' ')
    expect([train.mock.calls.length, unit.mock.calls.length]).toEqual([0, 0])
    screen.getByRole('slider').focus()
    await userEvent.keyboard('u')
    expect(unit).toHaveBeenCalledOnce()
  })

  test('of a single letter can be turned off, others stay', async () => {
    const [train, unit] = [vi.fn(), vi.fn()]
    render(<Page {...{ train, unit }} />)
    settings.setState({ letterKeys: false })
    await userEvent.keyboard('u ')
    expect(unit).not.toHaveBeenCalled()
    expect(train).toHaveBeenCalledOnce()
  })

  test('mean nothing with Ctrl or while Chinese is composed', () => {
    const unit = vi.fn()
    render(<Page {...{ unit }} />)
    fireEvent.keyDown(document.body, { key: 'u', isComposing: true })
    expect(unit).not.toHaveBeenCalled()
  })

  test('are listed while they are bound, and no others', () => {
    const before = boundKeys.getState().groups.length
    const { unmount } = render(<Page train={() => {}} />)
    const { groups } = boundKeys.getState()
    expect(groups.length).toBe(before + 1)
    expect(Object.keys(groups.at(-1)!.rows)).toEqual(['train'])
    unmount()
    expect(boundKeys.getState().groups.length).toBe(before)
  })
})
