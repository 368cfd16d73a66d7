import { createKernels } from '../kernels/index'
import type { Window } from '../kernels/kernels'
import { tensorOf } from '../kernels/memory'
import type { Conv, ConvSpec } from '../layers/conv'
import { windowOf } from '../layers/shared/window'
import { createNetwork } from '../network/network'
import type { Network } from '../network/network.types'
import { chain } from '../plan/chain'
import { plan } from '../plan/plan'
import type { PlannedNode } from '../plan/plan.types'
import { createRandom } from '../random'
import type { Shape } from '../shape'
import type { NetworkSpec } from '../spec'
import { type Tensor, zeros } from '../tensor'
import { writeColumns } from './columns'
import { loopsForward } from './loops'
import { measureInTurns, type Timing, type Way } from './turns'
import { type LayerWay, layerWays } from './ways'

export interface LayerMeasured {
  /** Pictures in a run. */
  readonly batch: number
  readonly timings: readonly Timing<LayerWay>[]
}

const BATCH = 4

/**
 * One convolution of a network, forward, in each of its ways on the same numbers. `node`: a conv layer. Throws where two ways do not
 * agree: a time of a wrong result is none. Columns and direct use the same compiled loops; only the copying differs.
 */
export function* measureLayer(
  spec: NetworkSpec,
  node: string,
  now: () => number,
  onTurn: (done: number, total: number) => void,
): Generator<void, LayerMeasured> {
  const planned = plan(spec).node(node)
  if (planned.layer.type !== 'conv') throw new RangeError(`${node} is no convolution`)
  const ways = waysOf(planned, planned.layer)
  const outputs: Tensor[] = []
  for (const { forward } of ways) outputs.push(yield* forward())
  checkAlike(outputs)
  const timings = yield* measureInTurns(
    ways.map(({ name, forward }): Way<LayerWay> => ({ name, run: forward })),
    now,
    onTurn,
  )
  return { batch: BATCH, timings }
}

interface LayerPass {
  readonly name: LayerWay
  forward(): Generator<void, Tensor>
}

function waysOf(planned: PlannedNode, layer: Conv): LayerPass[] {
  const {
    inputs: [input],
    out,
  } = planned
  const x = zeros([BATCH, input.c, input.h, input.w])
  const random = createRandom(1)
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal()

  const alone = (from: Shape, conv: ConvSpec): Network =>
    createNetwork(chain(from, conv), { seed: 1, batch: BATCH, train: false })
  const network = alone(input, layer)

  const window = windowOf(layer)
  const taps = input.c * window.size[0] * window.size[1]
  const columns = zeros([BATCH, taps, out.h, out.w])
  const product = alone(
    { c: taps, h: out.h, w: out.w },
    { type: 'conv', filters: layer.filters, size: 1, groups: layer.groups, bias: layer.bias },
  )
  product.block.values.set(network.block.values)
  const [weights, biases = null] = network.block.entries.map(({ name }) => copyOf(network.block.value(name)))
  const y = zeros([BATCH, out.c, out.h, out.w])
  const byTaps = sumOverTaps(x, weights, biases, y, window)
  const forward: Record<LayerWay, LayerPass['forward']> = {
    *loops() {
      loopsForward(x, weights, biases, y, window)
      yield
      return y
    },
    *columns() {
      writeColumns(x, columns, window)
      yield
      return yield* product.forwardSteps(columns, 'test')
    },
    *direct() {
      const sums = byTaps()
      yield
      return sums
    },
    winograd: () => network.forwardSteps(x, 'test'),
  }
  const ways = network.kernels === 'wasm' ? layerWays(planned) : SUMS
  return ways.map((name) => ({ name, forward: forward[name] }))
}

/** What other sets than the compiled one know. */
const SUMS: readonly LayerWay[] = ['loops', 'columns', 'direct']

/** The fastest set's tiles, on tensors where it reads them without copying. */
function sumOverTaps(
  x: Tensor,
  weights: Tensor,
  biases: Tensor | null,
  y: Tensor,
  window: Window,
): () => Tensor {
  const kernels = createKernels('auto')
  const { memory } = kernels
  const held = ({ shape, data }: Tensor): Tensor => {
    const tensor = tensorOf(shape, memory.hold('float32', data.length))
    tensor.data.set(data)
    return tensor
  }
  const [source, filters, sums] = [held(x), held(weights), held(y)]
  const shifts = biases && held(biases)
  const run = kernels.convForwardByTaps ?? kernels.convForward
  return () => {
    run(source, filters, shifts, sums, window, { from: 0, to: BATCH })
    return sums
  }
}

/** In the ordinary heap, where plain loops are at home. */
const copyOf = ({ shape, data }: Tensor): Tensor => ({ shape, data: data.slice() })

/** Sums in another order differ in their last digits: 1e-4 of a number about as large as 1. */
function checkAlike([first, ...others]: readonly Tensor[]): void {
  for (const { data } of others) {
    const differs = data.findIndex((value, i) => !(Math.abs(value - first.data[i]) <= 1e-4))
    if (differs >= 0)
      throw new Error(`two ways differ at ${differs}: ${first.data[differs]}, ${data[differs]}`)
  }
}
