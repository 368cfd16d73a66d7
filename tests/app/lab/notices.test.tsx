import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import LabPage from '../../../app/lab/LabPage'
import { deadLayers, ranAway } from '../../../app/lab/panels/TrainingTroubles'
import { keyInForce } from '../../../app/site/key-in-force'
import { settings } from '../../../app/store/settings'
import type { Snapshot } from '../../../components/draw/snapshot'
import { aLabWithPicture, renderLab, screenOf } from './a-lab'

beforeEach(() => {
  screenOf(1440)
  history.replaceState(null, '', '#/lab')
  settings.setState({ tourSeen: true })
})

/** The same frame, with the units of one layer all off. */
const withDead = (snapshot: Snapshot, dead: string, filled = 0): Snapshot => ({
  ...snapshot,
  values: (part, name) => {
    const values = snapshot.values(part, name)
    return values && part === 'activations' && name === dead
      ? { ...values, active: 0, data: values.data.map(() => filled) }
      : values
  },
})

describe('what the Lab says by itself', () => {
  it('a network that is chosen brings its own settings along: said once', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    expect(screen.queryByText(/are its own/)).toBeNull()
    fireEvent.change(screen.getByRole('combobox', { name: /^Network/ }), { target: { value: 'small' } })
    const { settings: own } = lab.getState()
    expect(screen.getByText(/its weights are drawn anew/)).toBeVisible()
    expect(
      screen.getByText(new RegExp(`rate ${own.update.rate} and batch ${own.batch} are its own`)),
    ).toBeVisible()
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/are its own/)).toBeNull()
  })

  it('names the layer whose units are all off', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    const { snapshot } = lab.getState()
    expect(deadLayers(snapshot as Snapshot)).toEqual([])
    act(() => lab.setState({ snapshot: withDead(snapshot as Snapshot, 'relu2') }))
    expect(screen.getByText(/^All units of conv 2 are off/)).toBeVisible()
    act(() => lab.setState({ snapshot: withDead(snapshot as Snapshot, 'relu2', Number.NaN) }))
    expect(screen.queryByText(/are off/)).toBeNull() // not off, but no numbers
    expect(screen.getByText('Orange: not finite.')).toBeVisible()
    expect(keyInForce.getState().broken).toBe(true)
  })

  it('says of numbers that overflowed this alone, for there is room for one line', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <LabPage />)
    const dead = withDead(lab.getState().snapshot as Snapshot, 'relu1')
    act(() => lab.setState({ snapshot: withDead(dead, 'relu2', Number.NaN) }))
    expect(screen.getByText('Orange: not finite.')).toBeVisible()
    expect(screen.queryByText(/are off/)).toBeNull()
  })

  it('warns of a loss that stays ten times above guessing, not of a short jump', () => {
    const points = (loss: number, count: number) =>
      Array.from({ length: count }, (_, step) => ({ step, loss, smoothed: loss, accuracy: 0.1 }))
    const chance = Math.log(10)
    expect(ranAway({ points: points(300, 50), validation: [] }, chance)).toBe(true)
    expect(ranAway({ points: [...points(2, 40), ...points(300, 10)], validation: [] }, chance)).toBe(false)
  })
})
