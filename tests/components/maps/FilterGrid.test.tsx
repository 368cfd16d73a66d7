import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../../../components/draw/snapshot'
import { LanguageContext } from '../../../components/language'
import { FilterGrid, type FilterGridProps } from '../../../components/maps/FilterGrid'
import { filterScale, filterShape } from '../../../components/maps/filters'
import type { Language } from '../../../engine/text'
import { smallSpec, snapshotOf } from '../fixtures/snapshot'

let snapshot: Snapshot

beforeAll(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  snapshot = snapshotOf(smallSpec)
})

const show = (props: Partial<FilterGridProps> = {}, language: Language = 'en') =>
  render(
    <LanguageContext value={language}>
      <FilterGrid
        plan={snapshot.plan}
        {...{ snapshot }}
        node="conv2"
        mapsShow="values"
        scale="layer"
        highlighted={1}
        channel={2}
        width={190}
        height={200}
        onHighlight={() => {}}
        onChoose={() => {}}
        {...props}
      />
    </LanguageContext>,
  )

describe('the filters of a layer', () => {
  it('are as many as its maps, as deep as what they read', () => {
    const { plan } = snapshot
    expect(filterShape(plan, 'conv1')).toEqual({ filters: 4, channels: 3, h: 3, w: 3, readsColour: true })
    expect(filterShape(plan, 'conv2')).toEqual({ filters: 3, channels: 4, h: 3, w: 3, readsColour: false })
    expect(filterShape(plan, 'relu1')).toBeNull()
  })

  it('are, of a fully connected layer, rows of W as large as the maps it reads', () => {
    expect(filterShape(snapshot.plan, 'fc1')).toEqual({
      filters: 10,
      channels: 3,
      h: 4,
      w: 4,
      readsColour: false,
    })
  })

  it('have a scale each, or one per layer, or one for all layers', () => {
    const scaleOf = (mode: 'map' | 'layer' | 'network') => filterScale(snapshot, 'conv2', 'values', mode)
    const largest = (values: Float32Array): number => Math.max(...values.map(Math.abs))
    const { data } = snapshot.values('parameters', 'conv2.weights')!
    expect(scaleOf('layer')(0)).toBe(largest(data))
    expect(scaleOf('map')(1)).toBe(largest(data.slice(36, 72)))
    expect(scaleOf('network')(0)).toBeGreaterThanOrEqual(scaleOf('layer')(0))
  })
})

describe('the grid of filters', () => {
  it('says how to read it, what the highlighted one makes, and where its colours end', () => {
    show()
    const most = filterScale(snapshot, 'conv2', 'values', 'layer')(0).toFixed(3)
    expect(screen.getByText('row = filter, column = channel')).toBeVisible()
    expect(screen.getByText('Filter 2 makes map 2: 3·3·4 weights and one bias.')).toBeVisible()
    expect(screen.getByRole('img', { name: `Colours from −${most} over 0 to ${most}` })).toBeVisible()
  })

  it('speaks Chinese', () => {
    show({}, 'zh')
    expect(screen.getByText('行 = 滤波器，列 = 通道')).toBeVisible()
    expect(screen.getByText('滤波器 2 得到激活图 2：3·3·4 个权重和一个偏置。')).toBeVisible()
  })

  it('is one Tab stop with arrows inside', async () => {
    const onChoose = vi.fn()
    show({ onChoose })
    await userEvent.tab()
    expect(screen.getByRole('listbox', { name: 'Filters' })).toHaveFocus()
    expect(
      screen.getByRole('option', { name: /^filter 2, channel 3, bias/, selected: true }),
    ).toBeInTheDocument()
    await userEvent.keyboard('{ArrowDown}')
    expect(onChoose).toHaveBeenLastCalledWith(2, 2)
    await userEvent.keyboard('{ArrowLeft}')
    expect(onChoose).toHaveBeenLastCalledWith(1, 1)
  })

  it('stops at its last filter', async () => {
    const onChoose = vi.fn()
    show({ onChoose, highlighted: 2 })
    await userEvent.tab()
    await userEvent.keyboard('{ArrowDown}')
    expect(onChoose).not.toHaveBeenCalled()
  })

  it('links a filter to its map: pointing at it tells which', () => {
    const onHighlight = vi.fn()
    show({ onHighlight })
    const grid = screen.getByRole('listbox')
    fireEvent.pointerMove(grid, { clientX: 60, clientY: 5, pointerType: 'mouse' })
    expect(onHighlight).toHaveBeenCalledExactlyOnceWith(0)
    fireEvent.pointerLeave(grid)
    expect(onHighlight).toHaveBeenLastCalledWith(null)
  })

  it('shows the first layer in colour, or channel by channel if wished', async () => {
    show({ node: 'conv1' })
    expect(screen.getByText('one patch of 3×3 per filter')).toBeVisible()
    expect(screen.getByText('Grey is zero; each filter to its own largest weight.')).toBeVisible()
    await userEvent.click(screen.getByRole('radio', { name: 'by channel' }))
    expect(screen.getByText('row = filter, column = channel')).toBeVisible()
  })

  it('names templates by their classes', () => {
    const linear = snapshotOf({
      version: 1,
      input: smallSpec.input,
      nodes: [{ id: 'fc1', from: ['input'], layer: { type: 'fc', units: 10 } }],
    })
    const nameOf = (i: number) => `class ${i}`
    show({ plan: linear.plan, snapshot: linear, node: 'fc1', nameOf, width: 300 })
    expect(screen.getByText('class 0')).toBeInTheDocument()
    expect(screen.getByText('Filter 2 makes the score of class 1: 8·8·3 weights and one bias.')).toBeVisible()
  })

  it('says so where a layer has none', () => {
    show({ node: 'relu1' })
    expect(screen.getByText('This layer has no filters.')).toBeVisible()
  })
})
