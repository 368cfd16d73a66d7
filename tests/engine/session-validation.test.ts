import { describe, expect, it, vi } from 'vitest'
import type { DataDesk } from '../../engine/session/data-desk'
import type { Evaluation, EvaluationJob } from '../../engine/session/evaluation'
import { createValidation } from '../../engine/session/validation'
import { smallTrainer } from './train/small-trainer'

/** An evaluation that judges when it is told to. */
function createJudge() {
  let jobs: EvaluationJob[] = []
  const evaluation: Evaluation = {
    get busy() {
      return jobs.length > 0
    },
    has: (id) => jobs.some((job) => job.id === id),
    add: (job) => void jobs.push(job),
    cancel: () => {},
    cancelAll: () => {},
    slice: () => {},
  }
  const finish = (): void => {
    const [job] = jobs
    jobs = []
    job.onDone({ accuracy: 0.5, loss: 1, count: 500, confusion: [] })
  }
  return { evaluation, finish }
}

function bench() {
  const judge = createJudge()
  const trainer = smallTrainer()
  const batches = vi.fn<DataDesk['batches']>(() => ({ count: 0, batches: [].values() }))
  const validated = vi.fn()
  const { evaluation } = judge
  const validation = createValidation(
    { evaluation, network: trainer.network, trainer },
    { batches },
    { validated },
  )
  return { ...judge, validation, batches, validated, plan: trainer.network.plan }
}

describe('the validation sample', () => {
  it('is the first 500 pictures of its split, all of them, every 250 steps', () => {
    const { validation, batches, plan } = bench()
    for (const step of [1, 249, 251]) expect(validation.due(step)).toBe(false)
    expect(batches).not.toHaveBeenCalled()
    expect(validation.due(250)).toBe(false)
    expect(batches.mock.calls).toEqual([[plan, 'validation', 500, 'all']])
  })

  it('holds training up where the one before is not judged yet, and is judged then', () => {
    const { validation, evaluation, finish, batches, validated } = bench()
    validation.due(250)
    expect(validation.due(500)).toBe(true)
    validation.catchUp()
    expect([validation.blocks, batches.mock.calls.length]).toEqual([true, 1])
    finish()
    validation.catchUp()
    expect([validation.blocks, batches.mock.calls.length, evaluation.busy]).toEqual([false, 2, true])
    expect(validated.mock.calls).toEqual([[{ step: 0, accuracy: 0.5, loss: 1 }]])
  })

  it('is left out where its pictures have not arrived', () => {
    const { validation, evaluation, batches } = bench()
    batches.mockReturnValueOnce(null)
    expect([validation.due(250), validation.blocks, evaluation.busy]).toEqual([false, false, false])
  })
})
