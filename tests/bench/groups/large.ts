/** Networks of the chapter at full size: one picture forward, without gradients. */
import { createNetwork, ledger, type Network } from '../../../engine/index'
import type { Bench, Group, Step } from '../bench'
import { digits } from '../digits'
import { forwardFlop } from '../flop'
import { specOf } from '../networks'
import { WrongResult } from '../peers/peer'
import type { Row } from '../row'
import { spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { pictures } from '../task'

const names = ['alexnet', 'vgg16', 'googlenet', 'resnet18', 'resnet50']

export const large: Group = {
  name: 'large',
  onDemand: true,
  steps: () => names.map((name): Step => ({ name, run: (bench) => measure(name, bench) })),
}

async function measure(name: string, { effort }: Bench): Promise<readonly Row[]> {
  const network = createNetwork(specOf(name), { seed: 1, train: false })
  const x = pictures(1, network.plan.input)
  checkScores(name, network.forward(x, 'test').data)
  const times = timesOf(await takeTurns([{ name, run: () => network.forward(x, 'test') }], effort), name)
  const flop = forwardFlop(network.plan.spec)
  const { total } = ledger(network.plan, { mode: 'test' }).totals.memory
  const time: Row = {
    group: 'full size, one picture forward, train: false',
    workload: name,
    unit: 'ms',
    value: spreadOf(times),
    note: `${digits(flop / 1e9)} GFLOP at ${digits(spreadOf(times.map((ms) => flop / ms / 1e6)).median)} GFLOP/s`,
  }
  const held = memoryOf(network) / MIB
  const memory: Row = {
    group: 'full size, memory of the kernels: weights, activations, workspace',
    workload: name,
    unit: 'MiB',
    value: { median: held, low: held, high: held },
    note: `${digits(total / MIB)} MiB by the ledger, which keeps activations only while they are needed`,
  }
  return [time, memory]
}

/** Weights and activations live in one memory, which has grown to what the network needs. */
function memoryOf(network: Network): number {
  const { buffer } = network.block.values
  if (network.activation('input').data.buffer !== buffer)
    throw new RangeError(`the kernel set ${network.kernels} has no memory of its own`)
  return buffer.byteLength
}

const MIB = 2 ** 20

/** Of a softmax over a thousand classes. */
function checkScores(name: string, scores: ArrayLike<number>): void {
  const sum = Array.from(scores).reduce((sum, score) => sum + score, 0)
  if (scores.length !== 1000 || !(Math.abs(sum - 1) < 1e-4))
    throw new WrongResult(`${name}: ${scores.length} scores whose sum is ${sum}`)
}
