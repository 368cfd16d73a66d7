// @vitest-environment jsdom
/** The language of the page, switched again and again while the real engine trains. */
import { expect, it, vi } from 'vitest'
import type { LabStore } from '../../../app/store/lab'
import { settings } from '../../../app/store/settings'
import { createRandom } from '../../../engine/random'
import { cases } from '../../sample'
import { openLab, until } from './lab-here'

vi.setConfig({ testTimeout: 600_000 })

const SWITCHES = cases(60, 200)
const STEPS = 200 // each its own point of the curve: of more than 2,000 some would be left out

async function curveOf(lab: LabStore, isDone = () => true) {
  await until(lab, ({ data }) => data !== null)
  lab.getState().actions.play()
  const trained = () => lab.getState().step >= STEPS && isDone()
  await vi.waitFor(() => expect(trained()).toBe(true), { timeout: 500_000, interval: 5 })
  lab.getState().actions.pause()
  return lab.getState().history.points.slice(0, STEPS)
}

const otherLanguage = () => (settings.getState().language === 'en' ? 'zh' : 'en')

it(`${SWITCHES} switches at random moments leave the curve as it would have been, bit by bit`, async () => {
  const link = { preset: 'small', seed: 3, batch: 16 } as const
  const undisturbed = await curveOf(await openLab(link))
  expect(undisturbed.map(({ step }) => step)).toEqual(undisturbed.map((_, i) => i + 1))

  const lab = await openLab(link)
  const random = createRandom(18)
  let switches = 0
  const switchOver = (): void => {
    if (lab.getState().phase === 'training') {
      settings.setState({ language: otherLanguage() })
      switches++
    }
    if (switches < SWITCHES) setTimeout(switchOver, random.below(8))
  }
  switchOver()
  const switched = await curveOf(lab, () => switches === SWITCHES)
  expect(switched).toHaveLength(STEPS)
  expect(switched).toEqual(undisturbed)
  expect(lab.getState().notice).toBeNull()
})
