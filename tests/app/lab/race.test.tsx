import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { beforeAll, describe, expect, it } from 'vitest'
import { RaceButton } from '../../../app/lab/race/RaceButton'
import { RaceTable } from '../../../app/lab/race/RaceTable'
import type { Racer, RacerPhase } from '../../../app/store/race.types'
import { checkUpdate, type Language, type Optimiser } from '../../../engine/index'
import { aLabWithPicture, renderLab } from './a-lab'

beforeAll(() => {
  // jsdom knows no modal dialogs
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
})

const button = (name: string | RegExp) => screen.getByRole('button', { name })
const opener = { en: 'Compare rules', zh: '比较规则' }
const title = { en: 'Race of the update rules', zh: '更新规则的比赛' }

async function openRace(language: Language) {
  const made = await aLabWithPicture()
  const page = renderLab(made.lab, language, <RaceButton />)
  fireEvent.click(button(opener[language]))
  const dialog = within(await screen.findByRole('dialog', { name: title[language] }))
  return { ...made, ...page, dialog, opens: () => made.askedOf('open').length - 1 } // the first is the Lab's own
}

describe('the race of the update rules', () => {
  it('tells what is the same for all, and opens nothing before the start', async () => {
    const { dialog, opens } = await openRace('en')
    expect(dialog.getByText(/^Each rule trains a copy of .+ on CIFAR-10/)).toBeVisible()
    expect(dialog.getAllByRole('row')).toHaveLength(5) // with the head
    expect(opens()).toBe(0)
  })

  it('starts all and pauses all', async () => {
    const { askedOf, opens } = await openRace('en')
    fireEvent.click(button('Start'))
    expect(opens()).toBe(4)
    expect(askedOf('train').slice(-4)).toMatchObject(Array(4).fill({ on: true }))
    fireEvent.click(button('Pause'))
    expect(askedOf('train').slice(-4)).toMatchObject(Array(4).fill({ on: false }))
  })

  it('pauses when it is closed, and is there again when it is opened', async () => {
    const { askedOf, opens } = await openRace('en')
    fireEvent.click(button('Start'))
    fireEvent.click(button('Close'))
    expect(askedOf('train').at(-1)).toMatchObject({ on: false })
    fireEvent.click(button(opener.en))
    fireEvent.click(button('Start'))
    expect(opens()).toBe(4)
  })

  it('pauses when its page is left', async () => {
    const { askedOf, unmount } = await openRace('en')
    fireEvent.click(button('Start'))
    unmount()
    expect(askedOf('train').at(-1)).toMatchObject({ on: false })
  })

  it('says that the Lab has other settings by now, until it starts over', async () => {
    const { lab, dialog } = await openRace('en')
    const told = /The Lab has another network or other settings now/
    fireEvent.click(button('Start'))
    expect(dialog.queryByText(told)).toBeNull()
    act(() => lab.getState().actions.configure({ batch: 64 }))
    expect(dialog.getByText(told)).toBeVisible()
    expect(dialog.queryByText(/batches of 64/)).toBeNull()
    fireEvent.click(button('From the start'))
    expect(dialog.queryByText(told)).toBeNull()
    expect(dialog.getByText(/batches of 64/)).toBeVisible()
  })

  it('adds rules, takes them out, and says when nobody is left', async () => {
    const { dialog } = await openRace('en')
    fireEvent.click(button('RMSProp'))
    expect(dialog.getByRole('rowheader', { name: 'RMSProp' })).toBeVisible()
    for (const rule of ['SGD', 'momentum', 'Adagrad', 'Adam', 'RMSProp'])
      fireEvent.click(button(`Take ${rule} out`))
    expect(dialog.getByRole('img', { name: 'No rule takes part: add one.' })).toBeVisible()
    expect(button('Start')).toBeDisabled()
  })

  it('begins a racer anew with the rate that was typed', async () => {
    const { dialog, askedOf } = await openRace('en')
    fireEvent.click(button('Start'))
    const field = dialog.getByRole('spinbutton', { name: 'Rate of Adam' })
    fireEvent.change(field, { target: { value: '0.02' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(askedOf('open').at(-1)).toMatchObject({ settings: { update: { type: 'adam', rate: 0.02 } } })
  })

  it('gives no numbers of who stopped before the step at which the others are compared', () => {
    const racer = (rule: Optimiser, phase: RacerPhase, step: number): Racer => ({
      rule,
      phase,
      step,
      update: checkUpdate({ type: rule, rate: 0.1 }),
      history: { points: [{ step, loss: 2, accuracy: 0.5, smoothed: 2 }], validation: [] },
    })
    const nothing = () => {}
    const actions = {
      ...{ add: nothing, remove: nothing, setRate: nothing, play: nothing },
      ...{ pause: nothing, restart: nothing, dispose: nothing },
    }
    const racers = [racer('sgd', 'stopped', 3), racer('adam', 'training', 58)]
    render(<RaceTable {...{ racers, actions }} missing={[]} onLight={nothing} />)
    const cells = (name: RegExp) =>
      within(screen.getByRole('row', { name }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
    expect(screen.getByRole('columnheader', { name: 'Loss at 58' })).toBeVisible()
    expect(cells(/SGD/).slice(1, 4)).toEqual(['3', '–', '–'])
    expect(cells(/Adam/).slice(1, 4)).toEqual(['58', '2.00', '50.0%'])
  })

  it('speaks Chinese', async () => {
    const { dialog } = await openRace('zh')
    expect(dialog.getByRole('columnheader', { name: '学习率' })).toBeVisible()
    expect(dialog.getByRole('spinbutton', { name: '动量 的学习率' })).toBeVisible()
    expect(dialog.queryByText(/Start|Rule|Step|ready/)).toBeNull()
  })
})
