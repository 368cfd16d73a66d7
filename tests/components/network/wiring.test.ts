import { describe, expect, it } from 'vitest'
import { COUNT_LINE } from '../../../components/draw/tile-box'
import { laneTop, stripLayout } from '../../../components/network/layout'
import { sourceLabel, sourcesOf } from '../../../components/network/sources'
import { followsOn, OUTSIDE, wiresOf } from '../../../components/network/wiring'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import type { Language } from '../../../engine/text'
import { zoo } from '../../../engine/zoo/index'
import { smallSpec } from '../fixtures/snapshot'
import { branching } from './branching-spec'

const planned = plan(branching)
const nodes = planned.nodes.map(({ id }) => id)
const at = (id: string): number => nodes.indexOf(id)

describe('the wires of a network', () => {
  it('join the cards that read another than the one to their left, and no others', () => {
    expect(
      wiresOf(planned, nodes).map(({ from, to }) => [from.map((i) => nodes[i]), to.map((i) => nodes[i])]),
    ).toEqual([
      [['bend'], ['sum']],
      [['halve'], ['three', 'five']],
      [['one', 'three'], ['beside']],
    ])
  })

  it('share a height where they do not meet, and lie one above the other where they do, the longer on top', () => {
    expect(wiresOf(planned, nodes).map(({ lane }) => lane)).toEqual([0, 0, 1])
  })

  it('begin outside where several layers read the picture, which has no card', () => {
    const twice = plan({
      ...branching,
      nodes: [
        { id: 'a', from: ['input'], layer: { type: 'relu' } },
        { id: 'b', from: ['input'], layer: { type: 'relu' } },
        { id: 'sum', from: ['a', 'b'], layer: { type: 'add' } },
      ],
    })
    const shown = ['a', 'b', 'sum']
    expect(wiresOf(twice, shown)).toMatchObject([
      { from: [OUTSIDE], to: [1] },
      { from: [0], to: [2] },
    ])
    expect(wiresOf(twice, ['input', ...shown])).toMatchObject([{ from: [0] }, { from: [1] }])
  })

  it('are none in a chain, nor from what has no card', () => {
    const small = plan(smallSpec)
    expect(
      wiresOf(
        small,
        small.nodes.map(({ id }) => id),
      ),
    ).toEqual([])
    expect(
      wiresOf(
        planned,
        nodes.filter((id) => id !== 'bend' && id !== 'halve'),
      ),
    ).toMatchObject([{ to: [at('beside') - 2] }])
  })

  it('take six heights at most, however many there are', () => {
    // r0 … r9 one after another, then sums that read them backwards: each wire lies within the next
    const relus = Array.from({ length: 10 }, (_, i) => ({
      id: `r${i}`,
      from: [i === 0 ? 'input' : `r${i - 1}`],
      layer: { type: 'relu' } as const,
    }))
    const sums = Array.from({ length: 9 }, (_, i) => ({
      id: `s${i}`,
      from: [i === 0 ? 'r9' : `s${i - 1}`, `r${8 - i}`],
      layer: { type: 'add' } as const,
    }))
    const nested = plan({ ...branching, nodes: [...relus, ...sums] })
    const lanes = wiresOf(
      nested,
      nested.nodes.map(({ id }) => id),
    ).map(({ lane }) => lane)
    expect(lanes).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2])
  })
})

describe('what stands above the cards', () => {
  const label = (id: string, language: Language = 'en') =>
    sourceLabel(planned, nodes, at(id), language)?.replaceAll('\u00a0', ' ') ?? null

  it('names the one source of a branch, and all sources of a sum and of what stands side by side', () => {
    expect(label('three')).toBe('from pool 1')
    expect(label('sum')).toBe('conv 2 + ReLU 1')
    expect(label('beside')).toBe('conv 3, 4, 5')
    expect(label('sum', 'zh')).toBe('卷积 2 + ReLU 1')
    expect(label('beside', 'zh')).toBe('卷积 3、4、5')
    expect(label('three', 'zh')).toBe('来自池化 1')
  })

  it('says nothing of a card that reads the one to its left, the first of the picture', () => {
    expect(['stem', 'bend', 'inner', 'halve', 'one', 'around'].map((id) => label(id))).toEqual(
      Array(6).fill(null),
    )
  })

  it('counts sources that would fill a book', () => {
    const wide = plan({
      ...branching,
      nodes: [
        ...Array.from({ length: 9 }, (_, i) => ({
          id: `r${i}`,
          from: ['input'],
          layer: { type: i % 2 ? 'tanh' : 'leakyrelu' } as const,
        })),
        { id: 'all', from: Array.from({ length: 9 }, (_, i) => `r${i}`), layer: { type: 'concat' } },
      ],
    })
    const all = wide.nodes.map(({ id }) => id)
    expect(sourceLabel(wide, all, 9, 'en')).toBe('9 inputs')
    expect(sourceLabel(wide, all, 9, 'zh')).toBe('9 个输入')
    expect(sourcesOf(wide, all, 9)).toHaveLength(9)
  })

  it('tells where a branch begins', () => {
    expect(nodes.filter((_, i) => !followsOn(planned, nodes, i))).toEqual(['three', 'five'])
  })
})

describe('the size of tiles', () => {
  const layoutIn = (name: string, room?: number) => {
    const of = plan(zoo.get(name)?.spec)
    const nodes = of.nodes.filter(({ out }) => out.h > 1).map(({ id }) => id)
    const sourceLines = () => nodes.map(() => 0)
    return stripLayout(of, nodes, { tile: 32, rows: 10, dpr: 1, widest: 60, room, sourceLines })
  }

  it('doubles where there is room and half of the maps have to be scrolled to anyway', () => {
    const [small, large] = [layoutIn('filters32'), layoutIn('filters32', 950)]
    expect([small.slot, large.slot]).toEqual([32, 64])
    expect(large.width).toBeLessThanOrEqual(950)
    expect(large.height).toBeLessThanOrEqual(small.height)
    // Five whole maps, and the line that counts them.
    expect(large.viewport).toBe(5 * large.pitch + COUNT_LINE)
  })

  it('stays where it would push maps out of sight that are in sight now, or the room is taken', () => {
    expect(layoutIn('small', 950).slot).toBe(32) // ten maps
    expect(layoutIn('filters32', 600).slot).toBe(Math.floor(600 / 9) - 27)
    expect(layoutIn('filters32', 300).slot).toBe(32)
  })
})

describe('the room of wires', () => {
  const wish = { tile: 32, rows: 10, dpr: 1, widest: 60 }
  const layoutOf = (spec: unknown, lines: number) => {
    const of = plan(spec)
    return stripLayout(
      of,
      of.nodes.map(({ id }) => id),
      { ...wish, sourceLines: () => of.nodes.map(() => lines) },
    )
  }

  it('is taken from the maps: the strip is no higher than that of a chain with its blocks', () => {
    const chained = layoutOf(zoo.get('cs231n')?.spec, 0)
    for (const id of ['resnet-small', 'inception-small']) {
      const branched = layoutOf(zoo.get(id)?.spec, 2)
      expect(branched.height).toBeLessThanOrEqual(chained.height)
      expect(branched.viewport).toBeGreaterThanOrEqual(8 * branched.pitch)
    }
  })

  it('has the shortest wires next to the cards, clear of the words', () => {
    const strip = layoutOf(branching, 2)
    expect(laneTop(strip, 1)).toBeLessThan(laneTop(strip, 0))
    expect(laneTop(strip, 0)).toBeLessThan(strip.above - 2 * strip.line)
  })

  it('leaves no block names: a module has a pooling of its own', () => {
    expect(layoutOf(zoo.get('inception-small')?.spec, 2).blocks).toEqual([])
    const chained = chain({ c: 1, h: 4, w: 4 }, { type: 'relu' }, { type: 'pool', size: 2 })
    expect(layoutOf(chained, 0).blocks).toEqual([{ first: 0, last: 1 }])
  })
})
