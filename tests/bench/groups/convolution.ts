/** A convolution of VGG's size, forward and both gradients: 64 → 64 channels, 3×3, 112×112. */
import { createNetwork, plan } from '../../../engine/index'
import type { Bench, Group } from '../bench'
import { forwardFlop } from '../flop'
import { vggConv } from '../networks'
import {
  type ConvolutionPeer,
  convolveByConvnetjs,
  convolveByConvscope,
  convolveByTensorflow,
} from '../peers/convolution'
import { arrow, type Row } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { noise, pictures } from '../task'
import { checkConvolution } from '../verify'

const workload = 'VGG conv 64 → 64, 3×3 at 112×112, batch 1'

export const convolution: Group = {
  name: 'convolution',
  steps: () => [{ name: workload, run: measure }],
}

async function measure({ effort, peak }: Bench): Promise<readonly Row[]> {
  const { input, nodes } = plan(vggConv)
  const { out } = nodes[0]
  const params = createNetwork(vggConv, { seed: 1, train: false }).parameters()
  const task = { spec: vggConv, params, x: pictures(1, input), dy: noise([1, out.c, out.h, out.w], 5) }
  const ours = convolveByConvscope(task)
  const [convnetjs, tensorflow] = [await convolveByConvnetjs(task), await convolveByTensorflow(task)]
  for (const peer of [convnetjs, tensorflow]) checkConvolution(convolveByConvscope(task), peer)
  const times = await takeTurns([ours, convnetjs, tensorflow, peak], effort)
  const of = ({ name }: { readonly name: string }): readonly number[] => timesOf(times, name)
  const against = (peer: ConvolutionPeer, target: Row['target']): Row => ({
    group: 'forward, dX and dW of one convolution',
    workload: `${workload}, against ${peer.name}`,
    unit: '×',
    value: spreadOf(ratios(of(peer), of(ours))),
    target,
    note: arrow(of(peer), of(ours)),
  })
  const PASSES = 3
  const work = (100 * PASSES * forwardFlop(vggConv)) / peak.flop
  return [
    against(convnetjs, { floor: 50, aim: 75 }),
    against(tensorflow, { floor: 2.8, aim: 4.5 }),
    {
      group: 'forward, dX and dW of one convolution',
      workload: `${workload}, share of the peak`,
      unit: '%',
      value: spreadOf(ratios(of(peak), of(ours)).map((ratio) => ratio * work)),
    },
  ]
}
