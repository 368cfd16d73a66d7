/** Every layer that runs, at sizes as they occur in networks of the chapter. */
import type { LayerSpec, NetworkSpec, Shape } from '../../engine/index'

export interface LayerCase {
  readonly name: string
  readonly spec: NetworkSpec
  readonly batch: number
}

const MIDDLE: Shape = { c: 32, h: 32, w: 32 }
const BATCH = 16 // two megabytes a volume
/** Layers that change no size are stacked, so that the copy of the picture into the network weighs little. */
const STACKED = 4

const alone = (name: string, layer: LayerSpec, input = MIDDLE, batch = BATCH): LayerCase => ({
  name,
  batch,
  spec: { version: 1, input, nodes: [{ id: 'layer', from: ['input'], layer }] },
})

const stacked = (name: string, layer: LayerSpec): LayerCase => ({
  name,
  batch: BATCH,
  spec: {
    version: 1,
    input: MIDDLE,
    nodes: Array.from({ length: STACKED }, (_, i) => ({
      id: `layer${i}`,
      from: [i === 0 ? 'input' : `layer${i - 1}`],
      layer,
    })),
  },
})

const joined = (layer: LayerSpec): LayerCase => ({
  name: layer.type,
  batch: BATCH,
  spec: { version: 1, input: MIDDLE, nodes: [{ id: 'layer', from: ['input', 'input'], layer }] },
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
  alone('conv 5×5', conv(5)),
  alone('conv 7×7', conv(7)),
  alone('conv 1×1', conv(1)),
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
    stacked(`pool ${kind} 3×3, stride 1`, pool(kind, 3, 1, 1)),
    alone(`globalpool ${kind}`, { type: 'globalpool', kind }),
  ]),
  stacked('relu', { type: 'relu' }),
  stacked('leakyrelu', { type: 'leakyrelu' }),
  stacked('tanh', { type: 'tanh' }),
  stacked('sigmoid', { type: 'sigmoid' }),
  stacked('softmax', { type: 'softmax' }),
  stacked('dropout', { type: 'dropout', rate: 0.5 }),
  stacked('batchnorm', { type: 'batchnorm' }),
  stacked('lrn', { type: 'lrn', size: 5 }),
  joined({ type: 'add' }),
  joined({ type: 'concat' }),
  alone('flatten', { type: 'flatten' }),
]

export const layerCases: readonly LayerCase[] = [...multiplying, ...moving]
