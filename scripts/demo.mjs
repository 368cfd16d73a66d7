// `npm run demo`: the MNIST preset learns in this terminal for at most a minute, counted from here.
import { mnist } from './data/mnist.mjs'
import { checkNode, install } from './install.mjs'
import { packData } from './pack-data.mjs'
import { node } from './run.mjs'

checkNode()
await install()
await packData([mnist])
const since = ['--since', String(performance.timeOrigin)]
const { status } = await node(['--import', 'tsx', 'engine/bin/demo.ts', ...since, ...process.argv.slice(2)])
process.exit(status)
