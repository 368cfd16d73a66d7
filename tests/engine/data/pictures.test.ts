import { describe, expect, it } from 'vitest'
import { fitPixels, normalise } from '../../../engine/data/adapt'
import { drawPlacement } from '../../../engine/data/augment'
import { dataSets } from '../../../engine/data/sets'
import { createShapes } from '../../../engine/data/shapes'
import { createRandom } from '../../../engine/random'

const fitted = (
  pixels: number[],
  from: [number, number, number],
  to: [number, number, number],
  placement = {},
) => {
  const shape = ([c, h, w]: [number, number, number]) => ({ c, h, w })
  const out = new Float32Array(to[0] * to[1] * to[2])
  fitPixels(Uint8Array.from(pixels), shape(from), shape(to), out, 0, {
    down: 0,
    right: 0,
    flip: false,
    ...placement,
  })
  return [...out]
}

describe('fitPixels', () => {
  it('cuts the middle out of a larger picture', () => {
    expect(fitted([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3], [1, 1, 1])).toEqual([5])
  })

  it('puts a smaller picture into the middle of zero pixels', () => {
    expect(fitted([7], [1, 1, 1], [1, 3, 3])).toEqual([0, 0, 0, 0, 7, 0, 0, 0, 0])
  })

  it('moves the window and mirrors it', () => {
    expect(fitted([1, 2, 3], [1, 1, 3], [1, 1, 3], { right: 1 })).toEqual([2, 3, 0])
    expect(fitted([1, 2, 3], [1, 1, 3], [1, 1, 3], { flip: true })).toEqual([3, 2, 1])
    expect(fitted([1, 2], [1, 2, 1], [1, 2, 1], { down: -1 })).toEqual([0, 1])
  })

  it('makes grey of colour by luma, and three channels of grey', () => {
    expect(fitted([255, 0, 0], [3, 1, 1], [1, 1, 1])[0]).toBeCloseTo(0.299 * 255, 3)
    expect(fitted([10, 20], [1, 1, 2], [3, 1, 2])).toEqual([10, 20, 10, 20, 10, 20])
  })
})

describe('normalise', () => {
  it('is (pixel/255 − mean) · scale per channel', () => {
    const out = Float32Array.of(255, 0)
    normalise(out, { c: 2, h: 1, w: 1, mean: [0.5, 0.25], scale: [2, 4] })
    expect([...out]).toEqual([1, -1])
  })
})

describe('augmentation', () => {
  it('moves by at most the shift, and mirrors only sets that allow it', () => {
    const random = createRandom(1)
    const placements = Array.from({ length: 300 }, () =>
      drawPlacement(random, { shift: 2, flip: true }, dataSets.cifar10),
    )
    expect(new Set(placements.map(({ down }) => down))).toEqual(new Set([-2, -1, 0, 1, 2]))
    expect(placements.some(({ flip }) => flip) && placements.some(({ flip }) => !flip)).toBe(true)
    const digits = Array.from({ length: 50 }, () =>
      drawPlacement(random, { shift: 0, flip: true }, dataSets.mnist),
    )
    expect(digits.every(({ down, right, flip }) => down === 0 && right === 0 && !flip)).toBe(true)
  })

  it('draws as many numbers whatever the settings are', () => {
    const [a, b] = [createRandom(3), createRandom(3)]
    drawPlacement(a, { shift: 0, flip: false }, dataSets.mnist)
    drawPlacement(b, { shift: 4, flip: true }, dataSets.cifar10)
    expect(a.state()).toEqual(b.state())
  })
})

describe('the Shapes set', { timeout: 60_000 }, () => {
  const shapes = createShapes(1)

  it('draws the same picture for the same seed, split and number, in whatever order', () => {
    const other = createShapes(1)
    other.image('train', 99)
    expect(other.image('train', 5)).toEqual(shapes.image('train', 5))
    expect(createShapes(2).image('train', 5)).not.toEqual(shapes.image('train', 5))
    expect(shapes.image('test', 5)).not.toEqual(shapes.image('train', 5))
  })

  it('has all ten classes, about equally often', () => {
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 500; i++) {
      const image = shapes.image('validation', i)
      if (image && image !== 'missing') counts[image.label]++
    }
    for (const count of counts) expect(count).toBeGreaterThan(25)
  })

  it('has every set named in both languages, with ten classes and a licence', () => {
    for (const set of Object.values(dataSets)) {
      expect(set.classes).toHaveLength(10)
      for (const text of [set.name, set.licence, ...set.classes]) expect(text.en && text.zh).toBeTruthy()
    }
  })
})
