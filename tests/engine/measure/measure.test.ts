import { describe, expect, it } from 'vitest'
import { im2col } from '../../../engine/layers/alone/im2col'
import { windowOf } from '../../../engine/layers/shared/window'
import { writeColumns } from '../../../engine/measure/columns'
import { measureLayer } from '../../../engine/measure/layer'
import { measureStep } from '../../../engine/measure/step'
import { measureInTurns, type Way } from '../../../engine/measure/turns'
import { layerWays } from '../../../engine/measure/ways'
import { chain } from '../../../engine/plan/chain'
import { plan } from '../../../engine/plan/plan'
import { zeros } from '../../../engine/tensor'

function finish<T>(pieces: Generator<void, T>): T {
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return value
  }
}

const ignore = (): void => {}

describe('turns', () => {
  /** A clock that only the work moves. */
  function measure(costs: Readonly<Record<string, readonly number[]>>) {
    let clock = 0
    const order: string[] = []
    const ways = Object.entries(costs).map(
      ([name, cost]): Way<string> => ({
        name,
        *run() {
          const nth = order.filter((other) => other === name).length
          order.push(name)
          clock += cost[nth % cost.length]
          yield
        },
      }),
    )
    const told: [number, number][] = []
    const pieces = measureInTurns(
      ways,
      () => clock,
      (done, total) => told.push([done, total]),
    )
    let found = pieces.next()
    while (!found.done) {
      clock += 1000 // messages and frames between two pieces
      found = pieces.next()
    }
    return { timings: found.value, order, told }
  }

  it('go round, count no time between the pieces, and leave the first round out', () => {
    const { timings, order, told } = measure({ a: [900, 30, 30, 30, 30, 30, 30, 30], b: [50] })
    expect(order).toEqual(Array(8).fill(['a', 'b']).flat())
    expect(timings).toEqual([
      { way: 'a', milliseconds: 30 },
      { way: 'b', milliseconds: 50 },
    ])
    expect(told.at(-1)).toEqual([16, 16])
    expect(told).toHaveLength(16)
  })

  it('take the median, so that one disturbed round does not count', () => {
    const { timings } = measure({ a: [20, 20, 22, 5000, 21, 23, 24, 20] })
    expect(timings[0].milliseconds).toBe(22)
  })

  it('count what a way does before its first piece, such as copying its input', () => {
    let clock = 0
    const copying: Way<string> = {
      name: 'copying',
      run() {
        clock += 30
        return (function* () {
          clock += 12
          yield
        })()
      },
    }
    const [{ milliseconds }] = finish(measureInTurns([copying], () => clock, ignore))
    expect(milliseconds).toBe(42)
  })

  it('repeat what is short, until the clock can tell', () => {
    const { timings, order } = measure({ a: [4] })
    expect(timings[0].milliseconds).toBe(4)
    expect(order).toHaveLength(8 * 5)
  })
})

describe('columns', () => {
  it('agree with im2col to the digit, whatever stood there before', () => {
    const window = { size: [3, 2], stride: [2, 1], pad: [1, 2, 0, 1], dilation: [1, 2] } as const
    const x = zeros([2, 3, 6, 7])
    for (let i = 0; i < x.data.length; i++) x.data[i] = Math.sin(i)
    const wanted = im2col(x, { ...window, rounding: 'floor' })
    const layer = { ...window, groups: 1, rounding: 'floor' } as const
    const [oh, ow] = [3, 8]
    expect(wanted.shape).toEqual([2, 18, oh * ow])
    const columns = zeros([2, 18, oh, ow])
    columns.data.fill(9)
    writeColumns(x, columns, windowOf(layer))
    expect([...columns.data]).toEqual([...wanted.data])
  })
})

const spec = chain(
  { c: 3, h: 8, w: 8 },
  { type: 'conv', filters: 16, size: 3, stride: 1, pad: 1, groups: 1 },
  { type: 'relu' },
  { type: 'conv', filters: 16, size: 3, stride: 1, pad: 1, groups: 1 },
  { type: 'conv', filters: 4, size: 3, stride: 2, pad: 1, groups: 2, rounding: 'floor' },
  { type: 'fc', units: 3 },
  { type: 'softmax' },
)

describe('a layer', () => {
  const sums = ['loops', 'columns', 'direct']

  it.each([
    [spec.nodes[0].id, sums],
    [spec.nodes[2].id, [...sums, 'winograd']],
    [spec.nodes[3].id, sums],
  ])('is measured in its ways, which agree: %s', (id, ways) => {
    expect(layerWays(plan(spec).node(id))).toEqual(ways)
    const { timings, batch } = finish(measureLayer(spec, id, () => performance.now(), ignore))
    expect(timings.map(({ way }) => way)).toEqual(ways)
    expect(batch).toBe(4)
    for (const { milliseconds } of timings) expect(milliseconds).toBeGreaterThan(0)
  })

  it('that is no convolution is refused', () => {
    expect(() => measureLayer(spec, spec.nodes[1].id, () => 0, ignore).next()).toThrow('no convolution')
  })
})

describe('a step', () => {
  it('is measured with every fast kernel set that runs here', () => {
    const { timings } = finish(measureStep(spec, 'crossEntropy', () => performance.now(), ignore))
    expect(timings.map(({ way }) => way)).toEqual(['typescript', 'wasm'])
    for (const { milliseconds } of timings) expect(milliseconds).toBeGreaterThan(0)
  })
})
