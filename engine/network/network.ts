import { createKernels, expectedSet } from '../kernels/index'
import { clear } from '../kernels/kernels'
import { layerType } from '../layers/index'
import type { Mode } from '../layers/layer'
import { mismatch } from '../layers/shared/check-tensor'
import { checkMode, checkName, checkRange } from '../plan/check-settings'
import { checkTraining } from '../plan/check-training'
import { checkInitialisation } from '../plan/initialisation'
import { checkMemory, type MemoryRequest } from '../plan/memory'
import { nodesInto } from '../plan/nodes-into'
import { plan as planOf } from '../plan/plan'
import type { PlannedNode } from '../plan/plan.types'
import { createRandom, forkRandom } from '../random'
import { type Shape, SpecError } from '../shape'
import type { NetworkSpec } from '../spec'
import { lengthOf, type Tensor } from '../tensor'
import { createArena } from './arena'
import { checkBatch } from './check-batch'
import { initialise } from './initialise'
import { loadParameters } from './load'
import type { Network, NetworkOptions } from './network.types'
import { noGradient } from './no-gradient'
import { createParameterBlock, shareParameterBlock } from './parameters'
import { createPasses, known } from './passes'
import { costPerImage, leastImages, piecesOf, type Work, walk } from './pieces'

/**
 * A graph with weights, drawn from `seed`. `kernels`: 'auto' (the fastest set that runs here and is right; which one, the network
 * tells) or a set by name, where 'wasm' gives way to 'typescript' if it cannot run; float64 is computed by the reference alone.
 * `train: false`: no room for gradients, and no backward. Pictures go in as `[n][c][h][w]`, as the network sees them: already
 * normalised. Throws SpecError where the spec does not fit or an option is unknown, 'plan-only' for layers that can be counted
 * alone, and 'too-large', with the sum, before anything is allocated.
 */
export function createNetwork(spec: NetworkSpec, options: NetworkOptions): Network {
  return finish(networkSteps(spec, options))
}

/** The same in pieces of a few milliseconds: yields which share of the parameters has its values. */
export function* networkSteps(spec: NetworkSpec, options: NetworkOptions): Generator<number, Network> {
  const { seed, precision = 'float32', train = true, share, inputGradient = false } = options
  checkOptions(options)
  const plan = planOf(spec)
  checkRunnable(plan.nodes)
  const initialisation = options.initialisation && checkInitialisation(options.initialisation)
  let batch = checkBatch(options.batch ?? 1)
  let setName = expectedSet(options.kernels ?? 'auto', precision)
  const arenaOptions = () => ({ batch, precision, train, inputGradient })
  const memoryOptions = (): MemoryRequest => ({
    batch,
    train,
    inputGradient,
    optimiser: 'sgd', // what a rule remembers is the trainer's, which asks for it itself
    bytesPerNumber: precision === 'float64' ? 8 : 4,
    kernels: setName,
  })
  checkMemory(plan, memoryOptions())
  const kernels =
    share?.kernels.name === setName ? share.kernels : createKernels(options.kernels ?? 'auto', precision)
  setName = kernels.name
  const block = share
    ? shareParameterBlock(share, kernels, train)
    : createParameterBlock(plan, kernels, precision, train)
  yield 0
  if (!share) yield* initialise(block, plan, seed, initialisation)

  let arena = createArena(plan, kernels.memory, arenaOptions())
  let random = forkRandom(seed, 'network')
  let passes = createPasses({ plan, kernels, block, arena, random })
  let images = batch
  let mode: Mode = 'test'

  /** By pass and where it begins; those of the images of the last pass. */
  const works = new Map<string, readonly Work[]>()
  let worksFor = 0

  function activationOf(id: string): Tensor {
    plan.shapeOf(id) // refuses what is not a node
    return known(arena.activations, id)
  }

  function gradientOf(id: string): Tensor {
    plan.shapeOf(id)
    const tensor = arena.gradients.get(id)
    if (!tensor) throw noGradient(id, train)
    return tensor
  }

  function resize(next: number): void {
    checkMemory(plan, { ...memoryOptions(), batch: checkBatch(next) })
    batch = images = next
    arena.release()
    arena = createArena(plan, kernels.memory, arenaOptions())
    passes = createPasses({ plan, kernels, block, arena, random })
  }

  /** From where on: forward from the picture, backward from the output of `entry`. */
  function workOf(pass: 'forward' | 'backward', entry: string): readonly Work[] {
    if (worksFor !== images) works.clear()
    worksFor = images
    const key = `${pass} ${entry}`
    const known = works.get(key)
    if (known) return known
    const nodes = pass === 'forward' ? plan.nodes : nodesInto(entry, plan.nodes)
    const reached = new Set<string>()
    const work = nodes.map((node) => {
      const fresh = node.from.filter((id) => !reached.has(id) && arena.gradients.has(id))
      for (const id of fresh) reached.add(id)
      const cost = costPerImage(node, pass, kernels.pace)
      const whole = layerType(node.layer).wholeBatch ? [{ from: 0, to: images }] : null
      return {
        node,
        cost,
        fresh: new Set(fresh),
        pieces: whole ?? piecesOf(images, cost, kernels.pace, leastImages(node, pass, kernels.pace)),
      }
    })
    works.set(key, work)
    return work
  }

  function* forwardSteps(x: Tensor, wanted: Mode = 'test'): Generator<void, Tensor> {
    const count = checkInput(x, plan.input)
    if (checkMode(wanted) === 'train') checkTraining(plan, count)
    if (count > batch) resize(count)
    images = count
    mode = wanted
    const input = activationOf('input').data
    input.set(x.data.subarray(0, lengthOf(x.shape)))
    yield* walk(workOf('forward', 'input'), kernels.pace, ({ node }, piece) =>
      passes.forward(node, { mode, random, images: piece }),
    )
    return firstImages(activationOf(plan.outputs[0]), images)
  }

  function* backwardSteps(dOutput: Tensor, from = plan.outputs[0]): Generator<void, void> {
    const entry = gradientOf(from)
    const length = images * (entry.data.length / batch)
    if (dOutput.data.length < length)
      throw mismatch('dOutput', dOutput, [images, ...entry.shape.slice(1)].join(' × '))
    const work = workOf('backward', from)
    const reached = new Set([from, ...work.flatMap(({ fresh }) => [...fresh])])
    for (const [id, gradient] of arena.gradients)
      if (!reached.has(id)) clear(gradient, { from: 0, to: images })
    block.gradients.fill(0)
    entry.data.set(dOutput.data.subarray(0, length))
    yield* walk(work, kernels.pace, ({ node, fresh }, piece) =>
      passes.backward(node, { mode, random, images: piece }, fresh),
    )
  }

  return {
    plan,
    kernels: kernels.name,
    block,
    inputGradient: train && inputGradient,
    get batch() {
      return batch
    },
    forward: (x, wanted) => copyOf(finish(forwardSteps(x, wanted))),
    backward: (dOutput) => finish(backwardSteps(dOutput)),
    forwardSteps,
    backwardSteps,
    activation: (id) => firstImages(activationOf(id), images),
    gradient: (id) => firstImages(gradientOf(id), images),
    parameters: () => new Map(block.entries.map(({ name }) => [name, block.value(name)])),
    gradients: () => {
      const learned = train ? block.entries.filter((entry) => entry.learned) : []
      return new Map(learned.map(({ name }) => [name, block.gradient(name)]))
    },
    load: (given) => loadParameters(block, given),
    resize,
    release() {
      arena.release()
      if (share) kernels.memory.release([block.held.gradients])
    },
    randomState: () => random.state(),
    restoreRandom(state) {
      random = createRandom(state)
    },
  }
}

function firstImages(tensor: Tensor, images: number): Tensor {
  const [batch, c, h, w] = tensor.shape
  if (batch === images) return tensor
  return {
    shape: [images, c, h, w],
    get data() {
      return tensor.data.subarray(0, images * c * h * w)
    },
  }
}

const copyOf = ({ shape, data }: Tensor): Tensor => ({ shape, data: data.slice() })

/** The array may be longer than the pictures (room for a whole batch), never shorter. */
function checkInput({ shape, data }: Tensor, input: Shape): number {
  const [n, c, h, w] = shape
  const fits =
    shape.length === 4 && n >= 1 && Number.isInteger(n) && c === input.c && h === input.h && w === input.w
  if (fits && data.length >= lengthOf(shape)) return n
  const found = fits ? `${shape.join('×')} (${data.length})` : shape.join('×')
  const expected = `n×${input.c}×${input.h}×${input.w}`
  throw new SpecError({
    code: 'wrong-inputs',
    values: { found, expected },
    text: {
      en: `The network was given pictures of ${found}; it takes ${expected}.`,
      zh: `网络收到的图片是 ${found}，它需要 ${expected}。`,
    },
  })
}

function checkOptions({ seed, kernels = 'auto', precision = 'float32' }: NetworkOptions): void {
  checkRange('seed', seed, -Number.MAX_VALUE, Number.MAX_VALUE)
  checkName({ en: 'kernel set', zh: '计算内核' }, kernels, ['auto', 'reference', 'typescript', 'wasm'])
  checkName({ en: 'precision', zh: '精度' }, precision, ['float32', 'float64'])
}

/** Some layers of history can be planned and counted only. */
function checkRunnable(nodes: readonly PlannedNode[]): void {
  const node = nodes.find(({ layer }) => layerType(layer).planOnly)
  if (!node) return
  throw new SpecError({
    code: 'plan-only',
    node: node.id,
    values: { type: node.layer.type },
    text: {
      en: `Layer ${node.id} is of type ${node.layer.type}, which can be counted but not run here. Put a layer in its place that can.`,
      zh: `第 ${node.id} 层的类型是 ${node.layer.type}，这里只能计算它的尺寸，不能运行。请换成能运行的层。`,
    },
  })
}

function finish<R>(steps: Generator<unknown, R>): R {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
