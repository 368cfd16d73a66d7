/** What a picture costs as its side grows: with the square of the side, unless something falls out of a cache or an allocator. */
import type { Bench, Group, Step } from '../bench'
import { cifarOfSide } from '../networks'
import { trainConvscope } from '../peers/convscope'
import { arrow, type Row } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { createTask } from '../task'

const BATCH = 4
const SMALLEST = 32

export const sides: Group = { name: 'sides', steps: (quick) => [stepOf(quick)] }

const stepOf = (quick: boolean): Step => ({
  name: `training step of convnetjs-cifar10, side ${SMALLEST} to 224`,
  run: (bench) => measure(quick ? [SMALLEST, 96, 224] : [SMALLEST, 64, 96, 128, 160, 192, 224], bench),
})

async function measure(all: readonly number[], { effort }: Bench): Promise<readonly Row[]> {
  const contestants = all.map((side) => {
    const { step } = trainConvscope(createTask(cifarOfSide(side), BATCH), 'wasm')
    return { name: `side ${side}`, run: step }
  })
  const times = await takeTurns(contestants, effort)
  const base = timesOf(times, `side ${SMALLEST}`)
  return all.slice(1).map((side) => {
    const its = timesOf(times, `side ${side}`)
    return {
      group: `training, cost per pixel: side ${SMALLEST} is 1 (less is better)`,
      workload: `convnetjs-cifar10 on ${side}×${side}, batch ${BATCH}`,
      unit: '×',
      value: spreadOf(ratios(its, base).map((ratio) => ratio / (side / SMALLEST) ** 2)),
      note: arrow(base, its),
    }
  })
}
