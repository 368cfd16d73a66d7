import { render, screen, within } from '@testing-library/react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../../../components/draw/snapshot'
import { LanguageContext } from '../../../components/language'
import { Strip } from '../../../components/network/Strip'
import type { StripProps } from '../../../components/network/strip.types'
import type { Language } from '../../../engine/text'
import { smallSpec, snapshotOf } from '../fixtures/snapshot'
import { branching } from './branching-spec'

let snapshot: Snapshot

beforeAll(() => {
  // jsdom draws nothing; pixels are tested in the browser
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  snapshot = snapshotOf(branching)
})

function show(props: Partial<StripProps> = {}, language: Language = 'en') {
  const { container } = render(
    <LanguageContext value={language}>
      <Strip
        plan={snapshot.plan}
        {...{ snapshot }}
        mapsShow="values"
        scale="layer"
        chosenNode="stem"
        unit={null}
        hovered={null}
        onPoint={() => {}}
        onChoose={() => {}}
        onPick={() => {}}
        {...props}
      />
    </LanguageContext>,
  )
  return {
    wires: [...container.querySelectorAll<SVGPathElement>('path[data-wire]')],
    threads: [...container.querySelectorAll<SVGPathElement>('path[stroke-width]')],
  }
}

const header = (name: string) =>
  within(screen.getByRole('article', { name })).getByRole('button').getAttribute('aria-label')

/** Of a path: the heights at which it runs, and its two ends. */
function courseOf(path: SVGPathElement) {
  const numbers = (path.getAttribute('d') ?? '').match(/-?[\d.]+/g)?.map(Number) ?? []
  const points = Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]])
  return {
    start: points[0][0],
    end: points[points.length - 1][0],
    top: Math.min(...points.map(([, y]) => y)),
  }
}

describe('a strip with branches', () => {
  it('shows the shortcut and the branches always, with no unit chosen and before the first frame', () => {
    const { wires } = show({ snapshot: null })
    expect(wires.map((wire) => wire.dataset.wire)).toEqual([
      'bend sum',
      'halve three',
      'halve five',
      'one beside',
      'three beside',
    ])
  })

  it('leads each wire from the card that is read to the card that reads, above all of them', () => {
    const { wires } = show()
    const cards = screen.getAllByRole('article')
    const edges = (i: number) => [
      Number.parseFloat(cards[i].style.left),
      Number.parseFloat(cards[i].style.width),
    ]
    const [left, width] = edges(1)
    const { start, end, top } = courseOf(wires[0])
    expect(start).toBeGreaterThan(left)
    expect(start).toBeLessThan(left + width)
    expect(end).toBe(Math.round(edges(3)[0] + width / 2))
    for (const card of cards) expect(top).toBeLessThan(Number.parseFloat(card.style.top))
  })

  it('says above a card what it reads, in English', () => {
    show()
    expect(screen.getByText('conv 2 + ReLU 1')).toBeVisible()
    expect(screen.getByText('conv 3, 4, 5')).toBeVisible()
    expect(screen.getAllByText('from pool 1')).toHaveLength(2)
  })

  it('says it in Chinese', () => {
    show({}, 'zh')
    expect(screen.getByText('卷积 2 + ReLU 1')).toBeVisible()
    expect(screen.getByText('卷积 3、4、5')).toBeVisible()
    expect(screen.getAllByText('来自池化 1')).toHaveLength(2)
  })

  it('tells it to assistive technology with the card, and of others nothing', () => {
    show()
    expect(header('add 1')).toMatch(/reads conv 2 and ReLU 1$/)
    expect(header('concat 1')).toMatch(/reads conv 3 and conv 4 and conv 5$/)
    expect(header('conv 4')).toMatch(/reads pool 1$/)
    expect(header('conv 3')).not.toMatch(/reads/)
  })

  it('tells it to assistive technology in Chinese', () => {
    show({}, 'zh')
    expect(header('相加 1')).toMatch(/，读取卷积 2和ReLU 1$/)
  })

  it('draws the wires of the chosen layer in ink', () => {
    const own = ({ wires }: ReturnType<typeof show>) => wires.filter((wire) => wire.dataset.own).length
    expect(own(show())).toBe(0)
    expect(own(show({ chosenNode: 'halve' }))).toBe(2)
    expect(own(show({ chosenNode: 'three' }))).toBe(2)
  })

  it('names no blocks, and a chain has no wires', () => {
    show()
    expect(screen.queryByText(/^block/)).not.toBeInTheDocument()
    const chained = snapshotOf(smallSpec)
    expect(show({ plan: chained.plan, snapshot: chained }).wires).toEqual([])
    expect(screen.getByText('block 1')).toBeVisible()
  })

  it('leads the thread of a unit along its wire, never across the maps of other layers', () => {
    const { threads, wires } = show({ chosenNode: 'sum', unit: { node: 'sum', c: 1, y: 4, x: 4 } })
    expect(threads).toHaveLength(2)
    const [near, far] = threads.map(courseOf)
    expect(far.top).toBe(courseOf(wires[0]).top)
    expect(near.top).toBeGreaterThan(far.top)
  })
})
