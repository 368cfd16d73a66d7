import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { chainResults } from '../../../app/formulas/chain-results'
import { allPresets } from '../../../app/formulas/presets'
import { openBench } from './open-bench'

const row = (name: string) => within(screen.getByRole('listitem', { name }))

describe('the chain of layers', () => {
  test('shows what becomes of the volume, and how far a unit sees', async () => {
    openBench('en', 'w=32&f=3&s=1&p=1&k=10&c=3')
    await userEvent.click(screen.getByRole('button', { name: 'ReLU' }))
    await userEvent.click(screen.getByRole('button', { name: 'conv' }))
    await userEvent.click(screen.getByRole('button', { name: 'max pool' }))
    expect(row('conv 2').getByText('32×32×10')).toBeInTheDocument()
    expect(row('conv 2').getByText('910')).toBeInTheDocument()
    expect(row('pool 1').getByText('16×16×10')).toBeInTheDocument()
    expect(row('pool 1').getByText('6')).toBeInTheDocument() // 3 → 5 → 6
  })

  test('names the layer that does not fit, repairs it, and takes the repair back', async () => {
    openBench('en', 'w=27&f=3&s=1&p=1&k=4&c=3&chain=pool.2.2.0_relu')
    expect(row('pool 1').getByText('pool 1 does not fit.')).toBeInTheDocument()
    expect(row('ReLU 1').getByText('waits for the layer before it')).toBeInTheDocument()
    await userEvent.click(row('pool 1').getByRole('button', { name: /S\s*=\s*1\s*gives\s*26/ }))
    expect(row('ReLU 1').getByText('26×26×4')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Undo (back to the chain before)' }))
    expect(row('pool 1').getByText('pool 1 does not fit.')).toBeInTheDocument()
  })

  test('a layer too large to be counted says so in its own row, with the limit', () => {
    openBench('en', 'w=4096&f=64&s=1&p=0&k=4096&c=4096&chain=relu')
    expect(row('conv 1').getByText('conv 1 is too large.')).toBeInTheDocument()
    expect(row('conv 1').getByText(/about 1\.12·10¹⁸; the limit is 2⁵³/)).toBeInTheDocument()
    expect(row('conv 1').queryByText(/does not fit/)).toBeNull()
    expect(row('ReLU 1').getByText('waits for the layer before it')).toBeInTheDocument()
  })

  test('rows move, go, and open on the bench', async () => {
    openBench('en', 'w=32&f=3&s=1&p=1&k=10&c=3&chain=relu_pool.2.2.0')
    await userEvent.click(screen.getByRole('button', { name: 'Up: pool 1' }))
    expect(screen.getAllByRole('listitem').map((item) => item.getAttribute('aria-label'))).toEqual([
      'conv 1',
      'pool 1',
      'ReLU 1',
    ])
    expect(screen.getByRole('button', { name: 'Down: pool 1' })).toHaveFocus() // the keyboard goes with the row
    await userEvent.click(screen.getByRole('button', { name: 'Show above: pool 1' }))
    expect(screen.getByRole('radio', { name: 'max pooling' })).toBeChecked()
    expect(screen.getByRole('spinbutton', { name: 'C input channels' })).toHaveValue('10')
    await userEvent.click(screen.getByRole('button', { name: 'Remove: ReLU 1' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
  })

  test('in Chinese it is Chinese', () => {
    openBench('zh', 'w=27&f=3&s=1&p=1&k=4&c=3&chain=pool.2.2.0_relu')
    expect(screen.getByText(/放不下。$/, { selector: '[role="status"] b' })).toBeInTheDocument()
    expect(screen.getByText('等前面的层放得下')).toBeInTheDocument()
  })

  test('the course’s network of 17 layers has 6,440 parameters and sees 36 pixels before its last layer', () => {
    const home = allPresets.find(({ id }) => id === 'home')
    if (!home) throw new Error('no such preset')
    const { rows, totals } = chainResults(home.bench)
    expect(totals?.parameters).toBe(6440)
    expect(rows).toHaveLength(17)
    const pool = rows[rows.length - 3] // before the fully connected layer and its softmax
    expect(pool.state === 'planned' && pool.field?.size).toEqual([36, 36])
  })

  test('AlexNet without groups has 62,378,344 parameters', () => {
    const alexnet = allPresets.find(({ id }) => id === 'alexnet-227')
    expect(alexnet && chainResults(alexnet.bench).totals?.parameters).toBe(62_378_344)
  })
})
