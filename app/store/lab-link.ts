import * as v from 'valibot'
import {
  dataSets,
  initialisationTypes,
  lossNames,
  optimisers,
  scheduleTypes,
  trainingLimits,
  type ZooEntry,
  zoo,
} from '../../engine/index'
import type { DataSetId } from '../../engine/protocol'
import type { LabLink, LabState } from './lab.types'
import { settingsToLink, strayKeys } from './lab-settings'
import { START_PRESET } from './lab-start'
import { planFor } from './plan-for'
import { MOST_SHIFT, settingRanges } from './setting-ranges'
import { trainedPresets } from './trained-presets'

/**
 * The Lab's state as the query of a link: `preset=lenet5&trained=1&seed=3&set=mnist&rate=0.02&…&unit=2,10,7`. What comes
 * from a link is a stranger's: each key passes one schema, with the limits of the controls, or is left at its default and
 * named. A link opens; it never starts training.
 */

export const MOST_SEED = 2 ** 32 - 1
const MOST_INDEX = 59_999

/** Digits as a program writes them: no spaces, no hexadecimal, nothing empty. */
const number = v.pipe(
  v.string(),
  v.regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i),
  v.transform(Number),
  v.number(),
  v.finite(),
)
const within = ({ min, max }: { min: number; max: number }) =>
  v.pipe(number, v.minValue(min), v.maxValue(max))
const whole = (min: number, max: number) => v.pipe(within({ min, max }), v.integer())

const keysOf = <Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(record) as Name[]

const flag = v.pipe(
  v.picklist(['0', '1']),
  v.transform((digit) => digit === '1'),
)

const unit = v.pipe(
  v.string(),
  v.regex(/^\d{1,5},\d{1,5},\d{1,5}$/),
  v.transform((text) => {
    const [c, y, x] = text.split(',').map(Number)
    return { c, y, x }
  }),
)

/** One row per key: how it is read. Own keys only: a Map has no inherited names. */
const schemas = {
  preset: v.pipe(
    v.string(),
    v.check((id) => zoo.has(id)),
  ),
  trained: flag,
  seed: whole(0, MOST_SEED),
  set: v.picklist(keysOf<DataSetId>(dataSets)),
  loss: v.picklist(lossNames),
  rule: v.picklist(optimisers),
  rate: within(settingRanges.rate),
  momentum: within(settingRanges.momentum),
  rho: within(settingRanges.rho),
  beta1: within(settingRanges.beta1),
  beta2: within(settingRanges.beta2),
  epsilon: within(settingRanges.epsilon),
  schedule: v.picklist(scheduleTypes),
  every: whole(settingRanges.every.min, settingRanges.every.max),
  factor: within(settingRanges.factor),
  steps: whole(settingRanges.steps.min, settingRanges.steps.max),
  floor: within(settingRanges.floor),
  init: v.picklist(initialisationTypes),
  deviation: within(settingRanges.deviation),
  value: within(settingRanges.value),
  biases: within(settingRanges.biases),
  batch: whole(trainingLimits.batch.least, trainingLimits.batch.most),
  l2: within(settingRanges.l2),
  shift: whole(0, MOST_SHIFT),
  flip: flag,
  split: v.picklist(['train', 'validation', 'test']),
  index: whole(0, MOST_INDEX),
  node: v.pipe(v.string(), v.maxLength(64)),
  unit,
  scale: v.picklist(['map', 'layer', 'network']),
  maps: v.picklist(['values', 'gradients']),
} as const

type Key = keyof typeof schemas
const keys = new Set<string>(keysOf(schemas))

export interface ReadLink {
  readonly values: LabLink
  /** Keys that were unknown, out of range or not of this network. */
  readonly ignored: string[]
}

export function linkToLab(params: URLSearchParams): ReadLink {
  const values: Partial<Record<Key, unknown>> = {}
  const ignored: string[] = []
  for (const [key, text] of params) {
    const parsed = isKey(key) && !(key in values) ? v.safeParse(schemas[key], text) : null
    if (parsed?.success && isKey(key)) values[key] = parsed.output
    else if (!ignored.includes(key)) ignored.push(key)
  }
  return withinNetwork(values as LabLink, ignored)
}

const isKey = (key: string): key is Key => keys.has(key)

/** Settings have to be of the chosen rule; layer and unit have to exist in the network of the link, weights to be shipped for it, its pictures to bear a mirror. */
function withinNetwork(values: LabLink, ignored: string[]): ReadLink {
  const preset = presetFor(values.preset)
  const { nodes } = planFor(preset, values.loss)
  const drop = new Set<keyof LabLink>(strayKeys(values))
  const node = nodes.find(({ id }) => id === values.node)
  if (values.node !== undefined && !node) drop.add('node')
  const { unit: at } = values
  if (at && !(node && at.c < node.out.c && at.y < node.out.h && at.x < node.out.w)) drop.add('unit')
  if (values.trained && !trainedPresets.has(values.preset ?? START_PRESET)) drop.add('trained')
  if (values.flip && !dataSets[values.set ?? preset.set].mayFlip) drop.add('flip')
  const kept = Object.fromEntries(Object.entries(values).filter(([key]) => !drop.has(key as keyof LabLink)))
  return { values: kept, ignored: [...ignored, ...drop] }
}

const presetFor = (id = START_PRESET): ZooEntry => zoo.get(id) ?? zoo.get(START_PRESET)!

export function labToLink(state: LabState): string {
  const { settings, augment, picture, unit, plan: planned } = state
  const learning = Object.entries(settingsToLink(state)).map(([key, value]) => [key, String(value)])
  const query = new URLSearchParams({
    preset: state.preset,
    ...(state.trained ? { trained: '1' } : {}),
    seed: String(state.seed),
    set: state.set,
    ...Object.fromEntries(learning),
    batch: String(settings.batch),
    l2: String(settings.l2),
    shift: String(augment.shift),
    // Where no picture may be mirrored, the switch has no effect.
    ...(dataSets[state.set].mayFlip ? { flip: augment.flip ? '1' : '0' } : {}),
    ...(picture.kind === 'set' ? { split: picture.split, index: String(picture.index) } : {}),
    node: unit && planned.nodes.some(({ id }) => id === unit.node) ? unit.node : state.chosenNode,
    ...(unit ? { unit: `${unit.c},${unit.y},${unit.x}` } : {}),
    scale: state.scale,
    maps: state.mapsShow,
  })
  return query.toString()
}
