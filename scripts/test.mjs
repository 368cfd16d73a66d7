// `npm test`: the same set-up as `npm start`, a Chromium, then every check. `--full` (npm run test:all) runs the random
// tests with their full counts; otherwise they take a seeded sample.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installBrowser } from './browser.mjs'
import { build } from './build.mjs'
import { add, none, oneStep, playwrightCounts, readCounts, vitestCounts } from './counts.mjs'
import { checkNode, install } from './install.mjs'
import { packData } from './pack-data.mjs'
import { node, root } from './run.mjs'
import { checkSize } from './size.mjs'

const reports = join(root, 'test-results')
const full = process.argv.includes('--full')
const MINUTE = 60_000
const timeout = (full ? 60 : 20) * MINUTE // of one step: a hung browser must not hold the rest
const env = full ? { CONVSCOPE_FULL: '1' } : {}

const bin = (path) => join(root, 'node_modules', path)
const ends = async (args) => oneStep((await node(args, { timeout, env })).status === 0)

async function vitest(name, projects) {
  const file = join(reports, `${name}.json`)
  const args = ['run', ...projects.map((project) => `--project=${project}`)]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { status } = await node([bin('vitest/vitest.mjs'), ...args, ...reporters], { timeout, env })
  return readCounts(file, vitestCounts, status)
}

async function endToEnd() {
  const { status } = await node([bin('@playwright/test/cli.js'), 'test'], { timeout, env })
  return readCounts(join(reports, 'e2e.json'), playwrightCounts, status)
}

async function built() {
  try {
    await build()
    return oneStep(true)
  } catch (error) {
    console.error(error.message)
    return oneStep(false)
  }
}

const steps = [
  ['type check', () => ends(['scripts/check-types.mjs'])],
  ['lint', () => ends([bin('@biomejs/biome/bin/biome'), 'check', '.'])],
  ['unit and component tests', () => vitest('unit', ['node', 'jsdom', 'mocked'])],
  ['tests in a browser', () => vitest('browser', ['browser'])],
  ['build', built],
  ['size budget', async () => oneStep(checkSize())],
  ['end-to-end tests', endToEnd],
]

async function setUp() {
  console.log('\nSet-up')
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  await install()
  await install('oracles', join(root, 'tests/oracles'))
  await packData()
  await installBrowser()
}

async function timed(name, step) {
  console.log(`\n${name[0].toUpperCase()}${name.slice(1)}`)
  const started = Date.now()
  const counts = await step().catch((error) => {
    console.error(error.message)
    return oneStep(false)
  })
  return { name, ...counts, seconds: (Date.now() - started) / 1000 }
}

function report(rows) {
  console.log('')
  for (const { name, passed, failed, skipped, seconds } of rows) {
    const skips = skipped ? `, ${skipped} skipped` : ''
    const line = `${name.padEnd(26)} ${passed} passed, ${failed} failed${skips}`
    console.log(`${failed ? '✗' : '✓'} ${line.padEnd(60)} ${seconds.toFixed(1).padStart(6)} s`)
  }
  const { passed, failed } = rows.reduce(add, none)
  console.log(
    `${failed ? '✗' : '✓'} ${'in all'.padEnd(26)} ${passed} passed, ${failed} failed, from the runners' own reports`,
  )
  writeFileSync(join(reports, 'counts.txt'), `${passed} passed, ${failed} failed\n`)
  return failed
}

checkNode()
const rows = [await timed('set-up', () => setUp().then(() => none))]
if (rows[0].failed === 0) for (const [name, step] of steps) rows.push(await timed(name, step))
process.exit(report(rows) ? 1 : 0)
