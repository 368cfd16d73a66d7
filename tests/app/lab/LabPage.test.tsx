import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import LabPage from '../../../app/lab/LabPage'
import { leavePresenter, reveal, togglePresenter } from '../../../app/site/presenter-store'
import { settings } from '../../../app/store/settings'
import { aLabWithPicture, renderLab, screenOf } from './a-lab'

beforeEach(() => {
  screenOf(1440)
  history.replaceState(null, '', '#/lab')
  settings.setState({ tourSeen: true })
})

afterEach(() => {
  leavePresenter()
})

const button = (name: string | RegExp) => screen.getByRole('button', { name })
const region = (name: string) => within(screen.getByRole('region', { name }))

describe('the Lab', () => {
  it('has all its parts, in the order of Tab', async () => {
    const { lab } = await aLabWithPicture()
    const { container } = renderLab(lab, 'en', <LabPage />)
    const anchors = [...container.querySelectorAll('[data-tour]')].map((part) =>
      part.getAttribute('data-tour'),
    )
    expect(anchors).toEqual(['training', 'settings', 'picture', 'strip', 'result', 'filters', 'unit'])
    expect(region('Training').getByRole('img', { name: /Nothing learned yet/ })).toBeVisible()
  })

  it('trains, pauses and steps', async () => {
    const { lab, askedOf } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    fireEvent.click(button('Train'))
    expect(askedOf('train')).toMatchObject([{ on: true }])
    fireEvent.click(button('Pause'))
    expect(askedOf('train').at(-1)).toMatchObject({ on: false })
    fireEvent.click(button('Step'))
    expect(askedOf('step')).toEqual([{ count: 1 }])
  })

  it('offers to test on as many pictures as there are, once they are there', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    expect(button('Test on all 10,000')).toBeEnabled()
    act(() =>
      lab.setState({ data: { done: 3, total: 3, available: { train: 5000, validation: 500, test: 1000 } } }),
    )
    expect(button('Test on all 1,000')).toBeEnabled()
    act(() => lab.setState({ data: null }))
    expect(button('Test')).toBeDisabled()
  })

  it('draws the way of the pointer from map to map once for each paint', async () => {
    const { lab } = await aLabWithPicture()
    const { container } = renderLab(lab, 'en', <LabPage />)
    const heard = vi.fn()
    lab.subscribe(({ hovered }, before) => hovered !== before.hovered && heard(hovered))
    const [, left, entered] = [...container.querySelectorAll('article [tabindex="-1"]:has(canvas)')]
    const over = { clientX: 30, clientY: 10 }
    fireEvent.pointerMove(left, over)
    fireEvent.pointerLeave(left)
    fireEvent.pointerMove(entered, over)
    expect(heard).not.toHaveBeenCalled()
    await act(() => new Promise<void>((painted) => requestAnimationFrame(() => painted())))
    expect(heard.mock.calls).toEqual([[expect.objectContaining({ node: lab.getState().plan.nodes[2].id })]])
  })

  it('asks whether to start again from the same seed or a new one', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    fireEvent.click(button('Reset'))
    expect(button(/Same start/)).toBeVisible()
    fireEvent.click(button(/New start/))
    expect(lab.getState().seed).toBe(77)
  })

  it('takes a typed learning rate exactly, while it trains', async () => {
    const { lab, askedOf } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    fireEvent.click(button('Train'))
    const field = screen.getByRole('spinbutton', { name: 'Learning rate' })
    fireEvent.change(field, { target: { value: '0.00123' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(askedOf('train').at(-1)).toMatchObject({
      on: true,
      settings: { update: { rate: 0.00123, momentum: 0.9 } },
    })
  })

  it('slows down to two steps a second', async () => {
    const { lab, askedOf } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    fireEvent.change(screen.getByRole('combobox', { name: 'Speed' }), { target: { value: '2' } })
    expect(askedOf('train').at(-1)).toMatchObject({ settings: { stepsPerSecond: 2 } })
  })

  it('opens the unit of a class from its score', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    fireEvent.click(region('Result').getByRole('button', { name: /^frog: score/ }))
    expect(lab.getState().unit).toEqual({ node: 'fc1', c: 6, y: 0, x: 0 })
    expect(await region('One unit').findByText('fc 1 · unit 7')).toBeVisible()
  })

  it('marks the true class and judges in one sentence', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    const rows = region('Result').getAllByRole('listitem')
    expect(rows.filter((row) => /true/.test(row.textContent ?? ''))).toHaveLength(1)
    expect(region('Result').getByText(/^(Right\.|Wrong: it is bird\.)/)).toBeVisible()
  })

  it('a language switch in mid-training changes the words and nothing else', async () => {
    const { lab } = await aLabWithPicture()
    const page = renderLab(lab, 'en', <LabPage />)
    fireEvent.click(button('Train'))
    const before = lab.getState()
    page.speak('zh')
    expect(button('暂停')).toBeVisible()
    expect(await region('一个神经元').findByText(/还没有选神经元/)).toBeVisible()
    expect(screen.queryByText(/Learning rate|Momentum|Training|Filters/)).toBeNull()
    expect(lab.getState()).toBe(before)
  })

  it('says what is loading, and what one can do meanwhile', async () => {
    const { lab } = await aLabWithPicture()
    vi.useFakeTimers()
    lab.setState({ data: { done: 4.1e6, total: 144e6, available: { train: 1000, validation: 0, test: 0 } } })
    renderLab(lab, 'en', <LabPage />)
    expect(screen.queryByRole('progressbar')).toBeNull() // under 400 ms nothing is shown
    act(() => vi.advanceTimersByTime(500))
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '4.1 of 144.0 MB')
    expect(screen.getByText('You can train already.')).toBeVisible()
    vi.useRealTimers()
  })

  it('tests on all pictures never trained on, with progress, and lets one cancel', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    act(() => lab.setState({ evaluation: { split: 'test', done: 2500, total: 10_000 } }))
    expect(screen.getByRole('progressbar', { name: 'Testing' })).toHaveAttribute('aria-valuenow', '25')
    fireEvent.click(button('Cancel'))
    expect(lab.getState().evaluation).toBeNull()
    act(() => lab.setState({ accuracyOnTest: { step: 412, accuracy: 0.6471, count: 10_000 } }))
    expect(screen.getByText('64.71% of 10,000 right at step 412')).toBeVisible()
  })

  it('shows a notice with what can be done about it', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    const actions = [{ label: { en: 'Dismiss', zh: '知道了' }, action: 'dismiss' }] as const
    const title = { en: 'The engine was replaced', zh: '计算引擎已更换' }
    act(() =>
      lab.setState({ notice: { kind: 'info', title, body: { en: 'At step 9.', zh: '第 9 步。' }, actions } }),
    )
    expect(screen.getByText('The engine was replaced.')).toBeVisible()
    fireEvent.click(button('Dismiss'))
    expect(lab.getState().notice).toBeNull()
  })

  it('names the part of a link that it did not use', async () => {
    history.replaceState(null, '', '#/lab?rate=1e9&colour=red&seed=5')
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    expect(lab.getState().seed).toBe(5)
    expect(screen.getByText(/Unknown or out of range: rate, colour\./)).toBeVisible()
    expect(['training', 'waiting']).not.toContain(lab.getState().phase)
  })

  it('goes on with a run when a link only turns to another part of it', async () => {
    history.replaceState(null, '', '#/lab?preset=cs231n&seed=1&node=conv2&unit=3,7,8')
    const { lab, askedOf } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    expect(askedOf('open')).toHaveLength(1)
    expect(lab.getState().unit).toEqual({ node: 'conv2', c: 3, y: 7, x: 8 })
  })

  it('hides the prediction while it is presented, until it is asked for', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    act(togglePresenter)
    await screen.findByText('Space: show the prediction')
    expect(region('Result').queryByRole('list')).toBeNull()
    act(() => reveal(true))
    expect(region('Result').getAllByRole('listitem')).toHaveLength(5)
  })
})

describe('the Lab on a phone', () => {
  it('has the picture with five best guesses, and four tabs about the unit', async () => {
    screenOf(390)
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'zh', <LabPage />)
    expect(region('结果').getAllByRole('listitem')).toHaveLength(5)
    fireEvent.click(screen.getByRole('radio', { name: '滤波器' }))
    expect(screen.getByRole('region', { name: '卷积 3 的滤波器' })).toBeVisible()
  })
})
