// `npm run bench`: installs what the bench compares with and runs it. `-- --quick`, `-- --browser`, `-- --json`, `-- --large`,
// `-- --only training,layers`.
import { join } from 'node:path'
import { installBrowser } from './browser.mjs'
import { checkNode, install } from './install.mjs'
import { node, root } from './run.mjs'

const args = process.argv.slice(2)
if (args.includes('--json')) process.stdout.write = process.stderr.write.bind(process.stderr) // the table alone on the output

checkNode()
await install()
await install('oracles', join(root, 'tests/oracles'))
if (args.includes('--browser') && !(await installBrowser())) process.exit(1)
const { status } = await node(['--import', 'tsx', 'tests/bench/run.ts', ...args])
process.exit(status)
