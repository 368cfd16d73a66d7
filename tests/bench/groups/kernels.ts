/** The kernels of the small networks' layers, each pass by itself, beside the peak. */
import { plan } from '../../../engine/index'
import { createKernels } from '../../../engine/kernels/index'
import type { Bench, Group, Step } from '../bench'
import { type KernelPass, kernelPasses, type Pass, passes } from '../kernel-passes'
import { smallNetworks, specOf } from '../networks'
import type { Row, Target } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'

const BATCH = 32

const targets: Record<Pass, Target> = {
  forward: { floor: 88, aim: 93 },
  dX: { floor: 88, aim: 93 },
  dW: { floor: 65, aim: 85 },
}

const step: Step = { name: `kernels of the networks' layers, batch ${BATCH}`, run: measure }

export const kernels: Group = { name: 'kernels', steps: () => [step] }

interface Timed extends KernelPass {
  readonly network: string
  readonly name: string
}

function timedPasses(): readonly Timed[] {
  const set = createKernels('wasm')
  return smallNetworks.flatMap((network) => {
    const learned = plan(specOf(network)).nodes.filter(({ parameterCount }) => parameterCount > 0)
    return learned.flatMap((node) =>
      kernelPasses(set, node, BATCH).map((pass) => ({
        ...pass,
        network,
        name: `${network} ${node.id} ${pass.pass}`,
      })),
    )
  })
}

async function measure({ effort, peak }: Bench): Promise<readonly Row[]> {
  const all = timedPasses()
  const times = await takeTurns([...all, peak], effort)
  const peakTimes = timesOf(times, peak.name)
  /** Of the peak, all passes together; in percent. */
  const share = (of: readonly Timed[]): number[] => {
    const flop = of.reduce((sum, pass) => sum + pass.flop, 0)
    const each = of.map(({ name }) => timesOf(times, name))
    const ms = peakTimes.map((_, round) => each.reduce((sum, time) => sum + time[round], 0))
    return ratios(peakTimes, ms).map((ratio) => (100 * ratio * flop) / peak.flop)
  }
  return passes.flatMap((pass): Row[] => {
    const group = `${pass} kernels, share of the peak`
    const those = all.filter((timed) => timed.pass === pass)
    const whole: Row = {
      group,
      workload: 'all layers of the three networks',
      unit: '%',
      value: spreadOf(share(those)),
      target: targets[pass],
    }
    const each = those.map((timed): Row => {
      const workload = `${timed.network} ${timed.node.id}`
      return { group, workload, unit: '%', value: spreadOf(share([timed])), detail: true }
    })
    return [whole, ...each]
  })
}
