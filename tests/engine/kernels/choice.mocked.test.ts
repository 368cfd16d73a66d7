import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTypescriptKernels } from '../../../engine/kernels/typescript'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** Which set `auto` takes, asked of an engine that has judged nothing yet. */
async function chosen(): Promise<string> {
  vi.resetModules()
  const { createKernels } = await import('../../../engine/kernels/index')
  return createKernels('auto').name
}

describe('which set runs', () => {
  it('is the compiled one where WebAssembly and SIMD are', async () => {
    expect(await chosen()).toBe('wasm')
  })

  it('is the tiled one where there is no WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    expect(await chosen()).toBe('typescript')
  })

  it('is the tiled one where a policy forbids to compile, or SIMD is unknown', async () => {
    const refuse = () => {
      throw new WebAssembly.CompileError('refused by policy')
    }
    vi.stubGlobal('WebAssembly', { ...WebAssembly, Module: refuse, CompileError: WebAssembly.CompileError })
    expect(await chosen()).toBe('typescript')
  })

  it('is the tiled one where the compiled one computes wrong', async () => {
    vi.doMock('../../../engine/kernels/wasm', () => ({
      createWasmKernels: () => ({
        ...createTypescriptKernels(),
        name: 'wasm',
        convBackwardInput: () => {},
      }),
    }))
    expect(await chosen()).toBe('typescript')
    vi.doUnmock('../../../engine/kernels/wasm')
  })
})
