import { expect, it } from 'vitest'
import { commonStep } from '../../../app/lab/race/common-step'
import type { RacerPhase } from '../../../app/store/race.types'

const at = (step: number, phase: RacerPhase = 'training') => ({
  phase,
  step,
  history: {
    points: Array.from({ length: step }, (_, i) => ({ step: 1 + i, loss: 2, smoothed: 2, accuracy: 0.1 })),
    validation: [],
  },
})

it('racers are compared where the last of them is; who stopped or has not begun holds nobody back', () => {
  expect(commonStep([at(12), at(9), at(10)])).toBe(9)
  expect(commonStep([at(12), at(3, 'stopped'), at(0, 'ready'), at(10)])).toBe(10)
})

it('before anybody has begun, nothing is compared', () => {
  expect(commonStep([at(0, 'ready'), at(0, 'ready')])).toBe(0)
})
