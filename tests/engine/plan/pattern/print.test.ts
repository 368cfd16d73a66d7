import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type LayerSpec, layers } from '../../../../engine/layers/index'
import { chain } from '../../../../engine/plan/chain'
import { checkSpec } from '../../../../engine/plan/check-spec'
import { parsePattern } from '../../../../engine/plan/pattern/parse'
import { printPattern } from '../../../../engine/plan/pattern/print'
import { writeRepeats } from '../../../../engine/plan/pattern/repeats'
import { SpecError } from '../../../../engine/shape'
import type { NetworkSpec } from '../../../../engine/spec'
import { zoo } from '../../../../engine/zoo/index'
import { cases } from '../../../sample'

vi.setConfig({ testTimeout: 120_000 })

const input = { c: 3, h: 32, w: 32 }
const relu: LayerSpec = { type: 'relu' }
const layersOf = (spec: NetworkSpec) => checkSpec(spec).nodes.map(({ layer }) => layer)

/** Examples of every layer that reads one input and can be run: each has its word. */
const sayable = layers.flatMap((type): readonly LayerSpec[] =>
  'planOnly' in type
    ? []
    : type.examples.filter(({ inputs }) => inputs.length === 1).map(({ layer }) => layer),
)

describe('as the chapter writes them', () => {
  test.each([
    ['cs231n', 'INPUT → [[CONV → RELU]*2 → POOL]*3 → FC → SOFTMAX'],
    ['linear', 'INPUT → FC → SOFTMAX'],
    ['small', 'INPUT → [CONV → RELU → POOL]*3 → FC → SOFTMAX'],
    [
      'convnetjs-cifar10',
      'INPUT → CONV(16, 5x5) → RELU → POOL → [CONV(20, 5x5) → RELU → POOL]*2 → FC → SOFTMAX',
    ],
    ['filters32', 'INPUT → CONV(32, 5x5) → RELU → POOL → [CONV(32) → RELU → POOL]*2 → FC → SOFTMAX'],
  ])('%s', (name, text) => {
    expect(printPattern(zoo.get(name)?.spec ?? chain(input))).toBe(text)
  })

  test('only what differs from the defaults is written', () => {
    const spec = chain(
      input,
      { type: 'conv', filters: 10, size: [3, 5], pad: 0, stride: [1, 2], bias: false },
      { type: 'conv', filters: 96, size: 11, stride: 4 },
      { type: 'pool', size: 3, stride: 2, rounding: 'ceil' },
      { type: 'fc', units: 64 },
      { type: 'fc', units: 4096 },
      { type: 'fc', units: 1000 },
    )
    expect(printPattern(spec)).toBe(
      'INPUT → CONV(5x3, stride 2x1, nobias) → CONV(96, 11x11, stride 4) → POOL(3x3, stride 2, ceil) → FC → FC(4096) → FC(1000)',
    )
  })
})

describe('what repeats', () => {
  const written = (text: string): string => writeRepeats(text.split(' '), (entry) => /[A-Z]/.test(entry))

  test.each([
    ['a', 'a'],
    ['a a a', 'a*3'],
    ['A b A b C', '[A → b]*2 → C'],
    ['A b A b c A b A b c', '[[A → b]*2 → c]*2'],
    ['A b c A b c F b F b F', '[A → b → c]*2 → [F → b]*2 → F'],
    ['X b A b A b', 'X → b → [A → b]*2'],
    ['a b c d', 'a → b → c → d'],
  ])('%s is %s', (entries, text) => {
    expect(written(entries)).toBe(text)
  })
})

describe('reading what was printed gives the same layers', () => {
  test.each(sayable)('$type %#', (layer) => {
    const spec = chain(input, layer, relu, layer)
    const back = parsePattern(printPattern(spec), input)
    expect(back.nodes).toEqual(checkSpec(spec).nodes)
  })

  test('of every chain', () => {
    const pair = (least: number, most: number) =>
      fc.oneof(
        fc.integer({ min: least, max: most }),
        fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most })),
      )
    const sides = fc.integer({ min: 0, max: 3 })
    const window = {
      size: pair(1, 11),
      stride: pair(1, 4),
      pad: fc.oneof(sides, fc.tuple(sides, sides, sides, sides)),
      rounding: fc.constantFrom('exact' as const, 'floor' as const, 'ceil' as const),
    }
    const conv = fc.record(
      {
        type: fc.constant('conv' as const),
        filters: fc.integer({ min: 1, max: 4096 }),
        ...window,
        dilation: pair(1, 3),
        groups: fc.integer({ min: 1, max: 4 }),
        bias: fc.boolean(),
      },
      { requiredKeys: ['type', 'filters', 'size'] },
    )
    const pool = fc.record(
      { type: fc.constant('pool' as const), ...window },
      { requiredKeys: ['type', 'size'] },
    )
    const full = fc.record({
      type: fc.constant('fc' as const),
      units: fc.constantFrom(10, 64, 4096),
      bias: fc.boolean(),
    })
    const layer: fc.Arbitrary<LayerSpec> = fc.oneof(conv, pool, full, fc.constantFrom(...sayable))
    // Parts that repeat, so that there is something to write once.
    const part = fc
      .tuple(fc.array(layer, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3 }))
      .map(([once, times]) => Array.from({ length: times }, () => once).flat())
    const chains = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.flat())
    fc.assert(
      fc.property(chains, (drawn) => {
        const spec = chain(input, ...drawn)
        const text = printPattern(spec)
        expect(parsePattern(text, input).nodes).toEqual(checkSpec(spec).nodes)
        expect(parsePattern(text, input, { classes: 7 }).nodes).toHaveLength(drawn.length)
      }),
      { numRuns: cases(60, 20_000) },
    )
  })

  test('of 512 layers that repeat by halves', () => {
    const spec = chain(
      input,
      ...Array.from({ length: 512 }, (_, i): LayerSpec => ({ type: 'fc', units: i % 7 === 0 ? i + 1 : 5 })),
    )
    expect(layersOf(parsePattern(printPattern(spec), input))).toEqual(layersOf(spec))
  })
})

describe('what a pattern cannot say', () => {
  const refusal = (spec: NetworkSpec): SpecError => {
    try {
      printPattern(spec)
    } catch (error) {
      if (error instanceof SpecError) return error
      throw error
    }
    throw new Error('it was printed')
  }
  const branch: NetworkSpec = {
    version: 1,
    input,
    nodes: [
      { id: 'a', from: ['input'], layer: { type: 'conv', filters: 3, size: 3, pad: 1 } },
      { id: 'sum', from: ['a', 'input'], layer: { type: 'add' } },
    ],
  }

  test('branches', () => {
    const error = refusal(branch)
    expect(error).toMatchObject({ code: 'malformed', node: 'sum' })
    expect(error.text.en).toMatch(/chains only: "sum" reads "a", "input", and in a chain it would read "a"/)
    expect(error.text.zh).toMatch(/链式/)
  })

  test('a second output', () => {
    const spec = { ...chain(input, relu, relu), outputs: ['relu1', 'relu2'] }
    expect(refusal(spec)).toMatchObject({ code: 'malformed', node: 'relu1' })
  })

  test('a layer without a word', () => {
    const spec = chain(input, { type: 'add' })
    expect(refusal(spec).text.en).toMatch(/no word for the layer "add1"/)
  })
})
