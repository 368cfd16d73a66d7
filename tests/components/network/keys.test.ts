import { describe, expect, it } from 'vitest'
import { middleOf, unitAfterKey } from '../../../components/network/keys'
import { plan } from '../../../engine/plan/plan'
import { smallSpec } from '../fixtures/snapshot'

const small = plan(smallSpec)
const nodes = small.nodes.map(({ id }) => id)
const pressed = (from: [string, number, number, number], ...keys: string[]) =>
  keys.reduce((unit, key) => unitAfterKey(small, nodes, unit, key)!, {
    node: from[0],
    c: from[1],
    y: from[2],
    x: from[3],
  })

describe('the keys of the strip', () => {
  it('begin in the middle of the first map', () => {
    expect(middleOf(small, 'conv1')).toEqual({ node: 'conv1', c: 0, y: 4, x: 4 })
  })

  it('move the unit by arrows, and stop at the border', () => {
    expect(pressed(['conv1', 1, 0, 6], 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowDown')).toEqual({
      node: 'conv1',
      c: 1,
      y: 1,
      x: 7,
    })
  })

  it('go to the layer before and after at the same place of the picture', () => {
    expect(pressed(['relu1', 3, 5, 6], ']')).toEqual({ node: 'pool1', c: 3, y: 2, x: 3 })
    expect(pressed(['conv1', 3, 5, 6], '[')).toEqual({ node: 'conv1', c: 3, y: 5, x: 6 })
    expect(pressed(['pool1', 3, 2, 3], ']')).toMatchObject({ node: 'conv2', c: 2 })
  })

  it('go to a map by its number, 0 being the tenth', () => {
    expect(pressed(['conv1', 0, 1, 1], '3').c).toBe(2)
    expect(pressed(['fc1', 0, 0, 0], '0').c).toBe(9)
    expect(pressed(['conv1', 0, 1, 1], '9').c).toBe(3)
  })

  it('go up and down the units of a fully connected layer', () => {
    expect(pressed(['fc1', 4, 0, 0], 'ArrowDown', 'ArrowDown', 'ArrowUp')).toEqual({
      node: 'fc1',
      c: 5,
      y: 0,
      x: 0,
    })
    expect(pressed(['conv1', 0, 2, 2], 'PageDown').c).toBe(1)
  })

  it('leave other keys to the page', () => {
    expect(unitAfterKey(small, nodes, { node: 'conv1', c: 0, y: 0, x: 0 }, 'a')).toBeNull()
  })
})
