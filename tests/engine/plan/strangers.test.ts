/** Specs nobody would write by hand: drawn at random, and good ones with one thing spoilt. */
import { expect, test } from 'vitest'
import { layers } from '../../../engine/layers/index'
import { plan } from '../../../engine/plan/plan'
import { createRandom, type Random } from '../../../engine/random'
import { SpecError, size } from '../../../engine/shape'
import { zoo } from '../../../engine/zoo/index'
import { cases } from '../../sample'

const COUNT = cases(1000, 20_000)

const BAD: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  2 ** 31,
  2 ** 53,
  Number.NaN,
  '',
  '3',
  '３', // full width
  'input',
  '__proto__',
  'constructor',
  '<script>',
  [],
  [1, 2],
  [1, 2, 3, 4],
  {},
  { type: 'conv' },
  { toString: 1 },
]

const KEYS = ['pad', 'type', 'weights', 'constructor', 'toString', '']

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)]

/** A copy in which one place, somewhere in the depth, is replaced, removed or doubled. */
function spoil(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.uniform() < 0.15) return pick(random, BAD)
  if (Array.isArray(value)) {
    const i = random.below(value.length)
    if (random.uniform() < 0.1) return [...value, value[i]]
    return value.map((item, k) => (k === i ? spoil(item, random) : item))
  }
  const entries = Object.entries(value)
  const i = random.below(entries.length)
  if (random.uniform() < 0.1) return Object.fromEntries(entries.filter((_, k) => k !== i))
  if (random.uniform() < 0.1) return { ...value, [pick(random, KEYS)]: pick(random, BAD) }
  return Object.fromEntries(entries.map(([key, item], k) => [key, k === i ? spoil(item, random) : item]))
}

/** true: accepted, and its counts are counts. */
function isAccepted(spec: unknown): boolean {
  try {
    const { nodes, parameterCount } = plan(spec)
    for (const { out, neurons, connections } of nodes) {
      expect(neurons).toBe(size(out))
      expect(Number.isSafeInteger(connections) && connections >= 0).toBe(true)
    }
    expect(Number.isSafeInteger(parameterCount)).toBe(true)
    return true
  } catch (error) {
    if (error instanceof SpecError) return false
    throw error
  }
}

test(`${COUNT} good specs with one thing spoilt are planned or refused, and nothing else happens`, {
  timeout: 120_000,
}, () => {
  const random = createRandom(1)
  const specs = [...zoo.values()].map((entry) => plan(entry.spec).spec)
  let refused = 0
  for (let i = 0; i < COUNT; i++) if (!isAccepted(spoil(pick(random, specs), random))) refused++
  expect(refused).toBeGreaterThan(COUNT / 2)
  expect(refused).toBeLessThan(COUNT)
})

test(`${COUNT} random nodes, grown onto graphs one by one, are planned or refused`, {
  timeout: 120_000,
}, () => {
  const random = createRandom(2)
  const written = layers.flatMap((layer) => layer.examples.map((example) => example.layer))
  let accepted = 0
  for (let i = 0; i < COUNT / 5; i++) {
    const input = { c: 1 + random.below(4), h: 1 + random.below(12), w: 1 + random.below(12) }
    const nodes: { id: string; from: string[]; layer: unknown }[] = []
    for (let n = 0; n < 5; n++) {
      const sources = ['input', ...nodes.map((node) => node.id)]
      const layer = pick(random, written)
      const from = Array.from({ length: layer.type === 'add' ? 2 : 1 }, () => pick(random, sources))
      nodes.push({ id: `n${n}`, from, layer })
      if (isAccepted({ version: 1, input, nodes })) accepted++
      else nodes.pop()
    }
  }
  expect(accepted).toBeGreaterThan(COUNT / 5)
})
