import { expect, it } from 'vitest'
import { specOf } from './networks'
import { trainConvnetjs } from './peers/convnetjs'
import { trainConvscope } from './peers/convscope'
import { createTask } from './task'
import { checkTraining } from './verify'

const task = createTask(specOf('convnetjs-mnist'), 3)

it('finds that ConvNetJS takes the same step from the same weights', async () => {
  await checkTraining(trainConvscope(task, 'wasm'), trainConvnetjs(task), task.params)
})

it('refuses an engine whose weights moved elsewhere', async () => {
  const peer = trainConvnetjs(task)
  const wrong = { ...peer, parameters: () => task.params }
  await expect(checkTraining(trainConvscope(task, 'wasm'), wrong, task.params)).rejects.toThrow('change of')
})

it('refuses an engine that computes another loss', async () => {
  const wrong = { ...trainConvnetjs(task), step: () => 1 }
  await expect(checkTraining(trainConvscope(task, 'wasm'), wrong, task.params)).rejects.toThrow('loss')
})
