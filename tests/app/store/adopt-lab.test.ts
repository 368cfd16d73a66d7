import { expect, it } from 'vitest'
import { adoptLab, theLab } from '../../../app/store/use-lab'
import { LabBench } from './lab-harness'

it('takes a network from another page into the Lab, but never in the place of a run', async () => {
  const [untouched, adopted, other] = [new LabBench(), new LabBench(), new LabBench()]
  adoptLab(untouched.lab)
  await untouched.open()
  expect(adoptLab(adopted.lab)).toBe(true)
  expect(untouched.closed).toBe(true)
  await adopted.open()
  adopted.losses(2, 2.3, 2.2)

  expect(adoptLab(other.lab)).toBe(false)
  expect(theLab()).toBe(adopted.lab)
  expect(adopted.closed).toBe(false)
  expect(adopted.state.notice?.body.en).toMatch(/stands at step 2/)
})

it('keeps a run that has not made its first step yet', async () => {
  const [running, other] = [new LabBench(), new LabBench()]
  theLab().getState().actions.reset('same') // as good as untouched
  expect(adoptLab(running.lab)).toBe(true)
  await running.open()
  running.actions.play()
  expect(adoptLab(other.lab)).toBe(false)
})
