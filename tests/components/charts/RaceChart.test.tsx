import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { RaceChart, type RaceCurve } from '../../../components/charts/RaceChart'
import { renderIn } from '../controls/in-language'

const curve = (name: string, losses: readonly number[]): RaceCurve => ({
  id: name,
  name,
  dash: 'none',
  history: {
    points: losses.map((loss, i) => ({ step: i + 1, loss, smoothed: loss, accuracy: 0.5 })),
    validation: [],
  },
})

const chart = (curves: readonly RaceCurve[], lit: string | null = null) => (
  <RaceChart {...{ curves, lit }} loss="crossEntropy" classes={10} width={560} height={150} />
)

const heightOf = (name: string) => Number(screen.getByText(name).getAttribute('y'))

describe('the chart of a race', () => {
  it('says the loss of each, in both languages', () => {
    const curves = [curve('SGD', [2, 1.5]), curve('Adam', [2, 1])]
    renderIn('en', chart(curves))
    expect(
      screen.getByRole('img', { name: 'Losses of the update rules: SGD 1.50, Adam 1.00.' }),
    ).toBeVisible()
    renderIn('zh', chart(curves))
    expect(screen.getByRole('img', { name: /^各更新规则的损失：SGD 1\.50/ })).toBeVisible()
  })

  it('asks for a start, or for somebody who could', () => {
    renderIn('en', chart([curve('SGD', [])]))
    expect(screen.getByRole('img', { name: 'Nobody has started: press Start.' })).toBeVisible()
    renderIn('en', chart([]))
    expect(screen.getByRole('img', { name: 'No rule takes part: add one.' })).toBeVisible()
  })

  it('leaves a gap where a curve runs off the chart', () => {
    const wild = curve('SGD', [2, 2, 900, 2, 2])
    const calm = curve('Adam', Array(60).fill(2))
    const { container } = renderIn('en', chart([wild, calm]))
    const drawn = [...container.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '')
    expect(drawn.map((d) => d.match(/M/g)?.length)).toEqual([2, 1])
  })

  it('writes the names in the order of the losses, a line apart, all of them within the chart', () => {
    const low = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => curve(name, [2, 0.01 + i / 1000]))
    renderIn('en', chart([curve('high', [2, 2.4]), ...low]))
    const heights = ['high', 'f', 'e', 'd', 'c', 'b', 'a'].map(heightOf)
    for (let i = 1; i < heights.length; i++) expect(heights[i] - heights[i - 1]).toBeGreaterThanOrEqual(14.99)
    // Who is far from the crowd below keeps the height of its own curve.
    expect(heights[0]).toBeLessThan(25)
    expect(heights[0]).toBeGreaterThanOrEqual(10)
    expect(heights[6]).toBeLessThanOrEqual(150 - 22)
  })

  it('shows beginnings above the level of guessing whole', () => {
    const { container } = renderIn('en', chart([curve('SGD', [3.2, 3, ...Array(60).fill(2)])]))
    const [d] = [...container.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '')
    expect(d.match(/[ML]/g)).toHaveLength(62)
  })

  it('leaves the names to the table where they would take half of the chart', () => {
    renderIn(
      'en',
      <RaceChart
        curves={[curve('SGD', [2])]}
        lit={null}
        loss="hinge"
        classes={10}
        width={310}
        height={150}
      />,
    )
    expect(screen.queryByText('SGD')).toBeNull()
    expect(screen.getByRole('img', { name: /SGD 2\.00/ })).toBeVisible()
  })

  it('fades all but the one that is pointed at', () => {
    renderIn('en', chart([curve('SGD', [2]), curve('Adam', [1])], 'Adam'))
    expect(screen.getByText('SGD')).toHaveAttribute('data-faded')
    expect(screen.getByText('Adam')).not.toHaveAttribute('data-faded')
  })
})
