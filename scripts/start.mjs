// `npm start`: install, pack the data sets, build, serve. What is done already is skipped.
import { build } from './build.mjs'
import { checkNode, install } from './install.mjs'
import { packData } from './pack-data.mjs'
import { serve, serveOptions } from './serve.mjs'

checkNode()
const options = serveOptions(process.argv.slice(2))
try {
  console.log('1/4 Packages')
  await install()
  console.log('2/4 Data sets')
  const missing = await packData()
  console.log('3/4 Site')
  await build()
  console.log('4/4 Server')
  const { address } = await serve(options)
  if (missing.length)
    console.log(`  Without ${missing.join(' and ')}: run \`npm start\` again when the registry answers.`)
  console.log(`\n  Convscope is at ${address}\n  Ctrl+C ends it.`)
} catch (error) {
  console.error(`\n${error.message}`)
  process.exit(1)
}
