import { formatBytes, formatCount, formatFixed } from '../../../components/format'
import { type LayerWay, layerWays, type PlannedNode, size, type Text } from '../../../engine/index'

/** `code`: what is at the bottom of it, in the names of the engine; to be read, so in no language of its own. */
export const wayWords: Readonly<Record<LayerWay, { readonly name: Text; readonly code: string }>> = {
  loops: {
    name: { en: 'Nested loops', zh: '嵌套循环' },
    code: `for n, f, y, x:
  sum = biases[f]
  for c, i, j:
    sum += weights[f][c][i][j]
         · x[n][c][y·S+i−P][x·S+j−P]
  y[n][f][y][x] = sum`,
  },
  columns: {
    name: { en: 'im2col + GEMM', zh: 'im2col + 矩阵乘法' },
    code: `columns = im2col(x)
// [c·F·F][oh·ow]
y = weights × columns
// [K][c·F·F] × [c·F·F][oh·ow]`,
  },
  direct: {
    name: { en: 'Direct, in tiles', zh: '直接卷积（分块）' },
    code: `for tiles of 4 filters × 8 pixels:
  keep 4 × 8 sums in registers
  for c, i, j:
    load 8 pixels of x
    sums += 4 weights · 8 pixels`,
  },
  winograd: {
    name: { en: 'Winograd', zh: 'Winograd' },
    code: `U = G g Gᵀ  // each filter g, once
for tiles of 2 × 2 results:
  V = Bᵀ d B  // (F+1)² numbers d of x
  M = Σ_c U[f][c] ⊙ V[c]
  y = Aᵀ M A`,
  },
}

/** A sentence with the numbers of this layer. */
export function whatItDoes(way: LayerWay, node: PlannedNode): Text {
  const {
    inputs: [input],
    out,
    macs,
    layer,
  } = node
  const filters = layer.type === 'conv' ? layer.filters : 1
  const taps = macs / (size(out) || 1)
  if (way === 'loops')
    return {
      en: `Seven loops, one in another, as the definition is written: ${formatCount(macs)} multiply-adds a picture, one after the other, and ${formatCount(2 * macs)} numbers fetched for them.`,
      zh: `七层循环，照定义写：每张图片 ${formatCount(macs)} 次乘加，一次接一次，为此要取 ${formatCount(2 * macs)} 个数。`,
    }
  const matrix = matrixOf(input, out, layer)
  if (way === 'columns')
    return {
      en: `Every window is written out as a column, ${formatCount(matrix.rows)} × ${formatCount(out.h * out.w)} numbers or ${formatBytes(matrix.numbers * 4)} a picture: ${formatFixed(matrix.numbers / size(input), 1)} times the input. Then one product of matrices does it all.`,
      zh: `把每个窗口抄成一列，每张图片得到 ${formatCount(matrix.rows)} × ${formatCount(out.h * out.w)} 个数，共 ${formatBytes(matrix.numbers * 4)}，是输入的 ${formatFixed(matrix.numbers / size(input), 1)} 倍；然后一次矩阵乘法全部算完。`,
    }
  const trains = way === layerWays(node).at(-1)
  if (way === 'winograd') return winogradWords(sizeOf(layer)[0])
  return {
    en: `No copy is made: of ${formatCount(filters)} filters four at a time meet eight neighbouring pixels, and each number that is loaded is used four or eight times over ${formatCount(taps)} taps.${trains ? ` ${trainsHere.en}` : ''}`,
    zh: `不抄数据：${formatCount(filters)} 个滤波器中每次取 4 个，与相邻的 8 个像素相乘；取来的每个数在 ${formatCount(taps)} 个权重位置上用 4 次或 8 次。${trains ? trainsHere.zh : ''}`,
  }
}

const trainsHere: Text = { en: 'This is what trains here.', zh: '这里训练用的就是它。' }

/** Of filters of `side` × `side`. */
function winogradWords(side: number): Text {
  const [products, direct] = [(side + 1) ** 2, 4 * side ** 2]
  return {
    en: `Four results at once: the ${side + 1} × ${side + 1} numbers under a tile of 2 × 2 results are transformed, and so is the filter; they are multiplied place by place, ${products} products instead of ${direct} in each channel, and the sums are transformed back. ${trainsHere.en}`,
    zh: `一次算 2 × 2 个结果：把它们所看的 ${side + 1} × ${side + 1} 个数和滤波器都做一次变换，逐点相乘，每个通道只用 ${products} 次乘法，而不是 ${direct} 次，求和后再变换回来。${trainsHere.zh}`,
  }
}

function matrixOf(
  input: PlannedNode['out'],
  out: PlannedNode['out'],
  layer: PlannedNode['layer'],
): { rows: number; numbers: number } {
  const [fh, fw] = sizeOf(layer)
  const rows = input.c * fh * fw
  return { rows, numbers: rows * out.h * out.w }
}

function sizeOf(layer: PlannedNode['layer']): readonly [number, number] {
  const size = layer.type === 'conv' ? layer.size : 1
  return typeof size === 'number' ? [size, size] : size
}
