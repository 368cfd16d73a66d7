/**
 * What TensorFlow.js's WASM backend lacks for training, or has as plain loops only: the gradients of a convolution, written with
 * its own fast operation, XNNPACK's convolution. Every formulation that was found to win somewhere is here; which one is the
 * fastest is measured for each shape when it is first met, and kept.
 *
 * Tried and slower everywhere: one matrix product per tap of the filter, and im2col with one matrix product for all.
 */
import type * as TensorFlow from '../../oracles/node_modules/@tensorflow/tfjs'

type Tf = typeof TensorFlow
type Tensor4D = TensorFlow.Tensor4D
type Four = [number, number, number, number]

/** Stride and padding alike for rows and columns. Pictures `[n][h][w][c]`, filters `[fh][fw][in][out]`. */
export interface Sliding {
  readonly stride: number
  readonly pad: number
}

interface Formulation {
  readonly name: string
  /** Default: for every stride. */
  readonly strideOneOnly?: boolean
  /** dW: `other` is x, the result has the filters' shape. dX: `other` is the filters, the result has x's shape. */
  run(tf: Tf, dy: Tensor4D, other: Tensor4D, sliding: Sliding, shape: Four): Tensor4D
}

type Sides = [[number, number], [number, number], [number, number], [number, number]]

export const sides = (pad: number): Sides => [
  [0, 0],
  [pad, pad],
  [pad, pad],
  [0, 0],
]

/** dW = x ⋆ dY with the batch in the place of the channels, and as many pictures as there are channels. */
const batchAsChannels: Formulation = {
  name: 'batch as channels',
  run(tf, dy, x, { stride, pad }, [fh, fw, c, k]) {
    const pictures = tf.transpose(x, [3, 1, 2, 0])
    const filters = tf.transpose(dy, [1, 2, 0, 3])
    const wide = tf.conv2d(pictures, filters, 1, sides(pad), 'NHWC', stride)
    const cut = stride === 1 ? wide : tf.slice(wide, [0, 0, 0, 0], [c, fh, fw, k])
    return tf.transpose(cut, [1, 2, 0, 3])
  },
}

/** The two changed over: dW turned by 180° = dY ⋆ x. Better where `in` fills the lanes and `out` does not. */
const gradientAsPictures: Formulation = {
  name: 'gradient as pictures',
  strideOneOnly: true,
  run(tf, dy, x, { pad }, [fh]) {
    const pictures = tf.transpose(dy, [3, 1, 2, 0])
    const filters = tf.transpose(x, [1, 2, 0, 3])
    const turned = tf.conv2d(pictures, filters, 1, sides(fh - 1 - pad))
    return tf.transpose(tf.reverse(turned, [1, 2]), [1, 2, 3, 0])
  },
}

/** Rows and batch in the place of the channels. */
const rowsAsChannels: Formulation = {
  name: 'rows as channels',
  strideOneOnly: true,
  run(tf, dy, x, { pad }, [fh, fw, c, k]) {
    const [n, oh, ow] = dy.shape
    const turned = tf.transpose(tf.pad(x, sides(pad)), [3, 2, 1, 0])
    const [, w] = turned.shape
    const rows = Array.from({ length: fh }, (_, row) =>
      tf.reshape<TensorFlow.Rank.R4>(tf.slice(turned, [0, 0, row, 0], [c, w, oh, n]), [1, c, w, oh * n]),
    )
    const filters = tf.reshape<TensorFlow.Rank.R4>(tf.transpose(dy, [2, 1, 0, 3]), [1, ow, oh * n, k])
    const cut = tf.conv2d(tf.concat(rows, 1), filters, 1, 'valid')
    return tf.transpose(tf.reshape<TensorFlow.Rank.R4>(cut, [fh, c, fw, k]), [0, 2, 1, 3])
  },
}

/** dX = dY, spread out by the stride, ⋆ the filters turned by 180°, `in` and `out` changed over. */
const convolutionOfGradient: Formulation = {
  name: 'convolution of the gradient',
  run(tf, dy, filters, { stride, pad }, [, h, w]) {
    const [fh, fw] = filters.shape
    const turned = tf.transpose(tf.reverse(filters, [0, 1]), [0, 1, 3, 2])
    const spread = stride === 1 ? dy : spreadOut(tf, dy, stride)
    const [, rows, columns] = spread.shape
    // What the stride left over at the far end has a gradient as well: 0.
    return tf.conv2d(spread, turned, 1, [
      [0, 0],
      [fh - 1 - pad, h - rows + pad],
      [fw - 1 - pad, w - columns + pad],
      [0, 0],
    ])
  },
}

/** Zeros between neighbours. */
function spreadOut(tf: Tf, dy: Tensor4D, stride: number): Tensor4D {
  const [n, h, w, k] = dy.shape
  const after = (axis: number): [number, number][] =>
    [0, 1, 2, 3, 4].map((other) => [0, other === axis ? stride - 1 : 0])
  const down = tf.pad(tf.reshape(dy, [n, h, 1, w, k]), after(2))
  const across = tf.pad(tf.reshape(down, [n, h * stride, w, 1, k]), after(3))
  const all = tf.reshape<TensorFlow.Rank.R4>(across, [n, h * stride, w * stride, k])
  return tf.slice(all, [0, 0, 0, 0], [n, (h - 1) * stride + 1, (w - 1) * stride + 1, k])
}

/** The backend's own: plain loops. */
const builtIn: Formulation = {
  name: 'built in',
  run: (tf, dy, filters, { stride, pad }, shape) =>
    tf.conv2dTranspose(dy, filters, shape, stride, sides(pad)),
}

const formulations = {
  dW: [batchAsChannels, gradientAsPictures, rowsAsChannels],
  dX: [convolutionOfGradient, builtIn],
} as const

const chosen = new Map<string, Formulation>()

/** By the fastest formulation for these shapes. */
export function gradient(
  tf: Tf,
  of: keyof typeof formulations,
  dy: Tensor4D,
  other: Tensor4D,
  sliding: Sliding,
  shape: Four,
): Tensor4D {
  const key = [of, dy.shape, other.shape, sliding.stride, sliding.pad].join()
  const run = ({ run }: Formulation) => tf.tidy(() => run(tf, dy, other, sliding, shape))
  const formulation = chosen.get(key) ?? fastest(formulations[of], sliding, (one) => tf.dispose(run(one)))
  chosen.set(key, formulation)
  return run(formulation)
}

function fastest(
  all: readonly Formulation[],
  { stride }: Sliding,
  run: (formulation: Formulation) => void,
): Formulation {
  const fitting = all.filter(({ strideOneOnly }) => stride === 1 || !strideOneOnly)
  const times = fitting.map((formulation) => {
    const runs = [0, 1, 2, 3].map(() => {
      const start = performance.now()
      run(formulation)
      return performance.now() - start
    })
    return Math.min(...runs)
  })
  return fitting[times.indexOf(Math.min(...times))]
}

/** The formulations in use, how often each: `5 batch as channels, 2 rows as channels`. */
export const formulationsInUse = (): string => {
  const names = [...chosen.values()].map(({ name }) => name)
  return [...new Set(names)]
    .map((name) => `${names.filter((other) => other === name).length} ${name}`)
    .join(', ')
}
