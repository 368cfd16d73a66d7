/** The stories of the layers that bend a number, hand it on, add it or normalise it, on the numbers of a real pass. */
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { MapScales } from '../../../components/draw/map-scales'
import type { UnitAddress } from '../../../components/network/strip.types'
import { UnitInspector, type UnitInspectorProps } from '../../../components/unit/UnitInspector'
import type { Language, NetworkSpec } from '../../../engine/index'
import { renderIn } from '../controls/in-language'
import { realSnapshot } from './real-snapshot'

const spec: NetworkSpec = {
  version: 1,
  input: { c: 3, h: 8, w: 8 },
  nodes: [
    { id: 'conv1', from: ['input'], layer: { type: 'conv', filters: 4, size: 3, pad: 1 } },
    { id: 'bn', from: ['conv1'], layer: { type: 'batchnorm' } },
    { id: 'leaky', from: ['bn'], layer: { type: 'leakyrelu', slope: 0.1 } },
    { id: 'lrn', from: ['leaky'], layer: { type: 'lrn', size: 3, alpha: 0.5, k: 2 } },
    { id: 'conv2', from: ['lrn'], layer: { type: 'conv', filters: 2, size: 1 } },
    { id: 'tanh', from: ['conv2'], layer: { type: 'tanh', outer: 1.7159, inner: 2 / 3 } },
    { id: 'conv3', from: ['lrn'], layer: { type: 'conv', filters: 2, size: 1 } },
    { id: 'sigmoid', from: ['conv3'], layer: { type: 'sigmoid' } },
    { id: 'joined', from: ['tanh', 'sigmoid'], layer: { type: 'concat' } },
    { id: 'sum', from: ['joined', 'lrn'], layer: { type: 'add' } },
    { id: 'relu', from: ['sum'], layer: { type: 'relu' } },
    { id: 'drop', from: ['relu'], layer: { type: 'dropout', rate: 0.2 } },
    { id: 'column', from: ['drop'], layer: { type: 'flatten' } },
    { id: 'fc1', from: ['column'], layer: { type: 'fc', units: 10 } },
  ],
}
const shown = realSnapshot(spec)
const scales: MapScales = { mode: 'layer', of: () => 1 }

function inspect(language: Language, unit: UnitAddress, props: Partial<UnitInspectorProps> = {}) {
  const heard = { onOpenChannel: vi.fn(), onPick: vi.fn(), onHold: vi.fn(), onFollow: vi.fn() }
  const element = (
    <UnitInspector
      snapshot={shown}
      plan={shown.plan}
      chosenNode={unit.node}
      pinned={false}
      trainingStep={412}
      mapsShow="values"
      channel={null}
      layout="wide"
      classes={[]}
      {...{ unit, scales }}
      {...heard}
      {...props}
    />
  )
  return { ...renderIn(language, element), ...heard }
}

const at = (node: string, c = 1): UnitAddress => ({ node, c, y: 3, x: 4 })
const value = ({ node, c, y, x }: UnitAddress): number =>
  shown.values('activations', node)?.data[(c * 8 + y) * 8 + x] ?? Number.NaN
const three = (number: number): string => {
  const digits = number.toFixed(3)
  return digits.replace('-', Number(digits) === 0 ? '' : '−')
}
const said = (container: HTMLElement): string => (container.textContent ?? '').replaceAll('\u00a0', ' ')

describe('an activation function', () => {
  it('tanh is written with its factors and the number, and drawn with its point', () => {
    const { container } = inspect('en', at('tanh'))
    const [z, y] = [value(at('conv2')), value(at('tanh'))].map(three)
    expect(said(container)).toMatch(new RegExp(`tanh: 1\\.7159 × tanh\\(0\\.66667 × ${z}\\) [=≈] ${y}`))
    expect(screen.getByRole('img', { name: `tanh: ${z} becomes ${y}` })).toBeVisible()
  })

  it('names the slope that the gradient meets: of sigmoid y·(1 − y)', () => {
    const { container } = inspect('en', at('sigmoid'))
    const y = value(at('sigmoid'))
    const slope = /slope here dy\/dx = ([\d.]+)/.exec(said(container))?.[1]
    expect(Number(slope)).toBeCloseTo(y * (1 - y), 2)
    expect(container).toHaveTextContent('On its way back the gradient is multiplied by it')
  })

  it('of leaky ReLU the slope is 1 above 0 and as written below', () => {
    const units = [0, 1, 2, 3].map((c) => at('leaky', c))
    for (const unit of units) {
      const { container, unmount } = inspect('zh', unit)
      const slope = value({ ...unit, node: 'bn' }) > 0 ? '1' : '0.100'
      expect(said(container)).toContain(`此处的斜率 dy/dx = ${slope}`)
      unmount()
    }
  })

  it('leads to the sum it was made of, and is told there already', () => {
    const { onPick, unmount } = inspect('zh', at('tanh'))
    fireEvent.click(screen.getByRole('button', { name: '查看该神经元' }))
    expect(onPick).toHaveBeenCalledWith(at('conv2'))
    unmount()
    const { container } = inspect('zh', at('conv2'))
    expect(said(container)).toContain(`tanh(0.66667 × ${three(value(at('conv2')))})`)
  })
})

describe('a copy', () => {
  it('of concat says of which branch and which map, and leads there', () => {
    const { container, onPick } = inspect('en', at('joined', 3))
    expect(said(container)).toContain('It is a copy of sigmoid 1 · map 2 · row 4, column 5.')
    expect(said(container)).toContain('2 + 2 = 4 channels; width and height stay 8×8.')
    fireEvent.click(screen.getByRole('button', { name: 'Show that unit' }))
    expect(onPick).toHaveBeenCalledWith(at('sigmoid', 1))
  })

  it('of flatten says so too, with the field of that one unit', () => {
    const { container, onPick } = inspect('zh', { node: 'column', c: 64 + 3 * 8 + 4, y: 0, x: 0 })
    expect(said(container)).toContain('它是这个数的副本： 随机失活 1 · 激活图 2 · 第 4 行，第 5 列。')
    expect(said(container)).toContain('8×8 像素中的 3×3：第 3–5 行，第 4–6 列。')
    fireEvent.click(screen.getByRole('button', { name: '查看该神经元' }))
    expect(onPick).toHaveBeenCalledWith(at('drop'))
  })

  it('of dropout says what a step of training would make of it', () => {
    const { container } = inspect('en', at('drop'))
    const x = value(at('relu'))
    expect(said(container)).toContain('0 with probability 20%')
    const [typed, made] = [three(Number(x.toFixed(3)) / 0.8), three(x / 0.8)] // by who takes a calculator; by the page
    expect(said(container)).toContain(`${three(x)} / 0.80 ${typed === made ? '=' : '≈'} ${made}`)
  })
})

describe('an addition', () => {
  it('lists what each branch brings, leads to each, and goes on to ReLU', () => {
    const { container, onPick } = inspect('en', at('sum'))
    const row = within(screen.getByRole('row', { name: /^LRN 1/ }))
    expect(row.getByText(three(value(at('lrn'))))).toBeVisible()
    expect(screen.getByRole('row', { name: /^sum/ })).toHaveTextContent(three(value(at('sum'))))
    fireEvent.click(screen.getByRole('button', { name: 'Show that unit: concat 1' }))
    expect(onPick).toHaveBeenCalledWith(at('joined'))
    expect(said(container)).toContain(`ReLU: max(0, ${three(value(at('sum')))})`)
  })
})

describe('a normalisation', () => {
  it('of the batch: by the running statistics, then by γ and β, then the activation function', () => {
    const { container } = inspect('en', at('bn'))
    const [x, y] = [value(at('conv1')), value(at('bn'))].map(three)
    expect(said(container)).toContain(`= (${x} − 0.000)/√(1.000 + 1·10⁻⁵)`)
    const factor = y.startsWith('−') ? `(${y})` : y
    expect(said(container)).toContain(`= 1.000 × ${factor} + 0.000 = ${y}`)
    expect(said(container)).toContain('mean and variance of the channel, gathered while training')
    expect(said(container)).toContain(`leaky ReLU: max(${y}, 0.1 × ${y})`)
  })

  it('does so in Chinese', () => {
    const { container } = inspect('zh', at('bn'))
    expect(container).toHaveTextContent('这个通道的均值和方差，训练时累计得到')
    expect(container).toHaveTextContent('学到的参数，每个通道各一个')
  })

  it('of neighbouring channels: their squares in a table, their sum in the formula', () => {
    const { container } = inspect('en', at('lrn', 2))
    const squares = [1, 2, 3].map((c) => value(at('leaky', c)) ** 2)
    const rows = screen.getAllByRole('row')
    expect(rows).toHaveLength(1 + 3 + 1)
    expect(rows[2]).toHaveTextContent(`ch 3${three(value(at('leaky', 2)))}${three(squares[1])}`)
    const sum = squares.reduce((a, b) => a + b)
    expect(said(container)).toContain(`= 2 + 0.5/3 × ${three(sum)} = ${(2 + (0.5 / 3) * sum).toFixed(4)}`)
    expect(said(container)).toContain(`= ${three(value(at('leaky', 2)))}/`)
    expect(container).toHaveTextContent(
      'The size stays 8×8×4: up to 3 channels of the same place in, one number out.',
    )
  })
})
