/** Every layer by itself, forward and backward in training mode, and every update rule. */
import { optimisers, plan, size, updateRules } from '../../../engine/index'
import { createKernels } from '../../../engine/kernels/index'
import { checkUpdate } from '../../../engine/plan/optimisers'
import { createState, updateBlock } from '../../../engine/train/update-rules'
import type { Bench, Group, Step } from '../bench'
import { type LayerCase, layerCases } from '../layer-cases'
import { layerPasses } from '../layer-passes'
import type { Row } from '../row'
import { spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { noise } from '../task'

export const layers: Group = {
  name: 'layers',
  steps: () => [
    ...layerCases.map(
      (layerCase): Step => ({
        name: layerCase.name,
        run: (bench) => measureLayer(layerCase, bench),
      }),
    ),
    { name: 'update rules', run: measureUpdates },
  ],
}

async function measureLayer(layerCase: LayerCase, { effort }: Bench): Promise<readonly Row[]> {
  const { forward, backward } = layerPasses(layerCase)
  const times = await takeTurns(
    [
      { name: 'forward', run: forward },
      { name: 'backward', run: backward },
    ],
    effort,
  )
  const { flop, bytes } = costsOf(layerCase)
  return (['forward', 'backward'] as const).map((pass): Row => {
    const passes = pass === 'forward' || flop === 0 ? 1 : 2 // backward: for the weights and for the input
    const work = (flop > 0 ? flop : bytes) * passes
    return {
      group: `each layer by itself: ${pass}`,
      workload: layerCase.name,
      unit: flop > 0 ? 'GFLOP/s' : 'GB/s',
      value: spreadOf(timesOf(times, pass).map((ms) => work / ms / 1e6)),
      detail: true,
    }
  })
}

/** Of a forward pass: multiplications and additions; numbers that go in and come out, four bytes each. */
function costsOf({ spec, batch }: LayerCase): { flop: number; bytes: number } {
  const { nodes } = plan(spec)
  const { macs, inputs, out } = nodes[nodes.length - 1]
  const numbers = [...inputs, out].reduce((sum, shape) => sum + size(shape), 0)
  return { flop: 2 * batch * macs, bytes: 4 * batch * numbers }
}

const PARAMETERS = 1_000_000
const RATE = 1e-6 // so small that nothing runs away

async function measureUpdates({ effort }: Bench): Promise<readonly Row[]> {
  const kernels = createKernels('auto')
  const place = (seed: number) => {
    const held = kernels.memory.hold('float32', PARAMETERS)
    held.array.set(noise([PARAMETERS], seed).data)
    return held
  }
  const [x, g] = [place(2), place(1)]
  const contestants = optimisers.map((type) => {
    const update = checkUpdate({ type, rate: RATE })
    const state = createState(update, PARAMETERS, 'float32', kernels.memory)
    const run = (): boolean => {
      const block = { values: x.array, gradients: g.array, state, length: PARAMETERS, decayLength: 0 }
      return updateBlock(update, 0, block, kernels)
    }
    return { name: type, run }
  })
  const times = await takeTurns(contestants, effort)
  return optimisers.map((type) => {
    const numbers = 3 + 2 * updateRules[type].state // value and gradient in, value out; state in and out
    return {
      group: 'each update rule by itself, a million parameters',
      workload: type,
      unit: 'GB/s',
      value: spreadOf(timesOf(times, type).map((ms) => (4 * numbers * PARAMETERS) / ms / 1e6)),
      detail: true,
    }
  })
}
