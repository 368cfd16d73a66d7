/** One layer alone, in float64 by the reference loops: for programs and tests in Node. */
import { reference } from '../../kernels/reference'
import { checkMode } from '../../plan/check-settings'
import { forkRandom } from '../../random'
import { type Shape, SpecError } from '../../shape'
import { lengthOf, type Tensor, zeros } from '../../tensor'
import { type Layer, type LayerSpec, layerType } from '../index'
import type { BackwardPass, ForwardPass, Mode, ParameterSpec, Params } from '../layer'
import { allocateKept } from '../shared/allocate-kept'
import { checkImages, checkTensor, mismatch } from '../shared/check-tensor'
import { checkFields } from '../shared/fields'

/** What one layer is given. */
export interface LayerRun {
  /** `[n][c][h][w]` each. */
  readonly inputs: readonly Tensor[]
  /** Copied, never changed. Running statistics may be left out: they are then those of a layer that has seen nothing. */
  readonly params?: Readonly<Record<string, Tensor>>
  /** dy: asks for the gradients. */
  readonly upstream?: Tensor
  readonly mode?: Mode // default 'test'
  readonly seed?: number // default 0
}

/** What one layer gives, in float64. Gradients in the shapes of their values, and only where `upstream` asked for them. */
export interface LayerResult {
  readonly output: Tensor
  readonly dInputs?: readonly Tensor[]
  /** Of what is learned. */
  readonly dParams?: Readonly<Record<string, Tensor>>
  /** After a run in training mode of a layer that keeps them: its running statistics, moved. */
  readonly state?: Readonly<Record<string, Tensor>>
  /** Winners of max pooling: flat index into the unpadded plane. */
  readonly switches?: Int32Array
}

/**
 * One layer alone, in float64 by the reference loops: forward, and backward where `upstream` is given. Inputs `[n][c][h][w]`;
 * parameters by name in the shapes of `layerType(spec).parameters`. Nothing given is changed. `switches`: of max pooling; `state`: the
 * running statistics after a training pass of batch normalisation. Throws SpecError for settings or inputs that do not fit, for a
 * parameter that is missing or unknown, and for layers that can be counted alone. The formulas: the layers' own files.
 * Not for the page: its build leaves the runs of layers out (vite.config.ts), and it asks the worker.
 */
export function runLayer(spec: LayerSpec, run: LayerRun): LayerResult {
  const type = layerType(spec)
  const layer = type.parse({ ...spec }, 'layer')
  const inputs = run.inputs.map(checkInput)
  const [batch] = inputs[0]?.shape ?? [0]
  const shapes = inputs.map(({ shape: [, c, h, w] }): Shape => ({ c, h, w }))
  const out = type.outputShape(layer, shapes)
  const specs = type.parameters(layer, shapes)
  const mode = checkMode(run.mode ?? 'test')
  if (mode === 'train') type.checkTraining?.(layer, shapes, batch)
  const keeps = type.keeps?.(layer, shapes, out) ?? []

  const pass: ForwardPass = {
    kernels: reference,
    inputs,
    output: zeros([batch, out.c, out.h, out.w], 'float64'),
    params: checkParams(specs, run.params ?? {}),
    kept: allocateKept(keeps, batch, 'float64'),
    mode,
    random: forkRandom(run.seed ?? 0, 'layer'),
    from: 0,
    to: batch,
  }
  type.forward(layer, pass)
  const switches = pass.kept.switches instanceof Int32Array ? { switches: pass.kept.switches } : {}
  const result = { output: pass.output, ...switches, ...stateOf(specs, pass) }
  return run.upstream ? { ...result, ...gradients(layer, pass, specs, run.upstream) } : result
}

function stateOf(specs: readonly ParameterSpec[], { mode, params }: ForwardPass): Pick<LayerResult, 'state'> {
  const kept = specs.filter(({ learned }) => !learned).map(({ name }) => [name, params[name]] as const)
  return mode === 'train' && kept.length > 0 ? { state: Object.fromEntries(kept) } : {}
}

function gradients(
  layer: Layer,
  pass: ForwardPass,
  specs: readonly ParameterSpec[],
  upstream: Tensor,
): Pick<LayerResult, 'dInputs' | 'dParams'> {
  const dInputs = pass.inputs.map(({ shape }) => zeros(shape, 'float64'))
  const learned = specs.filter((spec) => spec.learned)
  const dParams = Object.fromEntries(learned.map(({ name, shape }) => [name, zeros(shape, 'float64')]))
  const dOutput = inDoubles(checkTensor(upstream, pass.output.shape, 'upstream'))
  const backward: BackwardPass = { ...pass, dOutput, dInputs, dParams }
  layerType(layer).backward(layer, backward)
  return { dInputs, dParams }
}

function checkInput(x: Tensor, _i: number, [first]: readonly Tensor[]): Tensor {
  if (x.shape[0] === first.shape[0]) return inDoubles(checkImages(x, 'inputs'))
  throw mismatch('inputs', x, 'n × c × h × w')
}

/** Of any layer: biases that this one does without do no harm, but a name that no layer has is a slip of the pen. */
const PARAMETERS: readonly string[] = [
  'weights',
  'biases',
  'gamma',
  'beta',
  'runningMean',
  'runningVariance',
] satisfies readonly ParameterSpec['name'][]

function checkParams(specs: readonly ParameterSpec[], given: Readonly<Record<string, Tensor>>): Params {
  checkFields(given, PARAMETERS, 'params')
  const params: Record<string, Tensor> = {}
  for (const { name, shape, learned, start } of specs) {
    const tensor = Object.hasOwn(given, name) ? given[name] : undefined
    if (!tensor && learned) throw missing(name, shape)
    // Forward moves what is not learned: it is given a copy.
    params[name] = { shape, data: new Float64Array(lengthOf(shape)).fill(start) }
    if (tensor) params[name].data.set(checkTensor(tensor, shape, name).data)
  }
  return params
}

function missing(name: ParameterSpec['name'], shape: readonly number[]): SpecError {
  const expected = shape.join(' × ')
  return new SpecError({
    code: 'malformed',
    values: { path: name, found: '—', expected },
    text: {
      en: `params.${name} is missing: give a tensor of ${expected}.`,
      zh: `缺少 params.${name}：请给出 ${expected} 的张量。`,
    },
  })
}

const inDoubles = ({ shape, data }: Tensor): Tensor => ({
  shape,
  data: data instanceof Float64Array ? data : Float64Array.from(data),
})
