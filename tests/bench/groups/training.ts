/** Whole training steps of the small networks: forward, backward, update. */
import type { Bench, Group, Step } from '../bench'
import { trainingFlop } from '../flop'
import { type Workload, workloads } from '../networks'
import { trainConvnetjs } from '../peers/convnetjs'
import { trainConvscope } from '../peers/convscope'
import type { TrainingPeer } from '../peers/peer'
import { trainTensorflow } from '../peers/tensorflow'
import { arrow, type Row, type Target } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { createTask } from '../task'
import { checkTraining } from '../verify'

const targets = {
  convnetjs: { floor: 50, aim: 75 },
  tensorflow: { floor: 2.8, aim: 4.5 },
  typescript: { floor: 5, aim: 7 },
  peak: { floor: 76, aim: 88 },
}

export const training: Group = {
  name: 'training',
  steps: (quick) =>
    (quick ? [32] : [4, 32, 64]).flatMap((batch) => workloads.map((workload) => step(workload, batch))),
}

const step = (workload: Workload, batch: number): Step => ({
  name: `training step of ${workload.name}, batch ${batch}`,
  run: (bench) => measure(workload, batch, bench),
})

async function measure(
  { name: network, spec, forConvnetjs }: Workload,
  batch: number,
  { effort, peak, quick }: Bench,
): Promise<readonly Row[]> {
  const task = createTask(spec, batch)
  const ours = trainConvscope(task, 'wasm')
  const typescript = forConvnetjs ? trainConvscope(task, 'typescript') : null
  const convnetjs = forConvnetjs ? await trainConvnetjs(task) : null
  const tensorflow = await trainTensorflow(task)
  const rewritten = quick || !forConvnetjs ? null : await trainTensorflow(task, 'rewritten')
  const peers = [typescript, convnetjs, tensorflow, rewritten].filter((peer) => peer !== null)
  for (const peer of peers) await checkTraining(trainConvscope(task, 'wasm'), peer, task.params)
  const turns = [ours, ...peers].map(({ name, step }) => ({ name, run: step }))
  const times = await takeTurns([...turns, peak], effort)
  for (const { dispose } of peers) dispose?.()

  const workload = `${network}, batch ${batch}`
  const of = ({ name }: { readonly name: string }): readonly number[] => timesOf(times, name)
  const against = (
    group: string,
    theirs: TrainingPeer | null,
    our: TrainingPeer | null = ours,
    target?: Target,
  ): Row[] =>
    theirs && our
      ? [
          {
            group,
            workload,
            unit: '×',
            value: spreadOf(ratios(of(theirs), of(our))),
            target,
            note: arrow(of(theirs), of(our)),
          },
        ]
      : []
  const work = (100 * batch * trainingFlop(task.spec)) / peak.flop
  return [
    ...against('training step, against ConvNetJS', convnetjs, ours, targets.convnetjs),
    ...against(
      'training step, against TensorFlow.js WASM, dW and dX rewritten',
      tensorflow,
      ours,
      targets.tensorflow,
    ),
    ...against('the same, gradient of max pooling rewritten as well', rewritten),
    ...against('kernel set typescript, against ConvNetJS', convnetjs, typescript, targets.typescript),
    {
      group: 'whole training step, share of the peak',
      workload,
      unit: '%',
      value: spreadOf(ratios(of(peak), of(ours)).map((ratio) => ratio * work)),
      target: network === 'convnetjs-cifar10' ? targets.peak : undefined,
    },
  ]
}
