/** `npm run bench`: our engine beside every engine that a browser can run, taking turns. README says how to read the table. */
import { cpus } from 'node:os'
import { createProgress } from '../../engine/bin/progress'
import { runInBrowser } from './browser/run'
import { groups } from './groups/index'
import { createNodeEnvironment } from './loading/threads'
import { readOptions } from './options'
import { runGroups } from './run-groups'
import { printTable } from './table'

const options = readOptions(process.argv.slice(2))
const bar = options.json ? null : createProgress('bench')
const progress = (share: number, note: string): void => bar?.update(share, note)

async function runInNode() {
  const environment = createNodeEnvironment()
  try {
    const report = await runGroups(groups, options, environment, progress)
    return { ...report, runtime: `Node ${process.versions.node}, V8 ${process.versions.v8}` }
  } finally {
    await environment.end()
  }
}

try {
  const { rows, ...measured } = await (options.browser ? runInBrowser(options, progress) : runInNode())
  bar?.end()
  const setting = { ...measured.setting, machine: cpus()[0].model, runtime: measured.runtime }
  console.log(options.json ? JSON.stringify({ setting, rows }, null, 2) : `\n${printTable(rows, setting)}`)
} catch (error) {
  // Said here: TensorFlow.js answers an uncaught error with its whole source.
  console.error(error)
  process.exit(1)
}
