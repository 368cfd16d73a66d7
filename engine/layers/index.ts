/**
 * THE list of layers. A new layer is one file beside this one and one line here; the compiler then asks for a line in
 * `plan/pytorch/modules.ts`, and tests/conformance/operators/index.ts needs one.
 */
import { SpecError } from '../shape'
import { show } from '../show'
import { add } from './add'
import { batchnorm } from './batchnorm'
import { concat } from './concat'
import { conv } from './conv'
import { dropout } from './dropout'
import { fc } from './fc'
import { flatten } from './flatten'
import { globalpool } from './globalpool'
import type { LayerType } from './layer'
import { leakyrelu } from './leakyrelu'
import { local } from './local'
import { lrn } from './lrn'
import { partialconv } from './partialconv'
import { pool } from './pool'
import { rbf } from './rbf'
import { relu } from './relu'
import { sigmoid } from './sigmoid'
import { softmax } from './softmax'
import { subsample } from './subsample'
import { tanh } from './tanh'

/** THE list of layers. */
export const layers = [
  conv,
  local,
  pool,
  globalpool,
  relu,
  leakyrelu,
  tanh,
  sigmoid,
  fc,
  softmax,
  dropout,
  lrn,
  batchnorm,
  add,
  concat,
  flatten,
  subsample,
  partialconv,
  rbf,
] as const

/** A layer as a spec may write it, with the defaults left out. */
export type LayerSpec = (typeof layers)[number]['examples'][number]['layer']

/** A layer with every setting. */
export type Layer = ReturnType<(typeof layers)[number]['parse']>

/** The type of some layer of the list: its rules, its words, its two passes. */
export type AnyLayerType = LayerType<Layer, LayerSpec>

// A Map, so that an inherited name such as 'constructor' is an unknown layer.
const types: ReadonlyMap<string, AnyLayerType> = new Map(
  layers.map((layer): [string, AnyLayerType] => [layer.type, layer]),
)

/** The type that a spec's layer belongs to. Throws SpecError for a name that is not in the list. */
export function layerType(spec: { readonly type: string }): AnyLayerType {
  const found = types.get(spec.type)
  if (found) return found
  const known = [...types.keys()]
  throw new SpecError({
    code: 'unknown-layer',
    values: { found: show(spec.type), known: known.join(' ') },
    text: {
      en: `There is no layer of type ${show(spec.type)} here. Known are: ${known.join(', ')}.`,
      zh: `没有类型为 ${show(spec.type)} 的层。可用的类型：${known.join('、')}。`,
    },
  })
}
