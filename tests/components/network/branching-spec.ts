import type { NetworkSpec } from '../../../engine/spec'

/** A convolution that is passed by what it reads, and added to it; then three convolutions of the same maps, side by side. */
export const branching: NetworkSpec = {
  version: 1,
  input: { c: 3, h: 8, w: 8, mean: [0.5, 0.5, 0.5], scale: [4, 4, 4] },
  nodes: [
    { id: 'stem', from: ['input'], layer: { type: 'conv', filters: 4, size: 3, pad: 1 } },
    { id: 'bend', from: ['stem'], layer: { type: 'relu' } },
    { id: 'inner', from: ['bend'], layer: { type: 'conv', filters: 4, size: 3, pad: 1 } },
    { id: 'sum', from: ['inner', 'bend'], layer: { type: 'add' } },
    { id: 'halve', from: ['sum'], layer: { type: 'pool', kind: 'max', size: 2 } },
    { id: 'one', from: ['halve'], layer: { type: 'conv', filters: 2, size: 1 } },
    { id: 'three', from: ['halve'], layer: { type: 'conv', filters: 3, size: 3, pad: 1 } },
    { id: 'five', from: ['halve'], layer: { type: 'conv', filters: 1, size: 5, pad: 2 } },
    { id: 'beside', from: ['one', 'three', 'five'], layer: { type: 'concat' } },
    { id: 'around', from: ['beside'], layer: { type: 'pool', kind: 'max', size: 2 } },
    { id: 'scores', from: ['around'], layer: { type: 'fc', units: 10 } },
  ],
}
