import type { KernelSetName, Pace } from './kernels'

/** Kernels take four images at a time. */
const tiles = { forward: 4, backward: 4 }

/** Measured on one core of 2.7 GHz. Apart from the sets: the account of memory asks how many images are taken at once. */
export const paces: Readonly<Record<KernelSetName, Pace>> = {
  reference: { macsPerPiece: 5e6, macsPerNumber: 4, imagesPerReading: tiles },
  typescript: { macsPerPiece: 5e6, macsPerNumber: 4, imagesPerReading: tiles },
  wasm: { macsPerPiece: 6e7, macsPerNumber: 20, imagesPerReading: { forward: 16, backward: 8 } },
}
