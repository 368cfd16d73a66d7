import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { show } from '../show'
import type { BackwardPass, ForwardPass, LayerType } from './layer'
import { checkFields, type Raw, readNumber, refuse } from './shared/fields'
import { indexOf, volume } from './shared/inputs'
import { numbersOf, pointwise } from './shared/pointwise'

/**
 * While training each number becomes 0 with probability `rate`, the others are divided by 1 − rate, so that the sum stays
 * the same on average. In a test run nothing changes.
 */
export interface DropoutSpec {
  readonly type: 'dropout'
  readonly rate: number // 0 ≤ rate < 1
}

function parse(raw: Raw, path: string): DropoutSpec {
  checkFields(raw, ['type', 'rate'], path)
  const rate = readNumber(raw, 'rate', limits.dropout, path)
  if (rate < 1) return { type: 'dropout', rate }
  throw refuse('out-of-range', `${path}.rate`, rate, {
    en: `${path}.rate must be below 1; found ${show(rate)}: with all units dropped nothing would be left to learn from.`,
    zh: `${path}.rate 必须小于 1，现在是 ${show(rate)}：所有神经元都被丢弃，就没有可学的了。`,
  })
}

/** One draw per number in the order of the batch: the same however a batch is cut into pieces. */
function forward({ rate }: DropoutSpec, pass: ForwardPass): void {
  const { kernels, inputs, output, mode, random, kept, from, to } = pass
  const [x] = inputs
  const { start, end } = numbersOf(output, { from, to })
  if (mode === 'test') {
    output.data.set(x.data.subarray(start, end), start)
    return
  }
  const stays = staysOf(kept.stays)
  random.fillAtLeast(rate, stays, start, end)
  kernels.dropoutForward(x, stays, output, rate, { from, to })
}

function backward({ rate }: DropoutSpec, pass: BackwardPass): void {
  const { kernels, kept, dOutput, mode, from, to } = pass
  const [dx] = pass.dInputs
  if (!dx) return
  if (mode === 'train') {
    kernels.dropoutBackward(dOutput, staysOf(kept.stays), dx, rate, { from, to })
    return
  }
  const { start, end } = numbersOf(dOutput, { from, to })
  kernels.accumulate(dOutput.data, start, dx.data, start, end - start)
}

function staysOf(kept: unknown): Int32Array {
  if (kept instanceof Int32Array) return kept
  throw new TypeError('dropout keeps an Int32Array of what stays')
}

const percent = (share: number): string => `${numeral(share * 100)}%`

export const dropout: LayerType<DropoutSpec> = {
  ...pointwise('dropout'),
  type: 'dropout',
  name: { en: 'dropout', zh: '随机失活' },
  inPlace: true,
  changesNothing: ({ rate }) => rate === 0,
  staysLinear: () => true,
  patternWords: [{ word: 'DROPOUT', also: ['随机失活'], plain: ['rate'], unnamed: 1 }],
  parse,
  explain: ({ rate }, _inputs, out) => ({
    en: `In every step of training ${percent(rate)} of the ${volume(out)} numbers, drawn by chance, become 0 and the others are divided by ${numeral(1 - rate)}, so that later layers cannot rely on any single one. In a test run all pass unchanged. Nothing is learned.`,
    zh: `训练的每一步随机把 ${volume(out)} 中 ${percent(rate)} 的数变为 0，其余除以 ${numeral(1 - rate)}，使后面的层不能只依赖某一个数。测试时全部原样通过。没有要学的参数。`,
  }),
  keeps: (_layer, _inputs, { c, h, w }) => [
    { name: 'stays', type: 'int32', length: c * h * w, of: 'image' }, // 1 or 0
  ],
  copyOf: (_layer, _inputs, unit) => ({ input: 0, unit }),
  forward,
  backward,
  /** What is looked at is a test run: every number is handed on. */
  trace: (_layer, { output }, unit) => ({
    kind: 'copy',
    input: 0,
    unit,
    total: output.data[indexOf(output.shape, unit)],
  }),
  examples: [
    { layer: { type: 'dropout', rate: 0.5 }, inputs: [{ c: 4, h: 3, w: 3 }] },
    { layer: { type: 'dropout', rate: 0 }, inputs: [{ c: 3, h: 1, w: 1 }] },
  ],
}
