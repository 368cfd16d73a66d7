// Type check of every part with its own library set: the engine sees no DOM, its programs see Node.
import { join } from 'node:path'
import { install } from './install.mjs'
import { node, root } from './run.mjs'

const projects = ['engine', 'engine/bin', '.', 'tests']
await install('oracles', join(root, 'tests/oracles')) // the tests import their types

let failed = false
for (const project of projects) {
  const { status } = await node([join(root, 'node_modules/typescript/bin/tsc'), '-p', project])
  failed ||= status !== 0
}
process.exit(failed ? 1 : 0)
