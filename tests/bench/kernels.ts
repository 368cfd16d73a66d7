// npx tsx tests/bench/kernels.ts
// GFLOP/s of one core (a multiply and an add are two) for the layers of the CIFAR-10 and MNIST networks: forward, dX, dW.
import { createKernels } from '../../engine/kernels/index'
import type { Kernels, Window } from '../../engine/kernels/kernels'
import { type Tensor, zeros } from '../../engine/tensor'

interface Layer {
  readonly name: string
  readonly channels: number
  readonly width: number
  readonly filters: number
  readonly size: number
  readonly pad: number
  readonly stride?: number
}

const layers: readonly Layer[] = [
  { name: 'CIFAR conv 1', channels: 3, width: 32, filters: 16, size: 5, pad: 2 },
  { name: 'CIFAR conv 2', channels: 16, width: 16, filters: 20, size: 5, pad: 2 },
  { name: 'CIFAR conv 3', channels: 20, width: 8, filters: 20, size: 5, pad: 2 },
  { name: 'CS231n conv 2', channels: 10, width: 32, filters: 10, size: 3, pad: 1 },
  { name: 'CS231n conv 6', channels: 10, width: 8, filters: 10, size: 3, pad: 1 },
  { name: 'LeNet-5 C1', channels: 1, width: 32, filters: 6, size: 5, pad: 0 },
  { name: 'LeNet-5 C3', channels: 6, width: 14, filters: 16, size: 5, pad: 0 },
  { name: 'stride 2', channels: 16, width: 32, filters: 32, size: 3, pad: 1, stride: 2 },
]

const IMAGES = 8
const MEASURE_MS = 200

/** Time that this process has computed, so that a busy machine matters less. */
const cpuMs = (): number => process.cpuUsage().user / 1000

function gigaflops(flop: number, run: () => void): string {
  for (let i = 0; i < 3; i++) run()
  const start = cpuMs()
  let runs = 0
  while (cpuMs() - start < MEASURE_MS) {
    run()
    runs++
  }
  return ((flop * runs) / (cpuMs() - start) / 1e6).toFixed(2).padStart(6)
}

function fill({ data }: Tensor): void {
  for (let i = 0; i < data.length; i++) data[i] = Math.sin(i * 12.9898)
}

function measure(kernels: Kernels, { channels, width, filters, size, pad, stride = 1 }: Layer): string[] {
  const out = Math.floor((width + 2 * pad - size) / stride) + 1
  const [x, dx] = [zeros([IMAGES, channels, width, width]), zeros([IMAGES, channels, width, width])]
  const [y, dy] = [zeros([IMAGES, filters, out, out]), zeros([IMAGES, filters, out, out])]
  const [weights, dWeights] = [zeros([filters, channels, size, size]), zeros([filters, channels, size, size])]
  const [biases, dBiases] = [zeros([filters]), zeros([filters])]
  for (const tensor of [x, dy, weights]) fill(tensor)
  const window: Window = {
    size: [size, size],
    stride: [stride, stride],
    padBefore: [pad, pad],
    dilation: [1, 1],
    groups: 1,
  }
  const images = { from: 0, to: IMAGES }
  const flop = 2 * IMAGES * filters * out * out * channels * size * size
  return [
    gigaflops(flop, () => kernels.convForward(x, weights, biases, y, window, images)),
    gigaflops(flop, () => kernels.convBackwardInput(dy, weights, dx, window, images)),
    gigaflops(flop, () => kernels.convBackwardParams(x, dy, dWeights, dBiases, window, images)),
  ]
}

console.log('GFLOP/s'.padEnd(28), 'forward', '   dX', '    dW')
for (const layer of layers) {
  for (const name of ['typescript', 'wasm'] as const) {
    console.log(`${layer.name.padEnd(16)}${name.padEnd(12)}`, ...measure(createKernels(name), layer))
  }
}
