/** Whole training steps of the small networks: forward, backward, update. */
import type { Bench, Group, Step } from '../bench'
import { trainingFlop } from '../flop'
import { smallNetworks, specOf } from '../networks'
import { trainConvnetjs } from '../peers/convnetjs'
import { trainConvscope } from '../peers/convscope'
import type { TrainingPeer } from '../peers/peer'
import type { Row } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { createTask } from '../task'
import { checkTraining } from '../verify'

const targets = {
  convnetjs: { floor: 50, aim: 75 },
  typescript: { floor: 5, aim: 7 },
  peak: { floor: 76, aim: 88 },
}

export const training: Group = {
  name: 'training',
  steps: (quick) =>
    (quick ? [32] : [4, 32, 64]).flatMap((batch) => smallNetworks.map((name) => step(name, batch))),
}

const step = (network: string, batch: number): Step => ({
  name: `training step of ${network}, batch ${batch}`,
  run: (bench) => measure(network, batch, bench),
})

async function measure(network: string, batch: number, { effort, peak }: Bench): Promise<readonly Row[]> {
  const task = createTask(specOf(network), batch)
  const ours = trainConvscope(task, 'wasm')
  const typescript = trainConvscope(task, 'typescript')
  const convnetjs = trainConvnetjs(task)
  const peers: readonly TrainingPeer[] = [typescript, convnetjs]
  for (const peer of peers) await checkTraining(trainConvscope(task, 'wasm'), peer, task.params)
  const turns = [ours, ...peers].map(({ name, step }) => ({ name, run: step }))
  const times = await takeTurns([...turns, peak], effort)
  const [our, slow, theirs] = [ours, typescript, convnetjs].map(({ name }) => timesOf(times, name))
  const ms = (of: readonly number[]): string => spreadOf(of).median.toPrecision(3)
  const share = ratios(timesOf(times, 'peak'), our).map(
    (ratio) => (100 * ratio * batch * trainingFlop(task.spec)) / peak.flop,
  )
  const workload = `${network}, batch ${batch}`
  return [
    {
      group: 'training step, against ConvNetJS',
      workload,
      unit: '×',
      value: spreadOf(ratios(theirs, our)),
      target: targets.convnetjs,
      note: `${ms(theirs)} → ${ms(our)} ms`,
    },
    {
      group: 'kernel set typescript, against ConvNetJS',
      workload,
      unit: '×',
      value: spreadOf(ratios(theirs, slow)),
      target: targets.typescript,
      note: `${ms(theirs)} → ${ms(slow)} ms`,
    },
    {
      group: 'whole training step, share of the peak',
      workload,
      unit: '%',
      value: spreadOf(share),
      target: network === 'convnetjs-cifar10' ? targets.peak : undefined,
    },
  ]
}
