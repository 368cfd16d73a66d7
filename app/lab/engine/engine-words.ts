import type { KernelSetName, Text } from '../../../engine/index'

export const kernelNames: Readonly<Record<KernelSetName, Text>> = {
  reference: { en: 'readable loops (reference)', zh: '易读的循环（参考实现）' },
  typescript: { en: 'register-tiled TypeScript', zh: '寄存器分块的 TypeScript' },
  wasm: { en: 'WebAssembly SIMD', zh: 'WebAssembly SIMD' },
}
