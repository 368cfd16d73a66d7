/** Node's threads as a browser's workers: the programs are bundled first, as a site's are. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'vite'
import type { Environment } from '../environment'

const programs = { empty: 'empty-thread', engine: 'thread' } as const

async function bundle(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'convscope-bench-'))
  const input = Object.values(programs).map((name) => join(import.meta.dirname, `${name}.ts`))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      minify: true,
      rolldownOptions: { input, output: { entryFileNames: '[name].mjs' } },
    },
  })
  return outDir
}

export interface NodeEnvironment extends Environment {
  /** Takes the bundles away again. */
  end(): Promise<void>
}

export function createNodeEnvironment(): NodeEnvironment {
  let folder: Promise<string> | null = null
  return {
    async end() {
      if (folder) rmSync(await folder, { recursive: true })
    },
    async startThread(program) {
      folder ??= bundle()
      const worker = new Worker(join(await folder, `${programs[program]}.mjs`), { execArgv: [] }) // without tsx
      try {
        return await new Promise((done, reject) => {
          worker.once('message', done)
          worker.once('error', reject)
        })
      } finally {
        await worker.terminate()
      }
    },
  }
}
