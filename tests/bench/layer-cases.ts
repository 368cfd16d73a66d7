/** Every layer that runs, at sizes as they occur in networks of the chapter. */
import type { LayerSpec, NetworkSpec, Shape } from '../../engine/index'

export interface LayerCase {
  readonly name: string
  /** Of which the last layer is meant. */
  readonly spec: NetworkSpec
  readonly batch: number
}

const MIDDLE: Shape = { c: 32, h: 32, w: 32 }
const BATCH = 16 // two megabytes a volume

const alone = (name: string, layer: LayerSpec, input = MIDDLE, batch = BATCH): LayerCase => ({
  name,
  batch,
  spec: { version: 1, input, nodes: [{ id: 'layer', from: ['input'], layer }] },
})

const joined = (layer: LayerSpec): LayerCase => ({
  name: layer.type,
  batch: BATCH,
  spec: {
    version: 1,
    input: MIDDLE,
    nodes: [
      { id: 'other', from: ['input'], layer: { type: 'relu' } },
      { id: 'layer', from: ['input', 'other'], layer },
    ],
  },
})

const conv = (size: number, more: Partial<Extract<LayerSpec, { type: 'conv' }>> = {}): LayerSpec => ({
  type: 'conv',
  filters: 32,
  size,
  pad: (size - 1) / 2,
  rounding: 'floor',
  ...more,
})

const pool = (
  kind: 'max' | 'avg' | 'l2',
  size: number,
  stride: number,
  pad = 0,
): Extract<LayerSpec, { type: 'pool' }> => ({ type: 'pool', kind, size, stride, pad, rounding: 'floor' })

/** Measured by multiplications: GFLOP/s. */
const multiplying: readonly LayerCase[] = [
  alone('conv 3×3', conv(3)),
  alone('conv 3×3, 10 filters', conv(3, { filters: 10 })),
  alone('conv 3×3, 9 filters', conv(3, { filters: 9 })),
  alone('conv 5×5', conv(5)),
  alone('conv 7×7', conv(7)),
  alone('conv 1×1', conv(1)),
  alone('conv 1×1, 256 → 64 at 56×56 (ResNet)', conv(1, { filters: 64 }), { c: 256, h: 56, w: 56 }, 1),
  alone('conv 3×3, stride 2', conv(3, { stride: 2 })),
  alone('conv 1×1, stride 2', conv(1, { stride: 2 })),
  alone('conv 3×3, dilation 2', conv(3, { dilation: 2, pad: 2 })),
  alone('conv 3×3, 4 groups', conv(3, { groups: 4 })),
  alone('conv 3×3, depthwise', conv(3, { groups: 32 })),
  alone('conv 1×7', conv(1, { size: [1, 7], pad: [0, 3, 0, 3] })),
  alone('conv 3×3, 512 → 512 at 14×14', conv(3, { filters: 512 }), { c: 512, h: 14, w: 14 }, 1),
  alone(
    'conv 11×11, stride 4 (AlexNet)',
    conv(11, { filters: 96, stride: 4, pad: 0 }),
    { c: 3, h: 227, w: 227 },
    4,
  ),
  alone('conv 7×7, stride 2 (ResNet)', conv(7, { filters: 64, stride: 2 }), { c: 3, h: 224, w: 224 }, 1),
  alone('local 3×3', { type: 'local', filters: 8, size: 3, pad: 1 }, { c: 8, h: 16, w: 16 }),
  alone('fc 9216 → 4096 (AlexNet), batch 1', { type: 'fc', units: 4096 }, { c: 256, h: 6, w: 6 }, 1),
  alone('fc 9216 → 4096 (AlexNet), batch 32', { type: 'fc', units: 4096 }, { c: 256, h: 6, w: 6 }, 32),
  alone('fc 2048 → 10', { type: 'fc', units: 10 }, { c: 8, h: 16, w: 16 }),
]

/** Measured by the numbers they read and write: GB/s. */
const moving: readonly LayerCase[] = [
  ...(['max', 'avg', 'l2'] as const).flatMap((kind) => [
    alone(`pool ${kind} 2×2`, pool(kind, 2, 2)),
    alone(`pool ${kind} 3×3, stride 2`, pool(kind, 3, 2, 1)),
    alone(`pool ${kind} 3×3, stride 1`, pool(kind, 3, 1, 1)),
    alone(`globalpool ${kind}`, { type: 'globalpool', kind }),
  ]),
  alone('relu', { type: 'relu' }),
  alone('leakyrelu', { type: 'leakyrelu' }),
  alone('tanh', { type: 'tanh' }),
  alone('sigmoid', { type: 'sigmoid' }),
  alone('softmax', { type: 'softmax' }),
  alone('dropout', { type: 'dropout', rate: 0.5 }),
  alone('batchnorm', { type: 'batchnorm' }),
  alone('lrn', { type: 'lrn', size: 5 }),
  alone('lrn, power ½', { type: 'lrn', size: 5, beta: 0.5 }),
  joined({ type: 'add' }),
  joined({ type: 'concat' }),
  alone('flatten', { type: 'flatten' }),
]

export const layerCases: readonly LayerCase[] = [...multiplying, ...moving]
