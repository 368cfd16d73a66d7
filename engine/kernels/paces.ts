import type { KernelSetName, Pace } from './kernels'

/** Measured on one core of 2.7 GHz. Apart from the sets: the account of memory asks how many images are taken at once. */
export const paces: Readonly<Record<KernelSetName, Pace>> = {
  reference: { macsPerPiece: 5e6, macsPerNumber: 4 },
  typescript: { macsPerPiece: 5e6, macsPerNumber: 4 },
  wasm: { macsPerPiece: 6e7, macsPerNumber: 20 },
}
