import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { ScoreBars } from '../../../components/charts/ScoreBars'
import type { Language } from '../../../engine/index'
import { renderIn } from '../controls/in-language'

const names = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']
const classes = names.map((en, i) => ({ en, zh: `第${i}类` }))
const scores = [2.89, -5.04, 6.53, 1.25, 2.08, 2.23, -1.24, 0.07, -3, -4.02]
const sum = scores.reduce((total, s) => total + Math.exp(s), 0)
const shares = scores.map((s) => Math.exp(s) / sum)

function show(language: Language, props: Partial<Parameters<typeof ScoreBars>[0]> = {}) {
  const onPick = vi.fn()
  renderIn(language, <ScoreBars {...{ scores, shares, classes, onPick }} label={2} loss={0.057} {...props} />)
  return onPick
}

const rows = () => within(screen.getByRole('list')).getAllByRole('listitem')
const namesInOrder = () => rows().map((row) => names.find((name) => row.textContent?.includes(name)))

describe('scores', () => {
  it('stand best first, the top five of them first', () => {
    show('en')
    expect(namesInOrder().slice(0, 5)).toEqual(['bird', 'airplane', 'dog', 'deer', 'cat'])
    expect(rows()).toHaveLength(10)
  })

  it('mark the true class in words and judge in one sentence', () => {
    show('en')
    expect(rows()[0]).toHaveTextContent(/true/)
    expect(screen.getByText('Right.')).toHaveTextContent('Right. Loss on this picture 0.057')
  })

  it('stand alone where no softmax follows: no share is made up', () => {
    show('en', { shares: null })
    expect(namesInOrder().slice(0, 2)).toEqual(['bird', 'airplane'])
    expect(rows()[0]).toHaveTextContent('6.53')
    expect(screen.getByRole('list').parentElement).not.toHaveTextContent(/%|softmax/)
  })

  it('take the place of the shares on a phone where no softmax follows', () => {
    show('en', { shares: null, compact: true, top: 5 })
    expect(rows()[0]).toHaveTextContent('6.53')
  })

  it('do so in Chinese', () => {
    show('zh')
    expect(rows()[0]).toHaveTextContent('真实')
    expect(screen.getByText('正确。')).toHaveTextContent('正确。 这张图的损失 0.057')
  })

  it('say what would have been right', () => {
    show('en', { label: 3, loss: 5.3 })
    expect(screen.getByText('Wrong: it is cat.')).toBeVisible()
    expect(rows()[4]).toHaveTextContent(/true/)
  })

  it('have no verdict on a picture without a label', () => {
    show('en', { label: null, loss: null })
    expect(screen.getByText('Best guess: bird. This picture has no label.')).toBeVisible()
  })

  it('show the five best on a phone, with the true class above', () => {
    show('en', { compact: true, top: 5 })
    expect(rows()).toHaveLength(5)
    expect(screen.getByText('true:')).toHaveTextContent('true: bird')
  })

  it('have no winner and no verdict where they are not finite, and draw no bar of NaN', () => {
    const lost = scores.map(() => Number.NaN)
    show('en', { scores: lost, shares: lost, loss: Number.NaN })
    expect(namesInOrder()).toEqual(names)
    expect(rows().every((row) => row.dataset.best === undefined)).toBe(true)
    expect(rows()[4]).toHaveTextContent('–deer–')
    expect(document.querySelector('rect')).toBeNull()
    expect(document.body).not.toHaveTextContent(/NaN|Wrong|Right/)
    expect(screen.getByText('No verdict: the scores are not finite numbers.')).toBeVisible()
  })

  it('that ran away stay within their cells', () => {
    show('en', { scores: scores.map((s) => s * 1e22) })
    expect(rows()[0]).toHaveTextContent('7e22bird')
  })

  it('tell nothing while the presenter asks the room', () => {
    show('en', { hidden: true })
    expect(screen.queryByRole('list')).toBeNull()
    expect(screen.queryByText(/Right/)).toBeNull()
    expect(screen.getByText('Which class?')).toBeVisible()
  })

  it('lead to the unit of a score, and of a share', () => {
    const onPick = show('en')
    fireEvent.click(screen.getByRole('button', { name: 'dog: score 2.23' }))
    expect(onPick).toHaveBeenLastCalledWith('scores', 5)
    fireEvent.click(screen.getByRole('button', { name: /^bird: softmax 9\d\.\d%$/ }))
    expect(onPick).toHaveBeenLastCalledWith('shares', 2)
  })
})
