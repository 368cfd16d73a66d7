import { formula, leaf, memory, times } from '../plan/formula-parts'
import { size } from '../shape'
import type { LayerType, PoolKind } from './layer'
import { checkFields, type Raw } from './shared/fields'
import { onlyInput } from './shared/inputs'
import {
  backwardPool,
  cellsOfWindow,
  explainPool,
  forwardPool,
  keepsSwitches,
  type Pooling,
  poolScratch,
  readKind,
  tracePool,
} from './shared/pooling'

/** Of each channel one number: pooling under a window as large as the input. */
export interface GlobalPoolSpec {
  readonly type: 'globalpool'
  readonly kind?: PoolKind // default 'max'
}

/** The same with every default filled in. */
export type GlobalPool = Required<GlobalPoolSpec>

function parse(raw: Raw, path: string): GlobalPool {
  checkFields(raw, ['type', 'kind'], path)
  return { type: 'globalpool', kind: readKind(raw, path) }
}

const poolingOf = ({ kind }: GlobalPool, [, , h, w]: readonly number[]): Pooling => pooling(kind, h, w)

function pooling(kind: PoolKind, h: number, w: number): Pooling {
  const window = { size: [h, w], stride: [1, 1], padBefore: [0, 0], dilation: [1, 1], groups: 1 } as const
  return { kind, window, counted: { rows: [0, h], columns: [0, w] } }
}

export const globalpool: LayerType<GlobalPool, GlobalPoolSpec> = {
  type: 'globalpool',
  name: { en: 'global pool', zh: '全局池化' },
  inPlace: false,
  ownScale: ({ kind }) => kind === 'l2',
  staysLinear: ({ kind }) => kind === 'avg',
  patternWords: [
    { word: 'GLOBALAVGPOOL', also: ['gap', '全局平均池化'], fixed: { kind: 'avg' }, plain: [], unnamed: 0 },
    { word: 'GLOBALPOOL', also: ['globalmaxpool', '全局池化', '全局最大池化'], plain: [], unnamed: 0 },
  ],
  parse,
  outputShape: (_layer, inputs) => ({ c: onlyInput('globalpool', inputs).c, h: 1, w: 1 }),
  parameters: () => [],
  reach: () => 'all',
  connections: (_layer, [input]) => size(input),
  macs: () => 0,
  formulas: (_layer, [{ c, h, w }], out) => [
    formula('neurons', leaf('C', c, 'output')),
    formula('connections', times(leaf('C', c, 'output'), leaf('W', w, 'input'), leaf('H', h, 'input'))),
    memory(out, 'C'),
  ],
  explain({ kind }, [input], out) {
    const { h, w } = input
    const which = { en: `all ${w}×${h} numbers of a channel`, zh: `整个通道的 ${w}×${h} 个数` }
    return explainPool(kind, which, cellsOfWindow(h * w), input, out)
  },
  keeps: ({ kind }, _inputs, out) => keepsSwitches(kind, out),
  scratch: ({ kind }, [input], out, calls) => poolScratch(pooling(kind, input.h, input.w), input, out, calls),
  forward: (layer, pass) => forwardPool(poolingOf(layer, pass.inputs[0].shape), pass),
  writes: true,
  backward: (layer, pass) => backwardPool(poolingOf(layer, pass.inputs[0].shape), pass),
  trace: (layer, values, unit) => tracePool(poolingOf(layer, values.inputs[0].shape), values, unit),
  examples: [
    { layer: { type: 'globalpool', kind: 'avg' }, inputs: [{ c: 3, h: 2, w: 4 }] },
    { layer: { type: 'globalpool', kind: 'max' }, inputs: [{ c: 2, h: 3, w: 3 }] },
    { layer: { type: 'globalpool', kind: 'l2' }, inputs: [{ c: 2, h: 3, w: 2 }] },
  ],
}
