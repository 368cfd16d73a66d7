import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { breakLines } from '../../../components/charts/EmptyChart'
import { LossChart } from '../../../components/charts/LossChart'
import { envelope, type TrainingHistory } from '../../../components/charts/training-history'
import { renderIn } from '../controls/in-language'

const history: TrainingHistory = {
  points: Array.from({ length: 300 }, (_, i) => ({
    step: i * 30,
    loss: i === 7 ? Number.NaN : 2.3 - i / 230 + (i % 2) / 10,
    smoothed: i === 9 ? Number.POSITIVE_INFINITY : 2.3 - i / 230,
    accuracy: 0.1 + i / 600,
  })),
  validation: [{ step: 6000, accuracy: 0.52, loss: 1.3 }],
}

const paths = (container: HTMLElement) =>
  [...container.querySelectorAll('path')].map((p) => p.getAttribute('d') ?? '')

describe('the chart of a training run', () => {
  it('says its present figures and the level of guessing', () => {
    renderIn('en', <LossChart {...{ history }} classes={10} width={206} height={172} />)
    expect(
      screen.getByRole('img', {
        name: 'Training curves. At step 8,970: loss 1.00, accuracy 59.8%. Guessing gives 2.303 and 10%.',
      }),
    ).toBeVisible()
    expect(screen.getByText('guessing: ln 10 = 2.303')).toBeInTheDocument()
  })

  it('says them in Chinese', () => {
    renderIn('zh', <LossChart {...{ history }} classes={10} width={206} height={172} />)
    expect(screen.getByRole('img', { name: /第 8,970 步：损失 1\.00，准确率 59\.8%/ })).toBeVisible()
    expect(screen.getByText('随机猜：ln 10 = 2.303')).toBeInTheDocument()
  })

  it('knows what guessing gives by another loss', () => {
    renderIn('en', <LossChart {...{ history }} loss="hinge" classes={10} width={206} height={172} />)
    expect(screen.getByText('guessing: 9')).toBeInTheDocument()
    expect(screen.getByRole('img', { name: /Guessing gives 9\.000 and 10%/ })).toBeVisible()
  })

  it('leaves out what is not finite', () => {
    const { container } = renderIn('en', <LossChart {...{ history }} classes={10} width={206} height={172} />)
    expect(paths(container).join()).not.toMatch(/NaN|Infinity/)
  })

  it('shows the accuracy on validation images as points of its own', () => {
    const { container } = renderIn('en', <LossChart {...{ history }} classes={10} width={206} height={172} />)
    expect(container).toHaveTextContent('52.0% on validation images')
  })

  it('asks for training where there is nothing to draw', () => {
    renderIn(
      'en',
      <LossChart history={{ points: [], validation: [] }} classes={10} width={206} height={172} />,
    )
    expect(screen.getByRole('img', { name: 'Nothing learned yet: press Train.' })).toBeVisible()
  })

  it('breaks what it says of an empty run into lines that fit between the axes', () => {
    expect(breakLines('Nothing learned yet: press Train.', 130)).toEqual([
      'Nothing learned',
      'yet: press Train.',
    ])
    expect(breakLines('还没有开始学习：按“训练”。', 120)).toEqual(['还没有开始学习：', '按“训练”。'])
  })

  it('moves the words of guessing off the accuracy, once that is as high', () => {
    const at = (accuracy: number) => {
      const points = history.points.map((point) => ({ ...point, accuracy }))
      const { unmount } = renderIn(
        'en',
        <LossChart history={{ ...history, points }} classes={10} width={206} height={172} />,
      )
      const words = screen.getByText(/^guessing/)
      const place = [words.getAttribute('x'), words.getAttribute('y')].map(Number)
      unmount()
      return place
    }
    const [[x, y], [, low]] = [at(0.3), at(0.93)]
    expect(x).toBe(206 - 38)
    expect(low).toBeGreaterThan(y + 13) // below its line, where neither curve runs at the right
  })

  it('keeps the words of guessing off the axis where the loss ran away', () => {
    const away = history.points.map((point) => ({ ...point, loss: 4e25, smoothed: 4e25 }))
    const { container } = renderIn(
      'en',
      <LossChart history={{ ...history, points: away }} classes={10} width={206} height={172} />,
    )
    expect(screen.queryByText(/^guessing/)).toBeNull()
    expect(screen.getByText('10%')).toBeInTheDocument()
    expect(container.querySelector('figcaption')).toHaveTextContent('loss 4e25 accuracy 59.8%')
  })

  it('draws thousands of raw losses as one low and one high per pixel', () => {
    const points = Array.from({ length: 2000 }, (_, i) => ({ x: i / 20, y: i % 7 }))
    const columns = envelope(points)
    expect(columns).toHaveLength(101)
    expect(columns[50]).toEqual({ x: 50, low: 0, high: 6 })
  })
})
