// `npm run build:kernels`: AssemblyScript → WebAssembly → a module that holds the bytes as text. The result is committed, so that
// nobody needs the compiler to build the site; a test compiles again and compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'
import { isMain, root } from './run.mjs'

const source = 'engine/kernels/wasm/assembly/index.ts'
const target = 'engine/kernels/wasm/binary.ts'

/** The bytes. Throws with the compiler's words. */
export async function compileKernels() {
  const flags = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert', '--use', 'abort=']
  const files = new Map()
  const { error, stderr } = await asc.main([source, ...flags, '--outFile', 'kernels.wasm'], {
    readFile: (name, folder) => {
      try {
        return readFileSync(join(folder, name), 'utf8')
      } catch {
        return null // the compiler asks for several names
      }
    },
    writeFile: (name, contents) => files.set(name, contents),
    listFiles: () => [],
  })
  if (error) throw new Error(stderr.toString() || error.message)
  return files.get('kernels.wasm')
}

/**
 * A character for each byte: those from # on without the backslash, so that nothing in double quotes has to be escaped. gzip makes three
 * quarters of it of what it makes of base64. `machine.ts` reads it.
 */
export const textOf = (bytes) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte + (byte < 57 ? 35 : 36))).join('')

/** The module as it is committed. */
export const moduleOf = (
  bytes,
) => `/** Compiled from assembly/index.ts by \`npm run build:kernels\`: not to be edited. */
export const binary =
  "${textOf(bytes)}"
`

if (isMain(import.meta.url)) {
  process.chdir(root)
  const bytes = await compileKernels()
  writeFileSync(target, moduleOf(bytes))
  console.log(`${target}: ${bytes.length} bytes of WebAssembly`)
}
