import { type Plan, type ZooEntry, zoo } from '../../engine/index'
import type { TrainSettings } from '../../engine/protocol'
import type { LabLink, LabState } from './lab.types'
import { initialisationFrom, scheduleFrom, updateFrom } from './lab-settings'
import { planFor } from './plan-for'

export const START_PRESET = 'cs231n'

export function presetOf(id: string): ZooEntry {
  const entry = zoo.get(id)
  if (!entry) throw new RangeError(`no preset '${id}'`)
  return entry
}

/** Deep enough for a receptive field, early enough to be seen: the third convolution, or what comes nearest. */
function firstChoice({ nodes }: Plan): string {
  const convs = nodes.filter(({ layer }) => layer.type === 'conv')
  const owning = nodes.filter(({ parameterCount }) => parameterCount > 0)
  return (convs[2] ?? convs.at(-1) ?? owning[0] ?? nodes[0]).id
}

/** What is trained and how, for a preset and the changes that a link makes to it. */
type Opening = Pick<
  LabState,
  | 'preset'
  | 'trained'
  | 'plan'
  | 'seed'
  | 'set'
  | 'augment'
  | 'settings'
  | 'initialisation'
  | 'chosenNode'
  | 'picture'
>

export function openingOf(link: LabLink): Opening {
  const entry = presetOf(link.preset ?? START_PRESET)
  const loss = link.loss ?? 'crossEntropy'
  const planned = planFor(entry, loss)
  const { batch = entry.training.batch, l2 = entry.training.l2 } = link
  const update = updateFrom(link, entry.training)
  const settings: TrainSettings = {
    ...{ loss, update, schedule: scheduleFrom(link), batch, l2 },
    stepsPerSecond: null,
  }
  return {
    preset: entry.id,
    trained: link.trained ?? false,
    plan: planned,
    seed: link.seed ?? 1,
    set: link.set ?? entry.set,
    augment: { shift: link.shift ?? entry.augment.shift, flip: link.flip ?? entry.augment.flip },
    settings,
    initialisation: initialisationFrom(link),
    chosenNode: link.node ?? firstChoice(planned),
    picture: { kind: 'set', split: link.split ?? 'test', index: link.index ?? 0 },
  }
}

/** Where a fresh network stands. */
export const freshRun = {
  step: 0,
  epoch: 0,
  examplesPerSecond: 0,
  history: { points: [], validation: [] },
  evaluation: null,
  accuracyOnTest: null,
  notice: null,
  snapshot: null,
  pinned: null,
  unit: null,
  hovered: null,
  channel: null,
} as const satisfies Partial<LabState>

export function startOf(link: LabLink): LabState {
  const opening = openingOf(link)
  const { unit } = link
  return {
    ...opening,
    ...freshRun,
    kernels: null,
    phase: 'opening',
    data: null,
    unit: unit ? { node: opening.chosenNode, ...unit } : null,
    mapsShow: link.maps ?? 'values',
    scale: link.scale ?? 'layer',
  }
}
