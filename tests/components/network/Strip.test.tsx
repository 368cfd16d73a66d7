import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef, useState } from 'react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../../../components/draw/snapshot'
import { LanguageContext } from '../../../components/language'
import { Strip } from '../../../components/network/Strip'
import type { StripHandle, StripProps, UnitAddress } from '../../../components/network/strip.types'
import type { Language } from '../../../engine/text'
import { smallSpec, snapshotOf } from '../fixtures/snapshot'

let snapshot: Snapshot

beforeAll(() => {
  // jsdom draws nothing; pixels are tested in the browser
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  snapshot = snapshotOf(smallSpec)
})

/** A strip that remembers what is chosen, as the lab does. */
function Held(props: Partial<StripProps>) {
  const [node, setNode] = useState(props.chosenNode ?? 'conv1')
  const [unit, setUnit] = useState<UnitAddress | null>(props.unit ?? null)
  return (
    <Strip
      plan={snapshot.plan}
      {...{ snapshot }}
      mapsShow="values"
      scale="layer"
      chosenNode={node}
      hovered={null}
      onPoint={() => {}}
      {...props}
      {...{ unit }}
      onChoose={(chosen) => {
        setNode(chosen)
        props.onChoose?.(chosen)
      }}
      onPick={(picked) => {
        setUnit(picked)
        props.onPick?.(picked)
      }}
    />
  )
}

const show = (props: Partial<StripProps> = {}, language: Language = 'en') =>
  render(
    <LanguageContext value={language}>
      <Held {...props} />
    </LanguageContext>,
  )

const card = (name: string) => within(screen.getByRole('article', { name }))

describe('the strip', () => {
  it('has a card for each layer with volume and parameters, in English', () => {
    show()
    expect(screen.getByRole('region', { name: 'Layers of the network' })).toBeVisible()
    expect(card('conv 1').getByRole('button', { name: /^conv 1, 8×8×4, 112 parameters/ })).toHaveTextContent(
      'conv 18×8×4112 par.',
    )
    expect(card('ReLU 1').getByRole('button', { name: /no parameters/ })).toHaveTextContent('no par.')
    expect(screen.getByText('block 1')).toBeVisible()
  })

  it('speaks Chinese', () => {
    show({}, 'zh')
    expect(screen.getByRole('region', { name: '网络各层' })).toBeVisible()
    expect(card('卷积 1').getByRole('button', { name: /8×8×4，112 个参数/ })).toHaveTextContent('112 参数')
    expect(screen.getByText('模块 1')).toBeVisible()
  })

  it('names every map, and gives the share of units that are on', () => {
    show()
    const { active } = snapshot.values('activations', 'relu1')!
    expect(card('ReLU 1').getAllByRole('img', { name: /^ReLU 1, map/ })).toHaveLength(4)
    expect(card('ReLU 1').getByRole('button')).toHaveTextContent(`${(active * 100).toFixed(0)}% on`)
  })

  it('gives no such share where the sign of a number says nothing', () => {
    const bent = snapshotOf({
      ...smallSpec,
      nodes: [
        { id: 'conv1', from: ['input'], layer: { type: 'conv', filters: 2, size: 1 } },
        { id: 'sigmoid', from: ['conv1'], layer: { type: 'sigmoid' } },
        { id: 'drop', from: ['conv1'], layer: { type: 'dropout', rate: 0.5 } },
      ],
    })
    show({ plan: bent.plan, snapshot: bent }, 'zh')
    expect(card('sigmoid 1').getByRole('button')).toHaveTextContent(/^sigmoid 18×8×2无参数$/)
    expect(card('随机失活 1').getByRole('button')).toHaveTextContent(/激活 \d+%$/)
  })

  it('is one Tab stop: the grid of the map where the keyboard is', async () => {
    show()
    await userEvent.tab()
    expect(screen.getByRole('grid', { name: 'conv 1, map 1' })).toHaveFocus()
    await userEvent.tab()
    expect(document.body).toHaveFocus()
  })

  it('speaks the cell it moves to, with its value', async () => {
    show()
    await userEvent.tab()
    await userEvent.keyboard('{ArrowRight}')
    const value = snapshot.values('activations', 'conv1')!.data[4 * 8 + 5]
    const spoken = `row 5, column 6, ${value.toFixed(3).replace('-', '−')}`
    const grid = screen.getByRole('grid', { name: 'conv 1, map 1' })
    expect(grid).toHaveFocus()
    const cell = within(grid).getByRole('cell', { name: spoken })
    expect(grid).toHaveAttribute('aria-activedescendant', cell.id)
  })

  it('takes the focus along to another layer and another map', async () => {
    const onChoose = vi.fn()
    show({ unit: { node: 'conv1', c: 0, y: 4, x: 4 }, onChoose })
    await userEvent.tab()
    await userEvent.keyboard(']')
    expect(onChoose).toHaveBeenLastCalledWith('relu1')
    expect(screen.getByRole('grid', { name: 'ReLU 1, map 1' })).toHaveFocus()
    await userEvent.keyboard('3')
    expect(screen.getByRole('grid', { name: 'ReLU 1, map 3' })).toHaveFocus()
  })

  it('chooses no unit by walking along the layers while none is chosen', async () => {
    const onPick = vi.fn()
    show({ onPick })
    await userEvent.tab()
    await userEvent.keyboard(']')
    expect(onPick).not.toHaveBeenCalled()
    await userEvent.keyboard('{Enter}')
    expect(onPick).toHaveBeenLastCalledWith({ node: 'relu1', c: 0, y: 4, x: 4 })
    await userEvent.keyboard('{Escape}')
    expect(onPick).toHaveBeenLastCalledWith(null)
  })

  it('chooses the unit under the keyboard by Enter, and holds it by a second one', async () => {
    const onPick = vi.fn()
    const onHold = vi.fn()
    show({ onPick, onHold })
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    expect(onPick).toHaveBeenCalledWith({ node: 'conv1', c: 0, y: 4, x: 4 })
    expect(onHold).not.toHaveBeenCalled()
    await userEvent.keyboard('{Enter}')
    expect(onHold).toHaveBeenCalled()
    expect(onPick).toHaveBeenCalledTimes(1)
  })

  it('has a unit chosen when somebody jumps to it and none is', () => {
    const onPick = vi.fn()
    const ref = createRef<StripHandle>()
    show({ onPick, ref })
    act(() => ref.current?.focusUnit())
    expect(onPick).toHaveBeenCalledWith({ node: 'conv1', c: 0, y: 4, x: 4 })
    act(() => ref.current?.focusUnit())
    expect(onPick).toHaveBeenCalledTimes(1)
  })

  it('keeps its keys from the page', async () => {
    const heard = vi.fn()
    window.addEventListener('keydown', heard)
    show()
    await userEvent.tab()
    heard.mockClear()
    await userEvent.keyboard(']')
    expect(heard).not.toHaveBeenCalled()
    await userEvent.keyboard('x')
    expect(heard).toHaveBeenCalledOnce()
    window.removeEventListener('keydown', heard)
  })

  it('chooses a layer by its header', async () => {
    const onChoose = vi.fn()
    show({ onChoose })
    await userEvent.click(card('fc 1').getByRole('button'))
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('fc1')
    expect(card('fc 1').getByRole('button')).toHaveAttribute('aria-pressed', 'true')
  })

  it('shows only the layers that are wished, the picture among them', () => {
    show({ nodes: ['input', 'conv1', 'relu1'] })
    expect(
      screen
        .getAllByRole('article')
        .map((article) => article.ariaLabel ?? article.getAttribute('aria-label')),
    ).toEqual(['input', 'conv 1', 'ReLU 1'])
  })

  it('says on every card that it waits while a new network is built', () => {
    const { container } = show({ stale: true, unit: { node: 'conv2', c: 1, y: 1, x: 1 } })
    expect(screen.getAllByText('waiting')).toHaveLength(7)
    expect(container.querySelectorAll('g > path')).toHaveLength(0)
  })

  it('marks the first layer with a value that is not finite', () => {
    show({ brokenNode: 'conv2' }, 'zh')
    expect(card('卷积 2').getByText('数值溢出')).toBeVisible()
    expect(screen.getAllByText('数值溢出')).toHaveLength(1)
  })

  it('tells which layers are on screen', () => {
    const registerVisible = vi.fn()
    show({ registerVisible, nodes: ['conv1', 'relu1'] })
    expect(registerVisible).toHaveBeenCalledExactlyOnceWith(['conv1', 'relu1'])
  })

  it('stands without a frame', () => {
    show({ snapshot: null })
    expect(card('conv 1').getAllByRole('img')).toHaveLength(3)
  })
})

describe('frames and threads', () => {
  const threads = (container: HTMLElement) => container.querySelectorAll('g > path')

  it('lead from every map a convolution reads, dashed where they take away', () => {
    const { container } = show({ chosenNode: 'conv2', unit: { node: 'conv2', c: 1, y: 1, x: 1 } })
    expect(threads(container)).toHaveLength(4)
  })

  it('lead from the one map that a ReLU reads', () => {
    const { container } = show({ chosenNode: 'relu2', unit: { node: 'relu2', c: 1, y: 1, x: 1 } })
    expect(threads(container)).toHaveLength(1)
  })

  it('follow the pointer while it is over a unit', () => {
    const { container } = show({
      unit: { node: 'relu2', c: 1, y: 1, x: 1 },
      hovered: { node: 'fc1', c: 0, y: 0, x: 0 },
    })
    expect(threads(container)).toHaveLength(3)
    expect(screen.getByText(/^unit 1, −?[0-9.]+$/)).toBeVisible()
  })
})

describe('the pointer', () => {
  it('tells the unit under it once, and nothing for a finger', () => {
    const onPoint = vi.fn()
    const { container } = show({ onPoint })
    const column = container.querySelector('article > div')!
    const at = { clientX: 40, clientY: 60 }
    fireEvent.pointerMove(column, { ...at, pointerType: 'touch' })
    expect(onPoint).not.toHaveBeenCalled()
    fireEvent.pointerMove(column, { ...at, pointerType: 'mouse' })
    fireEvent.pointerMove(column, { ...at, pointerType: 'mouse' })
    expect(onPoint).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ node: 'conv1', c: 1 }))
    fireEvent.pointerLeave(column)
    expect(onPoint).toHaveBeenLastCalledWith(null)
  })

  it('chooses the unit it taps, and its layer', () => {
    const [onPick, onChoose] = [vi.fn(), vi.fn()]
    const { container } = show({ onPick, onChoose })
    const column = container.querySelectorAll('article > div')[3]
    fireEvent.click(column, { clientX: 40, clientY: 60 })
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('conv2')
    expect(onPick).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ node: 'conv2', c: 1 }))
    expect(screen.getByRole('grid', { name: 'conv 2, map 2' })).toHaveFocus()
  })
})
