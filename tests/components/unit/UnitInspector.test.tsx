import { fireEvent, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { MapScales } from '../../../components/draw/map-scales'
import type { UnitAddress } from '../../../components/network/strip.types'
import { UnitInspector, type UnitInspectorProps } from '../../../components/unit/UnitInspector'
import { type Language, unitField, zoo } from '../../../engine/index'
import { renderIn } from '../controls/in-language'
import { smallSpec, snapshotOf } from '../fixtures/snapshot'
import { realSnapshot } from './real-snapshot'

const shown = realSnapshot(zoo.get('cs231n')?.spec as never)
const scales: MapScales = { mode: 'layer', of: () => 1 }
const classes = Array.from({ length: 10 }, (_, i) => ({ en: `class ${i}`, zh: `第 ${i} 类` }))
const conv3: UnitAddress = { node: 'conv3', c: 1, y: 5, x: 10 }

function inspect(language: Language, unit: UnitAddress | null, props: Partial<UnitInspectorProps> = {}) {
  const heard = { onOpenChannel: vi.fn(), onPick: vi.fn(), onHold: vi.fn(), onFollow: vi.fn() }
  const element: ReactElement = (
    <UnitInspector
      snapshot={shown}
      plan={shown.plan}
      chosenNode="conv3"
      unit={unit}
      pinned
      trainingStep={412}
      mapsShow="values"
      channel={null}
      layout="wide"
      {...{ scales, classes }}
      {...heard}
      {...props}
    />
  )
  return { ...renderIn(language, element), ...heard }
}

const number = (text: string): number => Number(text.replace('−', '-').replaceAll(',', ''))
/** In thousandths: the digits that are on screen, as a whole number. */
const thousandths = (text: string | null | undefined): number => Math.round(number(text ?? '') * 1000)

describe('the arithmetic of a conv unit', () => {
  it('says which unit of which step it tells of', () => {
    inspect('en', conv3)
    expect(screen.getByText('conv 3 · map 2 · row 6, column 11')).toBeVisible()
    expect(screen.getByText(/^step 412/)).toBeVisible()
  })

  it('does so in Chinese', () => {
    inspect('zh', conv3)
    expect(screen.getByText('卷积 3 · 激活图 2 · 第 6 行，第 11 列')).toBeVisible()
    expect(screen.getByText(/^第 412 步/)).toBeVisible()
  })

  it('lists ten channel sums whose shown digits, with the bias, make the shown total, or else says ≈', () => {
    const { container } = inspect('en', conv3)
    const rows = [...container.querySelectorAll('[data-channel], [data-bias]')]
    const parts = rows.map((row) => thousandths(row.lastElementChild?.textContent))
    const total = container.querySelector('[data-total]')
    const agrees = parts.reduce((a, b) => a + b, 0) === thousandths(total?.lastElementChild?.textContent)
    expect(rows).toHaveLength(11)
    expect(total?.firstElementChild).toHaveTextContent(agrees ? 'Σ = z' : 'Σ ≈ z')
  })

  it('shows as total the value that the map is painted with', () => {
    const { container } = inspect('en', conv3)
    const painted = shown.values('activations', 'conv3')?.data[(1 * 16 + 5) * 16 + 10] ?? Number.NaN
    expect(number(container.querySelector('[data-total]')?.lastElementChild?.textContent ?? '')).toBeCloseTo(
      painted,
      3,
    )
  })

  it('multiplies window and filter cell by cell', () => {
    inspect('en', conv3, { channel: 4 })
    const cells = (name: string) =>
      within(screen.getByRole('table', { name }))
        .getAllByRole('cell')
        .map((cell) => number(cell.textContent ?? ''))
    const [x, w, products] = [cells('patch of pool 1'), cells('filter 2'), cells('products, rounded')]
    expect(products).toHaveLength(9)
    // Each factor is shown to two decimals: the product of what is shown is off by at most half a hundredth of each.
    for (const [i, p] of products.entries()) {
      expect(Math.abs(p - x[i] * w[i])).toBeLessThan(0.006 + 0.005 * (Math.abs(x[i]) + Math.abs(w[i])))
    }
  })

  it('opens a channel when its bar is chosen, by pointer or by key', () => {
    const { onOpenChannel } = inspect('en', conv3)
    fireEvent.click(screen.getByRole('radio', { name: /^channel 8 adds/ }))
    expect(onOpenChannel).toHaveBeenLastCalledWith(7)
  })

  it('has its receptive field in words that agree with the plan', () => {
    inspect('en', conv3)
    const field = unitField(shown.plan, 'conv3', conv3)
    expect(field?.rows).toEqual([6, 15])
    expect(screen.getByText('10×10 of 32×32 pixels: rows 7–16, columns 17–26.')).toBeVisible()
    expect(
      screen.getByText(
        'Jump 2: the field of the next unit lies 2 pixels further. Its top left pixel: row 7, column 17; its centre: row 11.5, column 21.5.',
      ),
    ).toBeVisible()
  })

  it('is honest at the border: clipped on the picture, padding cells marked', () => {
    const { container } = inspect('en', { node: 'conv1', c: 0, y: 0, x: 0 })
    expect(
      screen.getByText(
        '2×2 of its 3×3 window lie on the 32×32 picture: rows 1–2, columns 1–2. The rest is padding.',
      ),
    ).toBeVisible()
    expect(container.querySelectorAll('[data-padding]')).toHaveLength(5)
  })

  it('says in words where the field is larger than the picture', () => {
    inspect('zh', { node: 'pool3', c: 0, y: 1, x: 1 })
    expect(screen.getByText(/^36×36，大于 32×32 的整张图/)).toBeVisible()
  })

  it('goes on to ReLU', () => {
    const { container } = inspect('en', conv3)
    const total = container.querySelector('[data-total]')?.lastElementChild?.textContent ?? ''
    const after = number(total) > 0 ? total : '0.000'
    expect(screen.getByText(new RegExp(`^ReLU: max\\(0, ${total}\\) =$`))).toHaveTextContent(after)
    expect(screen.getByRole('img', { name: `ReLU: ${total} becomes ${after}` })).toBeVisible()
  })

  it('derives the counts of its layer', () => {
    inspect('en', conv3)
    expect(screen.getByText('10·(3·3·10+1) = 910')).toBeVisible()
    expect(screen.getByText('2,560')).toBeVisible()
    expect(screen.getAllByText('230,400')).toHaveLength(2) // connections, multiply-adds
    expect(screen.getByText('10 KiB + 10 KiB for gradients')).toBeVisible()
    expect(screen.getByText('10×10, jump 2')).toBeVisible()
  })
})

describe('units of other layers tell their own story', () => {
  it('a ReLU unit leads to the sum before it', () => {
    const { onPick } = inspect('en', { node: 'relu3', c: 1, y: 5, x: 10 })
    fireEvent.click(screen.getByRole('button', { name: 'Show that unit' }))
    expect(onPick).toHaveBeenCalledWith(conv3)
  })

  it('a pooling unit names its winner and leads to the sum that made it', () => {
    const { onPick, container } = inspect('en', { node: 'pool1', c: 0, y: 3, x: 4 })
    const winner = container.querySelector('[data-winner]')
    const largest = Math.max(
      ...[...container.querySelectorAll('td')].map((cell) => number(cell.textContent ?? '')),
    )
    expect(number(winner?.textContent ?? '')).toBe(largest)
    fireEvent.click(screen.getByRole('button', { name: 'Show that unit' }))
    const [{ node, c, y, x }] = onPick.mock.calls[0]
    expect([node, c]).toEqual(['conv2', 0])
    expect([6, 7]).toContain(y)
    expect([8, 9]).toContain(x)
  })

  it('a unit of the fully connected layer reads a row of W, channel by channel', () => {
    inspect('en', { node: 'fc1', c: 3, y: 0, x: 0 })
    expect(screen.getByRole('table', { name: 'row 4 of W' })).toBeVisible()
    expect(screen.getAllByRole('radio')).toHaveLength(10)
  })

  it('a softmax unit divides its power of e by the sum of all', () => {
    inspect('zh', { node: 'softmax1', c: 3, y: 0, x: 0 })
    expect(screen.getByRole('row', { name: /第 3 类/ })).toBeVisible()
    expect(screen.getAllByRole('row')).toHaveLength(11)
  })
})

describe('why the sizes are what they are', () => {
  it('tells where the depth comes from', () => {
    inspect('en', { node: 'conv1', c: 0, y: 3, x: 3 })
    expect(screen.getByText('10 filters → 10 maps; each filter reads all 3 channels.')).toBeVisible()
  })

  it('a fully connected unit reads all numbers, and softmax all scores', () => {
    const { unmount } = inspect('en', { node: 'fc1', c: 3, y: 0, x: 0 })
    expect(screen.getByText(/^All 160 numbers of 4×4×10 go in, 10 come out/)).toBeVisible()
    unmount()
    inspect('zh', { node: 'softmax1', c: 3, y: 0, x: 0 })
    expect(screen.getByText(/^10 个得分输入，10 个占比输出/)).toBeVisible()
  })
})

describe('while the maps show gradients', () => {
  it('says so, and that the arithmetic is of the values', () => {
    inspect('en', conv3, { mapsShow: 'gradients' })
    expect(screen.getByText(/The arithmetic below is of the values/)).toBeVisible()
  })

  it('colours the values by their own scale', () => {
    const tiny: MapScales = { mode: 'layer', of: () => 1e-6 } // a gradient's: any value would be at its end
    inspect('en', conv3, { mapsShow: 'gradients', scales: tiny })
    const patch = within(screen.getByRole('table', { name: 'patch of pool 1' })).getAllByRole('cell')
    expect(new Set(patch.map((cell) => cell.style.background)).size).toBeGreaterThan(1)
  })
})

describe('a number that comes from a pixel', () => {
  it('is traced to the pixel, from the start and for the cell that is pointed at', () => {
    const snapshot = snapshotOf(smallSpec) // reads (pixel/255 − 0.5) × 4
    const unit = { node: 'conv1', c: 0, y: 3, x: 3 }
    const { container } = inspect('en', unit, { snapshot, plan: snapshot.plan, channel: 0 })
    const told = () => container.querySelector('[data-read-out]')
    expect(told()).toHaveTextContent(/ Pixel \d+ \(of 0 … 255\) is read as /)
    fireEvent.pointerEnter(within(screen.getByRole('table', { name: /^patch/ })).getAllByRole('cell')[0])
    const pixel = snapshot.values('pixels', 'input')?.data[2 * 8 + 2]
    expect(told()).toHaveTextContent(` Pixel ${pixel} (of 0 … 255) is read as (${pixel}/255 − 0.5) × 4 `)
  })
})

describe('a layer whose maps are one unit each', () => {
  it.each(['en', 'zh'] as const)('has no next unit to tell of (%s)', (language) => {
    const { container } = inspect(language, { node: 'fc1', c: 3, y: 0, x: 0 })
    expect(container).not.toHaveTextContent(/jump|累积步长/i)
  })
})

describe('one moment', () => {
  it('a pinned unit says how far training has gone on, and follows when asked', () => {
    const { onFollow } = inspect('en', conv3, { trainingStep: 431 })
    expect(screen.getByText(/step 412, pinned; training is at 431/)).toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Follow' }))
    expect(onFollow).toHaveBeenCalled()
  })

  it('a unit that is followed is pinned when asked', () => {
    const { onHold } = inspect('en', conv3, { pinned: false })
    fireEvent.click(screen.getByRole('button', { name: 'Pin' }))
    expect(onHold).toHaveBeenCalled()
  })

  it('no unit chosen: says how to choose one', () => {
    const { container } = inspect('en', null)
    expect(container).toHaveTextContent('No unit chosen. Click any map, or press U.')
    expect(container).toHaveTextContent('10·(3·3·10+1) = 910') // what follows from the layer alone stands there already
  })
})

describe('a unit of pooling of another kind', () => {
  const averaged = realSnapshot({
    version: 1,
    input: { c: 3, h: 4, w: 4 },
    nodes: [
      { id: 'mean', from: ['input'], layer: { type: 'pool', kind: 'avg', size: 2, pad: 1 } },
      { id: 'all', from: ['mean'], layer: { type: 'globalpool', kind: 'l2' } },
    ],
  })
  const told = (node: string) =>
    inspect('en', { node, c: 0, y: 0, x: 0 }, { snapshot: averaged, plan: averaged.plan, chosenNode: node })

  it('says what a mean is divided by, and names no winner', () => {
    const { container } = told('mean')
    expect(screen.getByText('Σx / n =', { exact: false })).toBeVisible()
    expect(screen.getByText(/^The sum of 1 numbers, divided by 1\./)).toBeVisible()
    expect(container.querySelector('[data-winner]')).toBeNull()
  })

  it('shows the whole map under a global window, and that one number of each is left', () => {
    const { container } = told('all')
    expect(screen.getByText('√Σx² =', { exact: false })).toBeVisible()
    expect(container.querySelectorAll('td:not([data-padding])').length).toBeGreaterThanOrEqual(9)
    expect(
      screen.getByText('Of the 9 numbers of a channel one comes out: 3×3×3 becomes 1×1×3.'),
    ).toBeVisible()
  })
})
