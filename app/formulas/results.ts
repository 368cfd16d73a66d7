import {
  type Axis,
  type Fix,
  type Formula,
  type LayerSpec,
  layerType,
  type Measure,
  measure,
  outputFormula,
  type Rounding,
  readPixels,
  type Shape,
  type SpecError,
  type UnreadPixels,
  unreadPixels,
} from '../../engine/index'
import type { Bench, Setting } from './bench'

/** Everything the page shows of the layer on the bench; every number is the engine's. */
export interface Results {
  readonly x: Axis
  readonly y: Axis
  readonly across: Measure
  readonly down: Measure
  readonly input: Shape
  /** null where it does not fit. */
  readonly output: Shape | null
  /** The output width, and the height where it has a formula of its own. */
  readonly sizes: readonly Formula[]
  /** Neurons, parameters … memory; where it does not fit, only those that do not depend on the output. */
  readonly quantities: readonly Formula[]
  /** The axis that does not fit, width first. */
  readonly problem: {
    readonly side: 'w' | 'h'
    readonly error: SpecError
    readonly fixes: readonly Fix[]
  } | null
  /** The axis whose windows are drawn: the width, unless only the height does not fit. */
  readonly drawn: 'w' | 'h'
  /** Pixels of a row and of a column that no window reads. */
  readonly missed: { readonly w: UnreadPixels; readonly h: UnreadPixels }
  /** Pixels of one channel that no window reads. */
  readonly unread: {
    readonly pixels: number
    readonly columns: number
    readonly rows: number
    readonly total: number
  }
}

export function resultsOf({ setting, rounding }: Bench): Results {
  const [x, y] = axesOf(setting, rounding)
  const [across, down] = [measure(x, y), measure(y, x)]
  const input: Shape = { c: setting.c, h: setting.h, w: setting.w }
  const channels = setting.kind === 'conv' ? setting.k : setting.c
  const fits = across.problem === null && down.problem === null
  const output = fits ? { c: channels, h: down.out, w: across.out } : null
  const square = setting.w === setting.h
  return {
    x,
    y,
    across,
    down,
    input,
    output,
    sizes: square ? [outputFormula(x)] : [outputFormula(x), outputFormula(y, 'h')],
    quantities: quantitiesOf(setting, rounding, input, output),
    problem: problemOf(across, down),
    drawn: across.problem === null && down.problem !== null ? 'h' : 'w',
    missed: { w: unreadPixels(x), h: unreadPixels(y) },
    unread: unreadOf(x, y),
  }
}

export function axesOf(setting: Setting, rounding: Rounding): [x: Axis, y: Axis] {
  const { w, h, f, s, p, kind, d } = setting
  const shared = { f, s, before: p, after: p, dilation: kind === 'conv' ? d : 1, rounding }
  return [
    { n: w, ...shared },
    { n: h, ...shared },
  ]
}

export function layerOf({ kind, f, s, p, k, d }: Setting, rounding: Rounding): LayerSpec {
  const shared = { size: f, stride: s, pad: p, rounding }
  return kind === 'conv' ? { type: 'conv', filters: k, dilation: d, ...shared } : { type: 'pool', ...shared }
}

const NO_OUTPUT = { h: 0, w: 0 }

function quantitiesOf(
  setting: Setting,
  rounding: Rounding,
  input: Shape,
  output: Shape | null,
): readonly Formula[] {
  const spec = layerOf(setting, rounding)
  const type = layerType(spec)
  const layer = type.parse(Object.fromEntries(Object.entries(spec)), 'layer')
  const out = output ?? { c: setting.kind === 'conv' ? setting.k : setting.c, ...NO_OUTPUT }
  const formulas = type.formulas(layer, [input], out).filter(({ quantity }) => !quantity.startsWith('output'))
  // Shared parameters are counted without knowing how many places there are: that is what sharing means.
  return output ? formulas : formulas.filter(({ quantity }) => quantity === 'parameters')
}

function problemOf(across: Measure, down: Measure): Results['problem'] {
  if (across.problem) return { side: 'w', error: across.problem, fixes: across.problem.fixes }
  if (down.problem) return { side: 'h', error: down.problem, fixes: down.problem.fixes }
  return null
}

function unreadOf(x: Axis, y: Axis): Results['unread'] {
  const readColumns = count(readPixels(x))
  const readRows = count(readPixels(y))
  const total = x.n * y.n
  return { total, pixels: total - readColumns * readRows, columns: x.n - readColumns, rows: y.n - readRows }
}

const count = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0)
