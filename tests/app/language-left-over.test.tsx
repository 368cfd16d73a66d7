/** Pages with dialogs, errors and half-typed numbers open, switched to the other language and back. */
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../app/App'
import LabPage from '../../app/lab/LabPage'
import { closeDialog, openDialog } from '../../app/site/dialogs'
import type { LabStore } from '../../app/store/lab'
import * as notices from '../../app/store/lab-notices'
import { settings } from '../../app/store/settings'
import type { Problem, Stopped } from '../../engine/protocol'
import { cases } from '../sample'
import { aLabWithPicture, renderLab, screenOf } from './lab/a-lab'
import { chineseIn, englishIn, spokenWords } from './spoken-words'

beforeEach(() => {
  screenOf(1440)
  vi.stubGlobal('scrollTo', () => {})
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
  history.replaceState(null, '', '#/lab')
  settings.setState({ tourSeen: true, language: 'en' })
})
afterEach(() => act(closeDialog))

interface Kept {
  readonly focus: Element | null
  readonly typed: readonly string[]
  readonly dialogs: readonly Element[]
}

/** What a switch must leave alone: the elements themselves, with the focus, the scroll and the half-typed text they hold. */
const kept = (): Kept => ({
  focus: document.activeElement,
  typed: [...document.querySelectorAll('input')]
    .map(({ value }) => value)
    .filter((value) => /^[\d.]*[a-z]/.test(value)),
  dialogs: [...document.querySelectorAll('dialog[open], [role="dialog"], main, [data-tour]')],
})

/** English, Chinese, English again: nothing of the other language is left, and nothing else has moved. */
function expectSwitches(speak: (language: 'en' | 'zh') => void): void {
  const english = spokenWords(document.body)
  expect(english.length).toBeGreaterThan(20)
  expect(chineseIn(english)).toEqual([])
  const before = kept()
  speak('zh')
  const chinese = spokenWords(document.body)
  expect(englishIn(chinese, english)).toEqual([])
  expect(chineseIn(chinese).length).toBeGreaterThan(chinese.length / 4)
  expect(kept()).toEqual(before)
  expect(document.activeElement).toBe(before.focus)
  speak('en')
  expect(spokenWords(document.body).toSorted()).toEqual([...english].toSorted())
}

const problem: Problem = {
  code: 'data-malformed',
  values: { file: 'train-0.bin', found: 12, expected: 3073 },
}
const stopped: Stopped = {
  type: 'stopped',
  session: 1,
  run: 1,
  code: 'loss-not-finite',
  step: 1234,
  node: 'conv2',
  goodStep: 1233,
}

const everyNotice = (lab: LabStore) => [
  notices.workerReplaced(1200, true),
  notices.workerReplaced(1200, false),
  notices.workerFailed,
  notices.workerMissing,
  notices.notFinite(stopped, lab.getState().plan, 3),
  notices.notFinite({ ...stopped, node: null }, lab.getState().plan, 3),
  notices.dataMissing('cifar10', problem),
  notices.packMissing('mnist', { code: 'data-unavailable', values: { file: 'train-0.bin', status: 404 } }),
  notices.stepRefused(problem, null),
  notices.settingsRefused(problem, null),
  notices.runKept(1200),
  notices.trainedWeightsMissing,
  notices.notOpened,
  notices.pictureMissing(70_000),
]

describe('the Lab', () => {
  async function openLab() {
    const { lab } = await aLabWithPicture()
    const page = renderLab(lab, 'en', <LabPage />)
    const points = Array.from({ length: 60 }, (_, i) => ({
      step: 1 + i,
      loss: 90,
      smoothed: 90,
      accuracy: 0.1,
    }))
    act(() =>
      lab.setState({
        step: 60,
        epoch: 0.1,
        history: { points, validation: [{ step: 50, accuracy: 0.2, loss: 80 }] },
        accuracyOnTest: { step: 50, accuracy: 0.61, count: 10_000 },
      }),
    )
    return { lab, speak: (language: 'en' | 'zh') => page.speak(language) }
  }

  it('with charts, a unit, a runaway loss and a half-typed rate', async () => {
    const { lab, speak } = await openLab()
    act(() => {
      lab.getState().actions.choose('fc1')
      lab.getState().actions.pick({ node: 'fc1', c: 6, y: 0, x: 0 })
    })
    await screen.findByText('fc 1 · unit 7', undefined, { timeout: 25_000 }) // its panel is fetched later
    const rate = screen.getByRole('spinbutton', { name: 'Learning rate' })
    rate.focus()
    fireEvent.change(rate, { target: { value: '0.0x' } })
    fireEvent.keyDown(rate, { key: 'Enter' })
    expect(screen.getByText(/is not a number/)).toBeVisible()
    expectSwitches(speak)
  })

  it('with its notices', async () => {
    const { lab, speak } = await openLab()
    for (const notice of everyNotice(lab).filter((_, i) => i % cases(4, 1) === 0)) {
      act(() => lab.setState({ notice }))
      expectSwitches(speak)
    }
  })

  it.each(['Reset', 'More settings', 'Compare rules'])('with %s open', async (name) => {
    const { speak } = await openLab()
    fireEvent.click(await screen.findByRole('button', { name }))
    await act(() => new Promise((resolve) => setTimeout(resolve, 300))) // parts of it are fetched
    expectSwitches(speak)
  })
})

describe('the site', () => {
  const speak = (language: 'en' | 'zh') => act(() => settings.setState({ language }))

  async function open(hash: string, ready: RegExp) {
    history.replaceState(null, '', hash)
    render(<App />)
    expect(await screen.findAllByText(ready)).not.toHaveLength(0)
  }

  it.each([
    [
      'a refused setting, a refused layer and a spoilt link',
      '#/formulas?w=7&f=3&s=3&chain=pool.5.4.0_fc.10&zoom=1',
      /Parts of this link/,
    ],
    ['rounding that drops pixels', '#/formulas?w=8&h=7&f=3&s=3&round=floor&d=2', /Rounded down/],
    ['a window in the padding', '#/formulas?w=13&f=3&s=1&p=3&kind=pool', /nothing but padding/],
  ])('with %s', async (_, hash, ready) => {
    await open(hash, ready)
    expectSwitches(speak)
  })

  it('with a number that is none', async () => {
    await open('#/formulas?w=7&f=3&s=2', /Fits\./)
    const stride = screen.getByRole('spinbutton', { name: 'S stride' })
    stride.focus()
    fireEvent.change(stride, { target: { value: '3x' } })
    expectSwitches(speak)
  })

  it.each(['keys', 'menu'] as const)('with its dialog of %s', async (dialog) => {
    await open('#/formulas', /How many windows fit/)
    act(() => openDialog(dialog))
    expectSwitches(speak)
  })

  it('with no page at all', async () => {
    await open('#/no/such/page', /outside the picture/)
    expectSwitches(speak)
  })
})
