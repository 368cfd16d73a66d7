/** Looking at pictures in test mode: one, as the maps show it, and a batch. */
import type { Bench, Group, Step } from '../bench'
import { vggConv, type Workload, workloads } from '../networks'
import { forwardConvscope } from '../peers/convscope'
import { forwardOnnx } from '../peers/onnx'
import { arrow, type Row, type Target } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { createTask } from '../task'
import { checkForward } from '../verify'

const targets: ReadonlyMap<number, Target> = new Map([
  [1, { floor: 4, aim: 6 }],
  [32, { floor: 1.7, aim: 2.2 }],
])

export const forward: Group = {
  name: 'forward',
  steps: () => [
    ...[1, 32].flatMap((batch) => workloads.map((workload) => step(workload, batch))),
    step(vgg, 1),
  ],
}

const vgg: Workload = { name: 'VGG conv 64 → 64, 3×3 at 112×112', spec: vggConv, forConvnetjs: true }

const step = (workload: Workload, batch: number): Step => ({
  name: `forward of ${workload.name}, batch ${batch}`,
  run: (bench) => measure(workload, batch, bench),
})

async function measure(
  { name: network, spec }: Workload,
  batch: number,
  { effort }: Bench,
): Promise<readonly Row[]> {
  const task = createTask(spec, batch)
  const [ours, theirs] = [forwardConvscope(task, 'wasm'), await forwardOnnx(task)]
  await checkForward(ours, theirs)
  const times = await takeTurns(
    [ours, theirs].map(({ name, forward }) => ({ name, run: forward })),
    effort,
  )
  theirs.dispose?.()
  const [our, their] = [timesOf(times, ours.name), timesOf(times, theirs.name)]
  return [
    {
      group: 'forward, against ONNX Runtime Web (WASM)',
      workload: `${network}, batch ${batch}`,
      unit: '×',
      value: spreadOf(ratios(their, our)),
      target: targets.get(batch),
      note: arrow(their, our),
    },
  ]
}
