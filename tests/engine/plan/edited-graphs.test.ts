/** Networks edited step by step, as the reader of a formula bench or of a JSON field does: planned, or refused with a way out. */
import { expect, it } from 'vitest'
import { layerType } from '../../../engine/layers/index'
import { axesOf, pairOf, type Sliding, sidesOf } from '../../../engine/layers/shared/window'
import { plan } from '../../../engine/plan/plan'
import { createRandom } from '../../../engine/random'
import { type Fix, measure, type Shape, SpecError } from '../../../engine/shape'
import { cases } from '../../sample'
import { type Draft, type DraftNode, editOnce, startDraft } from '../edited-graph'

const GRAPHS = cases(400, 2000)
const EDITS = 24
/** Codes of settings that another number mends. */
const MISFITS = ['does-not-fit', 'window-too-large', 'window-in-padding']

const chinese = /[\u4e00-\u9fff]/

function refusalOf(attempt: () => unknown): SpecError | null {
  try {
    attempt()
    return null
  } catch (error) {
    if (error instanceof SpecError) return error
    throw error
  }
}

/** One sentence, or two, for a reader of either language. */
function expectSaid({ text, code }: SpecError): void {
  expect(text.en, code).toMatch(/^[^\n]{15,}[.?]$/)
  expect(text.zh, code).toMatch(/^[^\n]{6,}[。？]$/)
  expect(text.en).not.toMatch(chinese)
  expect(text.zh).toMatch(chinese)
  for (const said of [text.en, text.zh]) expect(said).not.toMatch(/undefined|\[object|Infinity×/)
}

/** A layer with a window, by itself, on the volume that it reads. */
interface Alone {
  readonly input: Shape
  readonly layer: DraftNode['layer'] & Pick<Sliding, 'size'>
}

const aWindow = (layer: object): layer is Alone['layer'] => 'size' in layer

const slidingOf = ({ layer }: Alone): Sliding => ({ stride: 1, pad: 0, rounding: 'exact', ...layer })

function alone({ classes: _, ...draft }: Draft, { node: id }: SpecError): Alone {
  const at = draft.nodes.findIndex((node) => node.id === id)
  const { from, layer } = draft.nodes[at]
  const nothing = { id: 'nothing', from: ['input'], layer: { type: 'relu' } }
  const input = plan({ ...draft, nodes: [nothing, ...draft.nodes.slice(0, at)] }).shapeOf(from[0])
  const parsed = layerType({ type: String(layer.type) }).parse(layer, 'layer')
  if (!aWindow(parsed)) throw new Error(`${parsed.type} has no window`)
  return { input, layer: parsed }
}

function refusalAlone({ input, layer }: Alone): SpecError | null {
  const type = layerType({ type: String(layer.type) })
  return refusalOf(() => type.outputShape(type.parse(layer, 'layer'), [input]))
}

type Side = 'width' | 'height' | 'both'

const sideOf = ({ text: { en } }: SpecError): Side =>
  en.startsWith('Across the width') ? 'width' : en.startsWith('Down the height') ? 'height' : 'both'

/** [h, w] with the number of one side replaced, or of both where they share it. */
function pairWith([h, w]: readonly [number, number], value: number, side: Side): Sliding['size'] {
  if (side === 'both' || h === w) return value
  return side === 'height' ? [value, w] : [h, value]
}

function padWith([top, left, bottom, right]: readonly number[], value: number, side: Side) {
  if (side === 'both' || (top === left && bottom === right)) return value
  return side === 'height' ? [value, left, value, right] : [top, value, bottom, value]
}

function withNumber(found: Alone, symbol: Fix['symbol'], value: number, side: Side): Alone {
  const { input, layer } = found
  const { size, stride, pad } = slidingOf(found)
  switch (symbol) {
    case 'W':
      return {
        layer,
        input: {
          c: input.c,
          h: side === 'width' ? input.h : value,
          w: side === 'height' ? input.w : value,
        },
      }
    case 'F':
      return { input, layer: { ...layer, size: pairWith(pairOf(size), value, side) } }
    case 'S':
      return { input, layer: { ...layer, stride: pairWith(pairOf(stride), value, side) } }
    case 'P':
      return { input, layer: { ...layer, pad: padWith(sidesOf(pad), value, side) } }
    default:
      return symbol satisfies never
  }
}

/** A repair as a reader takes it: the number it names, in both directions where one number serves both. */
const applied = (found: Alone, error: SpecError, fix: Fix): Alone =>
  (fix.also ? [fix, fix.also] : [fix]).reduce(
    (now, { symbol, value }) => withNumber(now, symbol, value, sideOf(error)),
    found,
  )

/** Whether rows or columns fit by themselves. */
function fitsAlong(found: Alone, side: Side): boolean {
  const [rows, columns] = axesOf(slidingOf(found), found.input)
  return measure(side === 'height' ? rows : columns).problem === null
}

/** Where rows and columns are both refused, each may need its own repair; but none may break what fitted. */
function repairs(found: Alone, error: SpecError, fix: Fix): boolean {
  const next = applied(found, error, fix)
  const still = refusalAlone(next)
  if (!still) return true
  if (sideOf(still) === sideOf(error) || fitsAlong(found, sideOf(still))) return false
  return still.fixes.some((further) => refusalAlone(applied(next, still, further)) === null)
}

function expectWayOut(draft: Draft, error: SpecError): void {
  const found = alone(draft, error)
  expect(refusalAlone(found)?.code).toBe(error.code)
  expect(error.fixes.length, error.text.en).toBeGreaterThan(0)
  for (const fix of error.fixes)
    expect(repairs(found, error, fix), `${error.text.en} ${JSON.stringify(fix)}`).toBe(true)
}

/** The number of groups that the sentence names divides channels and filters; whether the window fits is another matter. */
function expectGroups(draft: Draft, error: SpecError): void {
  const { input, layer } = alone(draft, error)
  const still = refusalAlone({ input, layer: { ...layer, groups: error.values.fits } })
  expect([undefined, ...MISFITS]).toContain(still?.code)
}

it(`of ${GRAPHS} networks edited ${EDITS} times each, every state is planned, or refused in both languages; what does not fit is offered only repairs that do`, {
  timeout: 300_000,
}, () => {
  const codes = new Map<string, number>()
  let planned = 0
  for (let graph = 0; graph < GRAPHS; graph++) {
    const random = createRandom(graph)
    let draft = startDraft(random)
    for (let edit = 1; edit <= EDITS; edit++) {
      const next = editOnce(draft, random, `a${edit}`)
      const error = refusalOf(() => plan(next))
      if (!error) {
        planned++
        draft = next
        continue
      }
      expectSaid(error)
      codes.set(error.code, (codes.get(error.code) ?? 0) + 1)
      if (MISFITS.includes(error.code)) expectWayOut(next, error)
      else expect(error.fixes).toEqual([])
      if (error.values.groups !== undefined) expectGroups(next, error)
    }
  }
  expect(planned).toBeGreaterThan((GRAPHS * EDITS) / 4)
  for (const code of [
    ...MISFITS,
    'out-of-range',
    'not-a-number',
    'wrong-inputs',
    'unknown-node',
    'malformed',
  ])
    expect(codes.get(code) ?? 0, code).toBeGreaterThan(GRAPHS / 30)
})
