/** A live network edited at random: what is refused changes nothing, and what is told of its weights is so. */
import { expect, it } from 'vitest'
import { plan } from '../../engine/plan/plan'
import type { Plan } from '../../engine/plan/plan.types'
import { checkSession } from '../../engine/plan/session-memory'
import { createRandom } from '../../engine/random'
import { SpecError } from '../../engine/shape'
import type { NetworkSpec } from '../../engine/spec'
import { fromBytes } from '../../engine/train/checkpoint'
import { cases } from '../sample'
import { type Draft, editOnce } from './edited-graph'
import { type Bench, openBench, settings, smallSpec } from './harness'

const NETWORKS = cases(8, 80)
const EDITS = 12
const MOST_BYTES = 2 ** 24 // of networks that are opened here

const start: Draft = {
  ...smallSpec,
  nodes: smallSpec.nodes.map((node) => ({ ...node, layer: { ...node.layer } })),
}

/** Every parameter by name, and where training stands. */
function stateOf(bench: Bench) {
  const reply = bench.reply<'checkpoint'>(bench.call('checkpoint', {}))
  if (!reply?.ok) throw new Error('no checkpoint')
  const { layout, values, step } = fromBytes(reply.value.bytes)
  let at = 0
  const parameters = new Map(
    layout.split(', ').map((entry): [string, number[]] => {
      const [name, shape] = entry.split(' ')
      const from = at
      at += shape.split('×').reduce((length, side) => length * Number(side), 1)
      return [name, [...values.subarray(from, at)]]
    }),
  )
  expect(at).toBe(values.length)
  return { step, parameters }
}

function planned(spec: unknown): Plan | null {
  try {
    return plan(spec)
  } catch (error) {
    if (error instanceof SpecError) return null
    throw error
  }
}

/** What the interface would not refuse, but would take this machine's memory for nothing. */
function isLarge(next: Plan): boolean {
  try {
    return checkSession(next, { batch: settings.batch, optimiser: 'momentum' }).total > MOST_BYTES
  } catch (error) {
    if (error instanceof SpecError) return false // to be refused
    throw error
  }
}

const namesOf = (next: Plan, ids = next.nodes.map(({ id }) => id)): string[] =>
  ids.flatMap((id) => next.node(id).parameters.map(({ name }) => `${id}.${name}`)).toSorted()

/** Nodes whose layer, and the volume that it reads, are as they were. */
const unchanged = (before: Plan, after: Plan): string[] =>
  after.nodes
    .filter(({ id, layer, inputs }) => {
      const old = before.nodes.find((node) => node.id === id)
      return JSON.stringify([old?.layer, old?.inputs]) === JSON.stringify([layer, inputs])
    })
    .map(({ id }) => id)

function expectInherited(
  bench: Bench,
  before: ReturnType<typeof stateOf>,
  id: number,
  from: Plan,
  to: Plan,
): void {
  const reply = bench.reply<'edit'>(id)
  if (!reply?.ok) throw new Error('refused')
  const { kept, drawn } = reply.value
  const after = stateOf(bench)
  expect([...kept, ...drawn].toSorted()).toEqual(namesOf(to))
  expect([...after.parameters.keys()].toSorted()).toEqual(namesOf(to))
  expect(kept).toEqual(expect.arrayContaining(namesOf(to, unchanged(from, to))))
  for (const name of kept) expect(after.parameters.get(name), name).toEqual(before.parameters.get(name))
  for (const name of drawn.filter((drew) => drew.endsWith('.weights')))
    expect(after.parameters.get(name), name).not.toEqual(before.parameters.get(name))
  // Filters of one network with the biases of another would be neither.
  const nodeOf = (name: string): string => name.split('.')[0]
  expect(drawn.map(nodeOf).filter((node) => kept.map(nodeOf).includes(node))).toEqual([])
  expect(after.step).toBe(before.step)
}

it(`${NETWORKS} live networks edited ${EDITS} times each: refusals change nothing, unchanged layers keep their weights, and what is drawn anew is said`, {
  timeout: 300_000,
}, () => {
  let [taken, refused] = [0, 0]
  for (let network = 0; network < NETWORKS; network++) {
    const random = createRandom(1000 + network)
    const bench = openBench()
    let draft = start
    for (let edit = 0; edit < EDITS; edit++) {
      const next = editOnce(draft, random, `a${edit}`)
      const after = planned(next)
      if (after && isLarge(after)) continue
      const step = bench.call('step', { count: 1 })
      bench.until(() => bench.reply(step) !== undefined)
      const before = stateOf(bench)
      const id = bench.call('edit', { spec: JSON.parse(JSON.stringify(next)) satisfies NetworkSpec })
      const reply = bench.reply<'edit'>(id)
      if (reply?.ok && after) {
        expectInherited(bench, before, id, plan(draft), after)
        draft = next
        taken++
      } else {
        expect(reply, JSON.stringify(next)).toMatchObject({ ok: false, problem: { code: 'spec' } })
        expect(stateOf(bench)).toEqual(before)
        refused++
      }
    }
    bench.call('close', {})
  }
  expect(taken).toBeGreaterThan(NETWORKS * 2)
  expect(refused).toBeGreaterThan(NETWORKS * 2)
})
