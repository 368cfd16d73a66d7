import { describe, expect, test } from 'vitest'
import { withValue } from '../../engine/plan/fixes'
import { outputFormula } from '../../engine/plan/output-formula'
import { type Axis, measure, type Rounding, SpecError, slide } from '../../engine/shape'

const axis = (n: number, f: number, s: number, p = 0, more: Partial<Axis> = {}): Axis => ({
  n,
  f,
  s,
  before: p,
  after: p,
  dilation: 1,
  rounding: 'exact',
  ...more,
})

test('a fraction is refused where nothing is said of rounding', () => {
  const { rounding: _, ...bare } = axis(7, 3, 3)
  expect(measure(bare).problem?.code).toBe('does-not-fit')
  expect(() => slide(bare)).toThrow(SpecError)
})

describe('the output size of the chapter', () => {
  test.each([
    ['7 pixels, F = 3, S = 1', axis(7, 3, 1), 5],
    ['7 pixels, F = 3, S = 2', axis(7, 3, 2), 3],
    ['7 pixels, F = 3, S = 3 with P = 1', axis(7, 3, 3, 1), 3],
    ['same padding keeps 7', axis(7, 3, 1, 1), 7],
    ['32 pixels, F = 5, P = 2', axis(32, 5, 1, 2), 32],
    ['the demo, 5 pixels, F = 3, S = 2, P = 1', axis(5, 3, 2, 1), 3],
    ['AlexNet, 227 pixels, F = 11, S = 4', axis(227, 11, 4), 55],
    ['pooling 224 by 2', axis(224, 2, 2), 112],
    ['VGG on a larger picture, (12 − 7)/1 + 1', axis(12, 7, 1), 6],
    ['a 3-wide filter with dilation 2 covers 5', axis(7, 3, 1, 0, { dilation: 2 }), 3],
  ])('%s', (_name, setting, out) => {
    expect(slide(setting)).toBe(out)
  })

  test.each([
    ['7, 3, 3', axis(7, 3, 3), 2.333, 2],
    ['10, 3, 2', axis(10, 3, 2), 4.5, 4],
    ['AlexNet on 224', axis(224, 11, 4), 54.25, 54],
    ['ZFNet with 7×7, stride 2, pad 1', axis(224, 7, 2, 1), 110.5, 110],
    ['overlapping pooling of 32', axis(32, 3, 2), 15.5, 15],
  ])('%s is refused, and rounded only where the spec says so', (_name, setting, exact, floor) => {
    const found = measure(setting)
    expect(found.exact).toBeCloseTo(exact, 3)
    expect(found.out).toBeNaN()
    expect(found.windows).toBe(floor)
    expect(found.problem?.code).toBe('does-not-fit')
    expect(() => slide(setting)).toThrow(SpecError)
    expect(slide({ ...setting, rounding: 'floor' })).toBe(floor)
    expect(slide({ ...setting, rounding: 'ceil' })).toBe(floor + 1)
  })

  test('rounding up drops a last window that would start in the far padding', () => {
    // 4 pixels, F = 1, S = 3, P = 0 at the start and 2 at the end: starts 0, 3; a third at 6 would read nothing.
    expect(slide(axis(4, 1, 3, 0, { after: 2, rounding: 'ceil' }))).toBe(2)
  })

  test.each([
    [axis(19, 2, 4, 0, { rounding: 'ceil' }), 5],
    [axis(17, 2, 3, 1, { rounding: 'ceil' }), 6],
    [axis(18, 4, 4, 2, { rounding: 'ceil' }), 5],
    [axis(7, 3, 3, 0, { rounding: 'ceil' }), 3],
    [axis(7, 3, 3, 0, { rounding: 'floor' }), 2],
  ])('the formula that is shown has the value of the output: %j', (setting, out) => {
    expect(slide(setting)).toBe(out)
    expect(outputFormula(setting).value).toBe(out)
  })
})

describe('a refusal is one sentence and offers what fits', () => {
  test('it names the pixels that do not exist, in both languages', () => {
    const { problem, leftOver } = measure(axis(7, 3, 3))
    expect(leftOver).toBe(1)
    expect(problem?.text.en).toBe(
      '(7 − 3 + 2·0)/3 + 1 = 2.333…: one pixel is left over; window 3 would need pixels 7 and 8, which do not exist.',
    )
    expect(problem?.text.zh).toBe(
      '(7 − 3 + 2·0)/3 + 1 = 2.333…：剩下 1 个像素；第 3 个窗口需要编号 7 和 8 的像素，而它们并不存在。',
    )
  })

  test('the fixes stand in the order of least harm', () => {
    const { problem } = measure(axis(7, 3, 3))
    expect(problem?.fixes).toEqual([
      { symbol: 'P', value: 1, gives: 3 },
      { symbol: 'S', value: 2, gives: 3 },
      { symbol: 'F', value: 4, gives: 2 },
      { symbol: 'W', value: 6, gives: 2 },
      { symbol: 'W', value: 9, gives: 3 },
    ])
  })

  test('AlexNet’s 224 is offered 227 as well as 223', () => {
    const { problem } = measure(axis(224, 11, 4))
    expect(problem?.fixes.filter(({ symbol }) => symbol === 'W')).toEqual([
      { symbol: 'W', value: 223, gives: 54 },
      { symbol: 'W', value: 227, gives: 55 },
    ])
  })

  test.each(['floor', 'ceil'] as const)(
    'what is offered fits without rounding, also under %s',
    (rounding) => {
      for (let f = 1; f <= 9; f++) {
        for (let p = 0; p <= 6; p++) {
          const setting = axis(4, f, 3, p, { rounding })
          for (const fix of measure(setting).problem?.fixes ?? []) {
            const once = withValue({ ...setting, rounding: 'exact' }, fix.symbol, fix.value)
            const fixed = fix.also ? withValue(once, fix.also.symbol, fix.also.value) : once
            expect(slide(fixed)).toBe(fix.gives)
            expect(fixed.f).toBeLessThanOrEqual(fixed.n + 2 * fixed.before)
          }
        }
      }
    },
  )

  test('padding that is left over is called padding', () => {
    expect(measure(axis(224, 7, 2, 1)).problem?.text.en).toContain('one cell of the padding is left over')
  })

  test('a dilated filter is explained by the width it covers', () => {
    const { problem } = measure(axis(10, 3, 2, 0, { dilation: 2 }))
    expect(problem?.text.en).toContain('5 = 2·(3 − 1) + 1')
    expect(problem?.text.zh).toContain('5 = 2·(3 − 1) + 1')
  })

  test('a window larger than the padded input is refused by that name', () => {
    const { problem } = measure(axis(3, 6, 1, 1))
    expect(problem?.code).toBe('window-too-large')
    expect(problem?.fixes[0]).toEqual({ symbol: 'P', value: 2, gives: 2 })
  })

  test('a window wholly in the padding is refused', () => {
    const { problem } = measure(axis(3, 3, 1, 4))
    expect(problem?.code).toBe('window-in-padding')
    expect(problem?.fixes[0]).toEqual({ symbol: 'P', value: 2, gives: 5 })
  })

  test('a fix suits the other axis too, where both share the number', () => {
    const [columns, rows] = [axis(7, 3, 3), axis(9, 3, 3)]
    const { problem } = measure(columns, rows)
    // 7 wants P = 1, 4, …, and 9 wants P = 0, 3, …: no padding suits both, nor does any F. A width belongs to one alone.
    expect(problem?.fixes).toEqual([
      { symbol: 'S', value: 2, gives: 3 },
      { symbol: 'W', value: 6, gives: 2 },
      { symbol: 'W', value: 9, gives: 3 },
    ])
  })

  test('where no single number helps, two are offered', () => {
    const setting = axis(1, 2, 5, 5, { dilation: 2 })
    expect(measure(setting).problem?.fixes).toEqual([
      { symbol: 'P', value: 0, gives: 1, also: { symbol: 'F', value: 1 } },
    ])
  })

  test.each([
    ['a stride of 0', axis(7, 3, 0), 'out-of-range'],
    ['a fraction of a pixel', axis(7, 2.5, 1), 'out-of-range'],
    ['NaN', axis(Number.NaN, 3, 1), 'not-a-number'],
    ['infinity', axis(Number.POSITIVE_INFINITY, 3, 1), 'out-of-range'],
    ['negative padding', axis(7, 3, 1, -1), 'out-of-range'],
  ])('%s is refused without a crash', (_name, setting, code) => {
    expect(measure(setting).problem?.code).toBe(code)
  })

  test('numbers beyond 32 bits do not overflow', () => {
    expect(slide(axis(2 ** 40, 1, 1))).toBe(2 ** 40)
  })
})

describe('every small setting equals a window moved cell by cell', () => {
  test.each(['exact', 'floor', 'ceil'] as const)('with rounding %s', { timeout: 120_000 }, (rounding) => {
    let settings = 0
    for (let n = 1; n <= 32; n++)
      for (let f = 1; f <= 11; f++)
        for (let s = 1; s <= 5; s++)
          for (let p = 0; p <= 5; p++)
            for (let dilation = 1; dilation <= 3; dilation++, settings++)
              checkByHand(axis(n, f, s, p, { dilation, rounding }))
    expect(settings).toBe(31_680)
  })
})

/** Plain comparisons: an `expect` for each of 95,040 settings would take longer than all the counting. */
function checkByHand(setting: Axis): void {
  const found = measure(setting)
  const { out, code, leftOver } = moveWindow(setting)
  const agrees =
    (found.problem?.code ?? null) === code &&
    (code === null ? found.out === out : Number.isNaN(found.out)) &&
    found.leftOver === leftOver
  if (!agrees)
    expect.fail(`${JSON.stringify(setting)}: ${JSON.stringify(found)}, by hand ${out} ${code} ${leftOver}`)
  if (found.problem) checkFixes(setting, found.problem)
}

/** Windows one after another over a row of cells, as one would with a pencil. */
function moveWindow({ n, f, s, before, after, dilation, rounding }: Axis): {
  out: number
  code: string | null
  leftOver: number
} {
  const cells = before + n + after
  const lastTap = (window: number): number => window * s + (f - 1) * dilation
  let out = 0
  while (lastTap(out) < cells) out++
  if (rounding === 'ceil') {
    // One more, if it hangs over by less than a jump; then the last is dropped if it starts in the far padding.
    const more = out > 0 ? lastTap(out - 1) + 1 < cells : lastTap(0) + 1 - cells < s
    if (more) out++
    if ((out - 1) * s >= before + n) out--
  }
  const leftOver = Math.max(0, cells - (out > 0 ? lastTap(out - 1) + 1 : 0))
  const fraction = rounding === 'exact' && leftOver > 0
  const readsPixel = (window: number): boolean => {
    for (let tap = 0; tap < f; tap++) {
      const pixel = window * s + tap * dilation - before
      if (pixel >= 0 && pixel < n) return true
    }
    return false
  }
  let blind = false
  for (let window = 0; window < out; window++) blind ||= !readsPixel(window)
  const code = out === 0 ? 'window-too-large' : fraction ? 'does-not-fit' : blind ? 'window-in-padding' : null
  return { out, code, leftOver }
}

/** At least one change is named, and with each of them the window fits, as often as it says. */
function checkFixes(setting: Axis, { fixes }: SpecError): void {
  if (fixes.length === 0) expect.fail(`no fix for ${JSON.stringify(setting)}`)
  for (const fix of fixes) {
    const once = withValue(setting, fix.symbol, fix.value)
    const fixed = fix.also ? withValue(once, fix.also.symbol, fix.also.value) : once
    const { out, code } = moveWindow(fixed)
    if (code !== null || out !== fix.gives)
      expect.fail(`${JSON.stringify(fix)} for ${JSON.stringify(setting)}`)
  }
}

test('rounding is a setting, not an accident: floor and ceil name the pixels never read', () => {
  const left = (rounding: Rounding): number => measure(axis(7, 3, 3, 0, { rounding })).leftOver
  expect([left('exact'), left('floor'), left('ceil')]).toEqual([1, 1, 0])
})

describe('where no one number fits both axes', () => {
  const fixesOf = (
    width: number,
    height: number,
    window: Omit<Axis, 'n' | 'before' | 'after'> & { p: number },
  ) => {
    const { p, ...rest } = window
    const along = (n: number): Axis => ({ ...rest, n, before: p, after: p })
    return measure(along(width), along(height)).problem?.fixes
  }

  test('two that fit both are offered, not one that breaks the other', () => {
    // (22 − 1)/3 + 1 = 8 and (1 − 1)/3 + 1 = 1; F = 6 would fit the width, and no height of 1 with P = 2.
    expect(fixesOf(22, 1, { f: 1, s: 4, p: 2, dilation: 1 })).toEqual([
      { symbol: 'P', value: 0, gives: 8, also: { symbol: 'S', value: 3 } },
    ])
  })

  test('another padding, where none at all helps neither', () => {
    // (3 − 3 + 2·2)/2 + 1 = 3 and (1 − 3 + 2·2)/2 + 1 = 2; without padding a window of 3 has no room in 1.
    expect(fixesOf(3, 1, { f: 3, s: 3, p: 3, dilation: 1 })).toEqual([
      { symbol: 'P', value: 2, gives: 3, also: { symbol: 'S', value: 2 } },
    ])
    expect(fixesOf(2, 1, { f: 2, s: 4, p: 2, dilation: 1 })).toEqual([
      { symbol: 'P', value: 1, gives: 3, also: { symbol: 'S', value: 1 } },
    ])
  })

  test('besides another width, which may not be the layer’s to choose', () => {
    // (1 − 2 + 2·1)/1 + 1 = 2 and (2 − 2 + 2·1)/1 + 1 = 3
    expect(fixesOf(1, 2, { f: 2, s: 2, p: 0, dilation: 1 })).toEqual([
      { symbol: 'W', value: 2, gives: 1 },
      { symbol: 'P', value: 1, gives: 2, also: { symbol: 'S', value: 1 } },
    ])
  })

  test('one number where its padding is so already', () => {
    // ⌊(2 − 1)/2⌋ + 1 = 1: no padding, as before; without rounding no F and no S fits both 2 and 1 under a dilation of 3.
    expect(fixesOf(1, 2, { f: 2, s: 2, p: 0, dilation: 3, rounding: 'floor' })).toEqual([
      { symbol: 'W', value: 4, gives: 1 },
      { symbol: 'F', value: 1, gives: 1 },
    ])
  })

  test('by the rounding of the layer where none fits without', () => {
    // (1 − 1)/2 + 1 = 1 and ⌊(2 − 1)/2⌋ + 1 = 1
    expect(fixesOf(1, 2, { f: 2, s: 2, p: 3, dilation: 2, rounding: 'floor' })).toEqual([
      { symbol: 'P', value: 0, gives: 1, also: { symbol: 'F', value: 1 } },
    ])
  })
})
