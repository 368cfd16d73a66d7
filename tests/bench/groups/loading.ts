/** From starting a thread to the first forward pass: loading and compiling the engine, planning, drawing weights, one picture. */
import type { Bench, Group } from '../bench'
import { digits } from '../digits'
import { WrongResult } from '../peers/peer'
import type { Row } from '../row'
import { spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'

export const loading: Group = {
  name: 'loading',
  steps: () => [{ name: 'loading the engine', run: measure }],
}

async function measure({ effort, environment }: Bench): Promise<readonly Row[]> {
  checkScores(await environment.startThread('engine'))
  const contestants = (['empty', 'engine'] as const).map((name) => ({
    name,
    run: () => environment.startThread(name),
  }))
  const times = await takeTurns(contestants, effort)
  return [
    {
      group: 'loading the engine to the first forward pass',
      workload: 'convnetjs-cifar10 in a fresh worker',
      unit: 'ms',
      value: spreadOf(timesOf(times, 'engine')),
      target: { floor: 150, aim: 60 },
      note: `an empty worker takes ${digits(spreadOf(timesOf(times, 'empty')).median)} ms`,
    },
  ]
}

/** Of a softmax: ten shares of one. */
function checkScores(scores: ArrayLike<number> | null): void {
  const sum = Array.from(scores ?? []).reduce((sum, score) => sum + score, 0)
  if (scores?.length !== 10 || Math.abs(sum - 1) > 1e-5)
    throw new WrongResult(`the first forward pass gave ${Array.from(scores ?? []).join(', ')}`)
}
