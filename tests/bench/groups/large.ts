/** Networks of the chapter at full size: one picture forward, without gradients. */
import { createNetwork, ledger, type Network, type NetworkSpec } from '../../../engine/index'
import { forwardMemory } from '../../../engine/plan/memory'
import type { Bench, Group, Step } from '../bench'
import { digits } from '../digits'
import { forwardFlop } from '../flop'
import { specOf } from '../networks'
import { forwardOnnx } from '../peers/onnx'
import { arrow, type Row } from '../row'
import { ratios, spreadOf } from '../statistics'
import { takeTurns, timesOf } from '../take-turns'
import { pictures } from '../task'
import { checkForward } from '../verify'

const names = ['alexnet', 'vgg16', 'googlenet', 'resnet18', 'resnet50']

export const large: Group = {
  name: 'large',
  onDemand: true,
  steps: () => names.map((name): Step => ({ name, run: (bench) => measure(name, bench) })),
}

async function measure(name: string, { effort }: Bench): Promise<readonly Row[]> {
  const spec = scoring(specOf(name))
  const network = createNetwork(spec, { seed: 1, train: false })
  const x = pictures(1, network.plan.input)
  const ours = { name: 'Convscope', forward: () => network.forward(x, 'test').data }
  const task = { spec, params: network.parameters(), examples: { x, labels: [0] } }
  const theirs = await forwardOnnx(task)
  await checkForward(ours, theirs)
  const contestants = [ours, theirs].map((peer) => ({ name: peer.name, run: peer.forward }))
  const times = await takeTurns(contestants, effort)
  theirs.dispose?.()
  const [our, their] = [timesOf(times, ours.name), timesOf(times, theirs.name)]
  const flop = forwardFlop(spec)
  const { total } = ledger(network.plan, { mode: 'test' }).totals.memory
  const planned = forwardMemory(network.plan, { batch: 1, inPlace: false, bytesPerNumber: 4 }).total
  const time: Row = {
    group: 'full size, one picture forward, train: false',
    workload: name,
    unit: 'ms',
    value: spreadOf(our),
    note: `${digits(flop / 1e9)} GFLOP at ${digits(spreadOf(our.map((ms) => flop / ms / 1e6)).median)} GFLOP/s`,
  }
  const beside: Row = {
    group: 'full size, one picture forward, against ONNX Runtime Web (WASM), whose scores agree',
    workload: name,
    unit: '×',
    value: spreadOf(ratios(their, our)),
    note: arrow(their, our),
  }
  const held = memoryOf(network) / MIB
  const memory: Row = {
    group: 'full size, memory of the kernels: weights, activations, workspace',
    workload: name,
    unit: 'MiB',
    value: { median: held, low: held, high: held },
    note: `planned: ${digits(planned / MIB)} MiB; ${digits(total / MIB)} by the ledger, which keeps activations only while they are needed`,
  }
  return [time, beside, memory]
}

/** Up to the scores: a softmax of numbers that are all small would hide where they differ. */
const scoring = ({ nodes, ...spec }: NetworkSpec): NetworkSpec => ({
  ...spec,
  outputs: undefined,
  nodes: nodes.filter(({ layer }) => layer.type !== 'softmax'),
})

/** Weights and activations live in one memory, which has grown to what the network needs. */
function memoryOf(network: Network): number {
  const { buffer } = network.block.values
  if (network.activation('input').data.buffer !== buffer)
    throw new RangeError(`the kernel set ${network.kernels} has no memory of its own`)
  return buffer.byteLength
}

const MIB = 2 ** 20
