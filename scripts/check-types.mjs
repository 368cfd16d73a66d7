// Type check of every part with its own library set: the engine sees no DOM, its programs see Node.
import { spawnSync } from 'node:child_process'

const projects = ['engine', 'engine/bin', '.', 'tests']
let failed = 0
for (const project of projects) {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], {
    stdio: 'inherit',
  })
  if (status !== 0) failed += 1
}
process.exit(failed ? 1 : 0)
