import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../../../engine/plan/limits'
import { type PatternOptions, parsePattern } from '../../../../engine/plan/pattern/parse'
import { printPattern } from '../../../../engine/plan/pattern/print'
import { plan } from '../../../../engine/plan/plan'
import { SpecError } from '../../../../engine/shape'
import { zoo } from '../../../../engine/zoo/index'
import { cases } from '../../../sample'

const input = { c: 3, h: 32, w: 32 }
const chapter = 'INPUT → [[CONV → RELU]*N → POOL?]*M → [FC → RELU]*K → FC'

const types = (text: string, options?: PatternOptions): string =>
  parsePattern(text, input, options)
    .nodes.map(({ layer }) => layer.type)
    .join(' ')

const layer = (text: string) => parsePattern(text, input).nodes[0].layer

function refusal(text: string, options?: PatternOptions): SpecError {
  try {
    parsePattern(text, input, options)
  } catch (error) {
    if (error instanceof SpecError) return error
    throw error
  }
  throw new Error(`it was accepted: ${text}`)
}

describe('the patterns of the chapter', () => {
  test('N = M = K = 0 is a linear classifier', () => {
    expect(types(chapter, { N: 0, M: 0, K: 0 })).toBe('fc')
    expect(types('INPUT → FC')).toBe('fc')
  })

  test('one convolution', () => {
    expect(types('INPUT → CONV → RELU → FC')).toBe('conv relu fc')
  })

  test('one convolution before each pooling', () => {
    const written = 'INPUT → [CONV → RELU → POOL]*2 → FC → RELU → FC'
    expect(types(written)).toBe('conv relu pool conv relu pool fc relu fc')
    expect(types(chapter, { N: 1, M: 2, K: 1 })).toBe(types(written))
  })

  test('two before each pooling, printed in the chapter without the *', () => {
    const written = 'INPUT → [CONV → RELU → CONV → RELU → POOL]3 → [FC → RELU]2 → FC'
    expect(types(written)).toBe(types(chapter, { N: 2, M: 3, K: 2 }))
    expect(plan(parsePattern(written, input)).nodes).toHaveLength(20)
  })

  test('the pooling marked with ? is there unless the option says no', () => {
    expect(types(chapter, { N: 1, M: 2, K: 0, pool: true })).toBe('conv relu pool conv relu pool fc')
    expect(types(chapter, { N: 1, M: 2, K: 0, pool: false })).toBe('conv relu conv relu fc')
  })

  test('the network of the home page, by nothing but the defaults: 6,440 parameters', () => {
    const spec = parsePattern('INPUT → [[CONV → RELU]*2 → POOL]*3 → FC → SOFTMAX', input)
    const home = zoo.get('cs231n')?.spec
    expect(plan(spec).parameterCount).toBe(6440)
    expect(plan(spec).nodes).toEqual(plan({ ...home, input }).nodes)
  })
})

describe('what is left out', () => {
  test('the last FC has as many units as there are classes, the hidden ones 64', () => {
    const units = (options?: PatternOptions) =>
      parsePattern('FC → RELU → FC → SOFTMAX', input, options).nodes.flatMap((node) =>
        node.layer.type === 'fc' ? [node.layer.units] : [],
      )
    expect(units()).toEqual([64, 10])
    expect(units({ classes: 6 })).toEqual([64, 6])
    expect(units({ classes: ['cat', 'dog'] })).toEqual([64, 2])
    expect(parsePattern('FC', input, { classes: ['cat', 'dog'] }).classes).toEqual(['cat', 'dog'])
  })

  test.each([
    ['CONV', 1],
    ['CONV(5x5)', 2],
    ['CONV(7x7)', 3],
    ['CONV(1x1)', 0],
    ['CONV(3x3, dilation 2)', 2],
    ['CONV(3x3, stride 2)', 0],
    ['CONV(3x3, stride 2, same)', 1],
    ['CONV(5x5, pad same)', 2],
    ['CONV(5x5, pad 0)', 0],
  ])('%s has padding %i: the size is kept at stride 1', (text, pad) => {
    expect(layer(text)).toMatchObject({ type: 'conv', pad })
  })

  test('an even filter keeps the size by one row and one column more at the end', () => {
    expect(layer('CONV(4x4)')).toMatchObject({ pad: [1, 1, 2, 2] })
    expect(plan(parsePattern('CONV(4x4) → CONV(5x2)', input)).shapeOf('conv2')).toMatchObject({
      h: 32,
      w: 32,
    })
  })
})

describe('ways to write it', () => {
  test.each([
    'CONV(3x3, 16, pad 1, stride 1)',
    'conv(16, 3, s1, p1)',
    'Conv( filters=16 , size: 3x3 )',
    'CONV(k16, f3)',
    '卷积层（１６，３×３，步长 １，填充 １）',
    '卷积(滤波器 16, 尺寸 3)',
  ])('%s is sixteen 3×3 filters', (text) => {
    expect(layer(text)).toEqual(layer('CONV(16)'))
  })

  test.each([
    'INPUT -> [CONV -> RELU]*2 -> FC',
    'INPUT => [CONV => RELU] * 2 => FC',
    'input-[conv-relu]x2-fc',
    'INPUT —> [CONV — RELU]×2 — FC',
    'INPUT --> [ CONV -- RELU ] *2 -> FC',
    '[CONV → RELU]2 → FC',
    '输入→【卷积→ReLU】×２→全连接层',
    '输入 → ［卷积层 → RELU］＊２ → 全连接',
  ])('%s', (text) => {
    expect(types(text)).toBe('conv relu conv relu fc')
  })

  test('a window that is no square is width × height, as volumes are written', () => {
    expect(layer('CONV(5x3, stride 2x1, pad [0, 1, 2, 3], dilation [2, 1])')).toMatchObject({
      size: [3, 5],
      stride: [1, 2],
      pad: [0, 1, 2, 3],
      dilation: [2, 1],
    })
  })

  test('words that are a setting in themselves', () => {
    expect(layer('CONV(nobias, floor, groups 1)')).toMatchObject({
      bias: false,
      rounding: 'floor',
      groups: 1,
    })
    expect(layer('POOL(3, 2, ceil)')).toMatchObject({ kind: 'max', size: 3, stride: 2, rounding: 'ceil' })
  })

  test('nodes are named as in any chain', () => {
    expect(parsePattern('[CONV → RELU]*2', input).nodes.map(({ id, from }) => [id, from[0]])).toEqual([
      ['conv1', 'input'],
      ['relu1', 'conv1'],
      ['conv2', 'relu1'],
      ['relu2', 'conv2'],
    ])
  })
})

describe('what is refused, with the place', () => {
  test.each<[string, number, RegExp]>([
    ['', 0, /found the end, expected a layer/],
    ['INPUT', 5, /found the end, expected an arrow/],
    ['INPUT(32x32x3) → FC', 5, /size of the picture is set beside/],
    ['INPUT → [CONV → RELU', 20, /found the end, .* closing bracket/],
    ['INPUT → CONV] → FC', 12, /found "]"/],
    ['CONV → → FC', 7, /found "→", expected a layer/],
    ['CONV RELU', 5, /found "RELU", expected an arrow/],
    ['[] → FC', 1, /found "]", expected a layer/],
    ['CONV*', 5, /how many times/],
    ['CONV*-1', 5, /how many times/],
    ['CONV*1.5', 5, /how many times/],
    ['CONV*L', 5, /N, M or K/],
    ['CONV 3', 5, /found "3", expected an arrow/],
    ['CONV → FC!', 9, /Take the character out/],
    ['CONV → 🙂 → FC', 7, /found "🙂"/],
    ['CONV(3x3', 8, /closing bracket \)/],
    ['CONV(10 3)', 8, /a comma/],
    ['CONV(colour 3)', 5, /found "colour".* Known are: filters, size, stride, pad/],
    ['CONV(pad)', 8, /expected a number/],
    ['CONV(pad 1, p2)', 12, /each setting once/],
    ['POOL(2, 2, 0, 7)', 14, /without a name/],
    ['RELU(3)', 5, /without a name/],
    ['CONV → FC(3, 4)', 13, /without a name/],
  ])('%j at %i', (text, at, sentence) => {
    const error = refusal(text)
    expect(error).toMatchObject({ code: 'malformed', values: { at } })
    expect(error.text.en).toMatch(sentence)
    expect(error.text.en).toContain(`At character ${at + 1} `)
    expect(error.text.zh).toMatch(/应为：.*。/)
  })

  test('a name that is no layer', () => {
    expect(refusal('INPUT → CNOV')).toMatchObject({
      code: 'unknown-layer',
      values: { at: 8, found: '"CNOV"' },
    })
    expect(refusal('CONV → ADD').text.en).toMatch(/chains only/)
    expect(refusal('FC → INPUT').text.en).toMatch(/only at the beginning/)
    expect(refusal('constructor')).toMatchObject({ code: 'unknown-layer' })
  })

  test('a number out of its range, in the sentence of the layer itself', () => {
    const error = refusal('FC → CONV(0)')
    expect(error).toMatchObject({
      code: 'out-of-range',
      values: { at: 5, path: 'CONV.filters', excerpt: 'FC → CONV(0)' },
    })
    expect(refusal('FC → CONV(3x3, pad -1)').text.en).toMatch(/CONV.pad must be .* found −1/)
    expect(refusal('FC(2.5)')).toMatchObject({ code: 'out-of-range' })
    expect(refusal('RELU(pad 1)')).toMatchObject({ code: 'unknown-field', values: { at: 0 } })
  })

  test('a letter without a number, or with one that is none', () => {
    expect(refusal(chapter, { N: 1, M: 2 })).toMatchObject({ code: 'malformed', values: { at: 50 } })
    for (const N of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(refusal('[CONV]*N', { N })).toMatchObject({ code: 'out-of-range', values: { at: 7 } })
    }
  })

  test('nothing at all', () => {
    expect(refusal('CONV*0')).toMatchObject({ code: 'out-of-range' })
  })

  test('more layers than a network may have, before one is made: expanded, these would outgrow any memory', () => {
    const { most } = limits.nodes
    expect(types(`[RELU*${most / 2}]*2`).split(' ')).toHaveLength(most)
    expect(refusal(`RELU*${most + 1}`)).toMatchObject({
      code: 'too-large',
      values: { count: most + 1, limit: most },
    })
    expect(refusal('[[[CONV*1000]*1000]*1000]')).toMatchObject({ code: 'too-large', values: { count: 1e9 } })
    const deep = `${'['.repeat(31)}CONV${'*N]'.repeat(31)}`
    expect(refusal(deep, { N: Number.MAX_SAFE_INTEGER }).code).toBe('too-large')
    expect(types(`FC → [${deep}]*0`, { N: Number.MAX_SAFE_INTEGER })).toBe('fc')
    expect(types('FC → [CONV*0]*999999999')).toBe('fc')
    expect(refusal('['.repeat(60_000))).toMatchObject({ code: 'malformed', values: { at: 32 } })
    expect(refusal('CONV → '.repeat(20_000)).code).toBe('too-large')
  })
})

test('a long run of dashes without an arrow head is refused at once', () => {
  const started = performance.now()
  for (const dash of ['=', '=-']) {
    expect(refusal(`CONV ${dash.repeat(65_000 / dash.length)}`).code).toBe('malformed')
  }
  expect(performance.now() - started).toBeLessThan(4000) // half a second on a loaded machine; eight where each dash looks for its head
  expect(types('CONV ==> RELU --> POOL > FC')).toBe('conv relu pool fc')
})

test('whatever is typed, it is read or refused with a place inside it', () => {
  const pieces = [
    'INPUT',
    'CONV',
    'pool',
    '全连接',
    '→',
    '->',
    '-',
    '[',
    ']',
    '(',
    ')',
    '*',
    '?',
    '3',
    'x3',
    'N',
    ',',
  ]
  const settings = ['pad', 'same', 's2', '1e9', '.5', '【', '）', '🙂', ' ', '\n', 'l2', 'kind', '=']
  const typed = fc
    .array(fc.constantFrom(...pieces, ...settings), { maxLength: 14 })
    .map((parts) => parts.join(' '))
  fc.assert(
    fc.property(fc.oneof(typed, fc.string({ unit: 'grapheme', maxLength: 40 })), (text) => {
      try {
        const spec = parsePattern(text, input, { N: 2, M: 2, K: 1 })
        expect(parsePattern(printPattern(spec), input)).toEqual(spec)
      } catch (error) {
        if (!(error instanceof SpecError)) throw error
        expect(Number(error.values.at)).toBeGreaterThanOrEqual(0)
        expect(Number(error.values.at)).toBeLessThanOrEqual(text.length)
        expect(() => encodeURIComponent(error.text.en)).not.toThrow() // no character is cut in half
      }
    }),
    { numRuns: cases(500, 50_000) },
  )
})
