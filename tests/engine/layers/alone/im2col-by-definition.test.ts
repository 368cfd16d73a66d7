/** The columns once more, entry by entry: cols[n][(c·fh + u)·fw + v][i·ow + j] is what tap (u, v) meets at place (i, j). */
import { expect, test } from 'vitest'
import { col2im, im2col } from '../../../../engine/layers/alone/im2col'
import { createRandom } from '../../../../engine/random'
import { cases } from '../../../sample'
import { drawTensor } from '../../draw'
import { expectNear } from '../../near'
import { drawFilters } from '../draw-filters'

test('im2col and col2im are what their definition says', () => {
  for (let seed = 0; seed < cases(100, 3000); seed++) {
    const random = createRandom(seed)
    const { settings, x, out } = drawFilters(random, 'conv')
    const { size, stride, pad, dilation, rounding } = settings
    const [images, channels, h, w] = x.shape
    const [fh, fw] = size
    const [oh, ow] = out
    const shape = [images, channels * fh * fw, oh * ow]
    const given = drawTensor(random, ...shape)
    const cols = Array.from(given.data, () => 0)
    const back = Array.from(x.data, () => 0)
    for (let entry = 0; entry < cols.length; entry++) {
      const place = entry % (oh * ow)
      const tap = Math.floor(entry / (oh * ow)) % (fh * fw)
      const channel = Math.floor(entry / (oh * ow * fh * fw)) % channels
      const n = Math.floor(entry / (oh * ow * fh * fw * channels))
      const row = Math.floor(place / ow) * stride[0] - pad[0] + Math.floor(tap / fw) * dilation[0]
      const column = (place % ow) * stride[1] - pad[1] + (tap % fw) * dilation[1]
      if (row < 0 || row >= h || column < 0 || column >= w) continue
      const cell = ((n * channels + channel) * h + row) * w + column
      cols[entry] = x.data[cell]
      back[cell] += given.data[entry]
    }
    const window = { size, stride, pad, dilation, rounding }
    const at = `seed ${seed} ${JSON.stringify(window)} on ${x.shape}`
    expect(im2col(x, window).shape, at).toEqual(shape)
    expectNear(im2col(x, window).data, cols, `cols, ${at}`)
    expectNear(col2im(given, x.shape, window).data, back, `back, ${at}`)
  }
})
