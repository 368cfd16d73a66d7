/** `npm run bench`: our engine beside every engine that a browser can run, taking turns. README says how to read the table. */
import { cpus } from 'node:os'
import { createProgress } from '../../engine/bin/progress'
import { groups } from './groups/index'
import { readOptions } from './options'
import { runGroups } from './run-groups'
import { printTable } from './table'

const options = readOptions(process.argv.slice(2))
const progress = options.json ? null : createProgress('bench')
const report = await runGroups(groups, options, (share, note) => progress?.update(share, note))
progress?.end()
const setting = {
  ...report.setting,
  machine: cpus()[0].model,
  runtime: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
}
console.log(
  options.json
    ? JSON.stringify({ setting, rows: report.rows }, null, 2)
    : `\n${printTable(report.rows, setting)}`,
)
