/**
 * A convolution as one product of matrices: every window of the picture written out as a column. The matrix is about
 * F·F/(S·S) times as large as the picture, which is what the trick costs (Chellapilla et al. 2006; the course chapter,
 * "implementation as matrix multiplication").
 */
import { eachTap } from '../../kernels/reference/walk'
import { MEMORY_LIMIT } from '../../plan/limits'
import { numeral } from '../../plan/numerals'
import type { Shape } from '../../shape'
import { show } from '../../show'
import { lengthOf, precisionOf, type Tensor, zeros } from '../../tensor'
import { type Conv, type ConvSpec, conv } from '../conv'
import { checkImages, checkTensor } from '../shared/check-tensor'
import { refuse } from '../shared/fields'
import { windowOf } from '../shared/window'

/** The window of a convolution as a spec writes it; a conv layer will do as well. Its groups are the reader's affair. */
export type ColumnWindow = Pick<ConvSpec, 'size' | 'stride' | 'pad' | 'dilation' | 'rounding'>

/**
 * x `[n][c][h][w]` → columns `[n][c·fh·fw][oh·ow]`, one matrix per image, in the precision of x.
 *
 * Row (channel·fh + i)·fw + j holds what tap (i, j) of that channel meets, in the order of a filter's weights; column
 * y·ow + x belongs to the unit at (y, x), in the order of an activation map. So for each image weights
 * `[k][c·fh·fw]` × columns = output `[k][oh·ow]`; group g of a grouped convolution multiplies its own
 * c/groups·fh·fw rows. Padding reads 0. Throws SpecError where the window does not fit.
 */
export function im2col(x: Tensor, window: ColumnWindow): Tensor {
  checkImages(x, 'x')
  const layout = layoutOf(x.shape, window)
  const cols = zeros(layout.shape, precisionOf(x))
  eachEntry(layout, (cell, entry) => {
    cols.data[entry] = x.data[cell]
  })
  return cols
}

/**
 * The way back, adjoint to im2col: ⟨im2col(x), cols⟩ = ⟨x, col2im(cols)⟩. cols `[n][c·fh·fw][oh·ow]` → `shape`
 * `[n][c][h][w]`; every cell receives the sum of all entries that were copied from it, so a gradient on the columns
 * becomes dx. What stood in the padding is dropped. Throws SpecError where cols is not of that shape.
 */
export function col2im(cols: Tensor, shape: readonly number[], window: ColumnWindow): Tensor {
  checkShape(shape)
  const layout = layoutOf(shape, window)
  checkTensor(cols, layout.shape, 'cols')
  const x = zeros(shape, precisionOf(cols))
  eachEntry(layout, (cell, entry) => {
    x.data[cell] += cols.data[entry]
  })
  return x
}

function checkShape(shape: readonly number[]): void {
  const most = MEMORY_LIMIT / 8
  const whole = shape.length === 4 && shape.every((n) => Number.isSafeInteger(n) && n >= 0)
  if (whole && lengthOf(shape) <= most) return
  throw refuse(whole ? 'too-large' : 'malformed', 'shape', shape, {
    en: `shape must be four whole numbers n × c × h × w, whose product is at most ${numeral(most)}; found ${show(shape)}.`,
    zh: `shape 必须是四个整数 n × c × h × w，乘积不超过 ${numeral(most)}，现在是 ${show(shape)}。`,
  })
}

interface Layout {
  readonly layer: Conv
  readonly images: number
  readonly input: Shape
  readonly out: Shape
  readonly shape: readonly [number, number, number] // of the columns
}

function layoutOf([images, c, h, w]: readonly number[], window: ColumnWindow): Layout {
  const { size, stride, pad, dilation, rounding } = window
  const layer = conv.parse({ type: 'conv', filters: 1, size, stride, pad, dilation, rounding }, 'window')
  const input = { c, h, w }
  const out = conv.outputShape(layer, [input])
  const [fh, fw] = windowOf(layer).size
  return { layer, images, input, out, shape: [images, c * fh * fw, out.h * out.w] }
}

/** Calls `entry(cell of x, entry of the columns)` for every entry that lies on the picture. */
function eachEntry(
  { layer, images, input, out, shape }: Layout,
  entry: (cell: number, entry: number) => void,
): void {
  const { c, h, w } = input
  const window = windowOf(layer)
  const filter = [1, c, ...window.size]
  const [, rows, columns] = shape
  for (let n = 0; n < images; n++) {
    for (let column = 0; column < columns; column++) {
      const [i, j] = [Math.floor(column / out.w), column % out.w]
      eachTap([1, c, h, w], filter, window, 0, i, j, (cell, tap) => {
        entry(n * c * h * w + cell, (n * rows + tap) * columns + column)
      })
    }
  }
}
