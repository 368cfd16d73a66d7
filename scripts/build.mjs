// `npm run build`: the static site in dist/. Skipped when nothing it is made from has changed since.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, install } from './install.mjs'
import { packData } from './pack-data.mjs'
import { whileRunning } from './progress.mjs'
import { isMain, node, root } from './run.mjs'

const sources = [
  'app',
  'components',
  'engine',
  'public',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts/security.mjs',
]
const stampFile = join(root, 'node_modules/.cache/convscope/build')

export async function build() {
  const stamp = stampOf(sources)
  const built = existsSync(join(root, 'dist/index.html')) && existsSync(stampFile)
  if (built && readFileSync(stampFile, 'utf8') === stamp) {
    console.log('  ✓ the site is built')
    return
  }
  rmSync(stampFile, { force: true })
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']
  const result = await whileRunning('build the site', () => node(vite, { quiet: true }))
  if (result.status !== 0) throw new Error(`vite build failed\n${result.stdout}${result.stderr}`)
  process.stderr.write(result.stderr)
  mkdirSync(join(stampFile, '..'), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** A digest of the names, sizes and times of all files. */
function stampOf(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isFile()) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
    else for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`)
  }
  paths.forEach(visit)
  return hash.digest('hex')
}

if (isMain(import.meta.url)) {
  checkNode()
  await install()
  await packData()
  await build()
}
