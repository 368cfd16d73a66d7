// The packages of a lock file, unless they are there already.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { whileRunning } from './progress.mjs'
import { npm, root } from './run.mjs'

const NEEDED_NODE = [20, 19]

export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return
  console.error(`Convscope needs Node ${NEEDED_NODE.join('.')} or newer; this is ${version}.`)
  process.exit(1)
}

export async function install(label = 'packages', folder = root) {
  if (isInstalled(folder)) {
    console.log(`  ✓ ${label} are installed`)
    return
  }
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline']
  const result = await whileRunning(`install ${label}`, () => npm(args, { cwd: folder, quiet: true }))
  if (result.status !== 0) throw new Error(`npm ci failed in ${folder}\n${result.stderr}`)
}

/** npm notes what it installed in node_modules/.package-lock.json; packages for other systems are optional. */
export function isInstalled(folder) {
  const noted = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(noted)) return false
  const wanted = readPackages(join(folder, 'package-lock.json'))
  const found = readPackages(noted)
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    return path === '' || (path in found ? found[path].version === version : optional === true)
  })
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
