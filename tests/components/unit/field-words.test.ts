import { describe, expect, it } from 'vitest'
import { fieldGeometry, fieldWords } from '../../../components/unit/field-words'
import { plan, unitField, zoo } from '../../../engine/index'

const net = plan(zoo.get('cs231n')!.spec)
const corner = unitField(net, 'conv3', { y: 0, x: 3 })!

describe('a field at the border', () => {
  it('says how much of its window lies on the picture', () => {
    expect(fieldWords(corner, net.input).en).toMatch(
      /^10×6 of its 10×10 window lie on the 32×32 picture: rows 1–6/,
    )
    expect(fieldWords(corner, net.input).zh).toMatch(/^10×10 的窗口中有 10×6 落在 32×32 的图上：第 1–6 行/)
  })

  it('says in words that it begins before the first row', () => {
    expect(fieldGeometry(corner, [2, 2]).en).toContain(
      'Its top left pixel: 4 rows above the picture, column 3;',
    )
    expect(fieldGeometry(corner, [2, 2]).zh).toContain('左上角像素：图像上边之外 4 行，第 3 列；')
  })

  it('has no next unit to tell of where a map is one unit', () => {
    expect(fieldGeometry(corner, [2, 2]).en).toMatch(/^Jump 2: /)
    expect(fieldGeometry(corner, null).en).toMatch(/^Its top left/)
    expect(fieldGeometry(corner, null).zh).not.toContain('累积步长')
  })
})
