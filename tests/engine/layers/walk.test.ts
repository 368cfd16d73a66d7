/** What every layer of the list must keep: whoever adds one writes none of these. */
import { describe, expect, test } from 'vitest'
import { reference } from '../../../engine/kernels/reference'
import { runLayer } from '../../../engine/layers/alone/run-layer'
import { type AnyLayerType, type LayerSpec, layers, layerType } from '../../../engine/layers/index'
import type { BackwardPass, Mode, ParameterSpec, Trace } from '../../../engine/layers/layer'
import { allocateKept } from '../../../engine/layers/shared/allocate-kept'
import { createRandom, forkRandom, type Random } from '../../../engine/random'
import type { Shape } from '../../../engine/shape'
import { size } from '../../../engine/shape'
import { lengthOf, type Tensor } from '../../../engine/tensor'

const BATCH = 2
const modes = ['train', 'test'] as const

const cases = layers.flatMap((layer) =>
  layer.examples.map((example, i) => ({ name: `${layer.type} ${i + 1}`, ...example }) as const),
)

const normal = (shape: readonly number[], random: Random): Tensor => ({
  shape,
  data: Float64Array.from({ length: lengthOf(shape) }, () => random.normal()),
})

interface Setting {
  readonly inputs: Tensor[]
  readonly params: Record<string, Tensor>
  readonly upstream: Tensor
}

function draw(layer: LayerSpec, shapes: readonly Shape[], seed: number): Setting {
  const random = createRandom(seed)
  const type = layerType(layer)
  const parsed = type.parse({ ...layer }, 'layer')
  const out = type.outputShape(parsed, shapes)
  return {
    inputs: shapes.map(({ c, h, w }) => normal([BATCH, c, h, w], random)),
    params: Object.fromEntries(
      type.parameters(parsed, shapes).map((spec) => [spec.name, drawParameter(spec, random)]),
    ),
    upstream: normal([BATCH, out.c, out.h, out.w], random),
  }
}

/** A variance is not below 0. */
function drawParameter({ name, shape }: ParameterSpec, random: Random): Tensor {
  const { data } = normal(shape, random)
  return { shape, data: name === 'runningVariance' ? data.map((value) => 0.5 + value ** 2) : data }
}

/** The number whose gradient is checked: Σ y·upstream. */
function score(layer: LayerSpec, { inputs, params, upstream }: Setting, mode: Mode): number {
  const { output } = runLayer(layer, { inputs, params, mode })
  let sum = 0
  for (let i = 0; i < output.data.length; i++) sum += output.data[i] * upstream.data[i]
  return sum
}

/** Slope by central differences, and how much it bends: a kink (ReLU, pooling) between the two sides shows there. */
function slope(
  layer: LayerSpec,
  setting: Setting,
  mode: Mode,
  numbers: Float64Array,
  i: number,
): [number, number] {
  const step = 1e-5
  const at = numbers[i]
  const middle = score(layer, setting, mode)
  numbers[i] = at + step
  const right = score(layer, setting, mode)
  numbers[i] = at - step
  const left = score(layer, setting, mode)
  numbers[i] = at
  return [(right - left) / (2 * step), Math.abs(right - 2 * middle + left) / step]
}

/** A pass whose gradients hold ones beforehand. */
function passOf(
  layer: LayerSpec,
  shapes: readonly Shape[],
  { inputs, params, upstream }: Setting,
  mode: Mode,
): BackwardPass {
  const type = layerType(layer)
  const parsed = type.parse({ ...layer }, 'layer')
  const out = type.outputShape(parsed, shapes)
  return {
    kernels: reference,
    inputs,
    params,
    output: ones(upstream.shape),
    kept: allocateKept(type.keeps?.(parsed, shapes, out) ?? [], BATCH, 'float64'),
    mode,
    random: forkRandom(0, 'layer'), // as runLayer draws
    from: 0,
    to: BATCH,
    dOutput: upstream,
    dInputs: inputs.map((x) => ones(x.shape)),
    dParams: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, ones(value.shape)])),
  }
}

const ones = (shape: readonly number[]): Tensor => ({
  shape,
  data: new Float64Array(lengthOf(shape)).fill(1),
})

function expectOneMore(found: Tensor | null, gradient: Tensor): void {
  found?.data.forEach((d, i) => {
    expect(d).toBeCloseTo(gradient.data[i] + 1, 10)
  })
}

const isDoubles = (data: unknown): data is Float64Array => data instanceof Float64Array

/** Largest |analytic − numeric| / max(1, |analytic|, |numeric|); null where a kink lies too near to tell. */
function worstError(layer: LayerSpec, setting: Setting, mode: Mode): number | null {
  const { dInputs = [], dParams = {} } = runLayer(layer, { ...setting, mode })
  const pairs = [
    ...setting.inputs.map((x, i): [Tensor, Tensor] => [x, dInputs[i]]),
    ...Object.entries(dParams).map(([name, d]): [Tensor, Tensor] => [setting.params[name], d]),
  ]
  let worst = 0
  for (const [value, gradient] of pairs) {
    if (!isDoubles(value.data)) throw new TypeError('gradients are checked in float64')
    for (let i = 0; i < value.data.length; i++) {
      const [numeric, bend] = slope(layer, setting, mode, value.data, i)
      if (bend > 1e-3) return null
      const analytic = gradient.data[i]
      const largest = Math.max(1, Math.abs(analytic), Math.abs(numeric))
      worst = Math.max(worst, Math.abs(analytic - numeric) / largest)
    }
  }
  return worst
}

const runnable = cases.filter(({ layer }) => !layerType(layer).planOnly)

describe.each(runnable)('$name', ({ layer, inputs }) => {
  const type = layerType(layer)
  const parsed = type.parse({ ...layer }, 'layer')
  const out = type.outputShape(parsed, inputs)

  test.each(modes)('its gradients in %s mode are the slopes of its output', (mode) => {
    for (let seed = 1; seed <= 20; seed++) {
      const worst = worstError(layer, draw(layer, inputs, seed), mode)
      if (worst === null) continue // drawn too near a kink: draw again
      expect(worst).toBeLessThanOrEqual(1e-6)
      return
    }
    expect.fail('twenty draws, each too near a kink')
  })

  test.each(modes)('backward in %s mode adds to what is there already', (mode) => {
    const setting = draw(layer, inputs, 3)
    const { dInputs = [], dParams = {} } = runLayer(layer, { ...setting, mode })
    const pass = passOf(layer, inputs, setting, mode)
    type.forward(parsed, pass)
    type.backward(parsed, pass) // onto ones
    pass.dInputs.forEach((dx, n) => {
      expectOneMore(dx, dInputs[n])
    })
    for (const [name, gradient] of Object.entries(dParams)) expectOneMore(pass.dParams[name], gradient)
  })

  test('gradients are given for what is learned, and for nothing else', () => {
    const learned = type.parameters(parsed, inputs).filter((spec) => spec.learned)
    const { dParams } = runLayer(layer, draw(layer, inputs, 1))
    expect(Object.keys(dParams ?? {})).toEqual(learned.map(({ name }) => name))
  })

  test.each(modes)('a run in %s mode leaves its inputs and parameters as they were', (mode) => {
    const setting = draw(layer, inputs, 4)
    runLayer(layer, { ...setting, mode })
    expect(setting).toEqual(draw(layer, inputs, 4))
  })

  test('its output has the shape that the plan foretells', () => {
    const { output } = runLayer(layer, draw(layer, inputs, 1))
    expect(output.shape).toEqual([BATCH, out.c, out.h, out.w])
    expect(output.data).toHaveLength(BATCH * size(out))
    expect([...output.data].every(Number.isFinite)).toBe(true)
  })

  test('each image of a batch is computed by itself', () => {
    const setting = draw(layer, inputs, 2)
    const second = setting.inputs.map(({ shape, data }) => ({
      shape: [1, ...shape.slice(1)],
      data: data.slice(data.length / BATCH),
    }))
    const together = runLayer(layer, setting).output.data
    const alone = runLayer(layer, { ...setting, inputs: second, upstream: undefined }).output.data
    expect([...together.slice(size(out))]).toEqual([...alone])
  })

  test('the trace of every unit adds up to its value', () => {
    const setting = draw(layer, inputs, 5)
    const one = setting.inputs.map(({ shape, data }) => ({
      shape: [1, ...shape.slice(1)],
      data: data.slice(0, data.length / BATCH),
    }))
    const { output } = runLayer(layer, { inputs: one, params: setting.params })
    const values = { inputs: one, output, params: setting.params }
    for (let c = 0; c < out.c; c++) {
      for (let y = 0; y < out.h; y++) {
        for (let x = 0; x < out.w; x++) {
          const trace = type.trace(parsed, values, { c, y, x })
          const value = output.data[(c * out.h + y) * out.w + x]
          expect(trace.total).toBe(value)
          expect(addUp(trace)).toBeCloseTo(value, 10)
        }
      }
    }
  })
})

/** Of weights, and of what is copied, the depth that a unit reads is known without being said. */
const saysWhatItMixes = ({ layer, inputs }: (typeof cases)[number]): boolean => {
  const type = layerType(layer)
  const parsed = type.parse({ ...layer }, 'layer')
  const weighs = type.parameters(parsed, inputs).some(({ name }) => name === 'weights')
  return !weighs && !type.copyOf && inputs[0].c > 1
}

test.each(runnable.filter(saysWhatItMixes))(
  '$name: a unit reads another channel than its own only where the layer says so',
  ({ layer, inputs }) => {
    const setting = draw(layer, inputs, 6)
    const images = setting.upstream.data.length / BATCH
    const perChannel = images / setting.upstream.shape[1]
    const ofFirst = setting.upstream.data.map((d, i) => (i % images < perChannel ? d : 0))
    const { dInputs = [] } = runLayer(layer, { ...setting, upstream: { ...setting.upstream, data: ofFirst } })
    const ofOthers = dInputs.some(({ shape: [, c, h, w], data }) =>
      data.some((d, i) => d !== 0 && i % (c * h * w) >= h * w),
    )
    expect(ofOthers).toBe(layerType(layer).mixesChannels ?? false)
  },
)

describe.each(cases)('$name, planned', ({ layer, inputs }) => {
  const type = layerType(layer)
  const parsed = type.parse({ ...layer }, 'layer')
  const out = type.outputShape(parsed, inputs)

  test('it survives a round trip through JSON', () => {
    const back = JSON.parse(JSON.stringify(parsed))
    expect(type.parse(back, 'layer')).toEqual(parsed)
    expect(layerType(back)).toBe(type)
  })

  test('an unknown field is refused', () => {
    expect(() => type.parse({ ...layer, colour: 'red' }, 'layer')).toThrow(/colour/)
  })

  test('it explains itself and names its formulas in both languages', () => {
    const { en, zh } = type.explain(parsed, inputs, out)
    expect(en).toMatch(/\.$/)
    expect(zh).toMatch(/[\u4e00-\u9fff].*。$/)
    for (const { label } of type.formulas(parsed, inputs, out)) {
      expect(label.en).not.toBe(label.zh)
      expect(label.zh).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  test('its formulas give what it counts', () => {
    const found = new Map(type.formulas(parsed, inputs, out).map((f) => [f.quantity, f.value]))
    const learned = type
      .parameters(parsed, inputs)
      .filter((spec) => spec.learned)
      .reduce((sum, p) => sum + lengthOf(p.shape), 0)
    expect(found.get('neurons')).toBe(size(out))
    expect(found.get('connections')).toBe(type.connections(parsed, inputs, out))
    expect(found.get('macs') ?? 0).toBe(type.macs(parsed, inputs, out))
    expect(found.get('parameters') ?? 0).toBe(learned)
    expect(found.get('memory')).toBe(size(out) * 4)
    if (found.has('outputWidth')) expect(found.get('outputWidth')).toBe(out.w)
    if (found.has('outputHeight')) expect(found.get('outputHeight')).toBe(out.h)
  })
})

function addUp(trace: Trace): number {
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
  switch (trace.kind) {
    case 'window':
    case 'all':
      for (const { x, weights, products, sum: channelSum } of trace.channels) {
        expect(products).toEqual(x.map((cell, i) => cell * weights[i]))
        expect(channelSum).toBeCloseTo(sum(products), 12)
      }
      return sum(trace.channels.map((channel) => channel.sum)) + trace.bias
    case 'pool':
      return pooled(trace)
    case 'softmax':
      expect(Math.max(...trace.exponentials)).toBe(1)
      return trace.total
    case 'sum':
      return sum(trace.terms)
    case 'pointwise':
    case 'copy':
      return trace.total
    case 'neighbours':
      expect(trace.squares).toBeCloseTo(sum(trace.values.map((value) => value ** 2)), 12)
      return trace.input / trace.base ** trace.power
    case 'normalised': {
      const { input, mean, variance, epsilon, gamma, beta } = trace
      return (gamma * (input - mean)) / Math.sqrt(variance + epsilon) + beta
    }
  }
}

function pooled({ pooling, values, winner, divisor }: Extract<Trace, { kind: 'pool' }>): number {
  if (pooling === 'max') return values[winner ?? -1] ?? Number.NaN
  const there = values.map((value) => value ?? 0)
  if (pooling === 'avg') return there.reduce((a, b) => a + b) / divisor
  return Math.hypot(...there)
}

test.each(layers.filter((type) => type.planOnly))(
  'a $type layer can be counted, and refuses to run',
  (type) => {
    const [{ layer, inputs }] = type.examples
    const setting = draw(layer, inputs, 1)
    expect(() => runLayer(layer, setting)).toThrow(
      `A layer of type ${type.type} can be counted but not run here.`,
    )
  },
)

test('an activation function is at one number what its layer is in a volume, and so is its slope', () => {
  const x = [-30, -1.5, -0.25, 0.25, 1.5, 30]
  const column = (data: readonly number[]) => ({ shape: [1, x.length, 1, 1], data: Float64Array.from(data) })
  const found = layers.flatMap((type): AnyLayerType[] => ('activation' in type ? [layerType(type)] : []))
  expect(found.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['relu', 'leakyrelu', 'tanh', 'sigmoid']),
  )
  for (const { activation, parse, examples } of found) {
    for (const { layer } of examples) {
      const { output, dInputs } = runLayer(layer, { inputs: [column(x)], upstream: column(x.map(() => 1)) })
      const full = parse({ ...layer }, 'layer')
      const values = x.map((z) => activation?.value(full, z) ?? Number.NaN)
      expect(Array.from(output.data)).toEqual(values)
      expect(Array.from(dInputs?.[0].data ?? [])).toEqual(
        x.map((z, i) => activation?.slope(full, z, values[i])),
      )
    }
  }
})

test('a layer is found by its type, and by nothing that every object inherits', () => {
  for (const layer of layers) expect(layerType({ type: layer.type })).toBe(layer)
  for (const type of ['constructor', '__proto__', 'toString', '', 'Conv']) {
    expect(() => layerType({ type })).toThrow(/no layer of type/)
  }
})

test('types and names are unique', () => {
  expect(new Set(layers.map((layer) => layer.type)).size).toBe(layers.length)
  expect(new Set(layers.map((layer) => layer.name.en)).size).toBe(layers.length)
  expect(new Set(layers.map((layer) => layer.name.zh)).size).toBe(layers.length)
})
