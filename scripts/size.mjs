// The size budget of the built site, gzipped: what the first view loads, the worker, the largest chunk loaded later.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { isMain, root } from './run.mjs'

/** kB (1,000 bytes), gzip. */
const budgets = { 'first view, scripts': 160, 'first view, styles': 20, worker: 30, 'largest lazy chunk': 80 }

/** Files of the first view by Vite's manifest: the entry and what it imports statically. */
export function firstView(manifest) {
  const scripts = new Set()
  const styles = new Set()
  const visit = (key) => {
    const chunk = manifest[key]
    if (scripts.has(chunk.file)) return
    scripts.add(chunk.file)
    for (const css of chunk.css ?? []) styles.add(css)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  visit('index.html')
  return { scripts: [...scripts], styles: [...styles] }
}

export function measure(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const { scripts, styles } = firstView(manifest)
  const all = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'))
  const chunks = new Set(Object.values(manifest).map((chunk) => chunk.file))
  const lazy = [...chunks].filter((file) => file.endsWith('.js') && !scripts.includes(file))
  // Vite's manifest lists chunks of the page only: the scripts that it does not name are workers'.
  const workers = all.map((name) => `assets/${name}`).filter((file) => !chunks.has(file))
  const size = (file) => gzipSync(readFileSync(join(dist, file))).length / 1000
  const sum = (files) => files.reduce((total, file) => total + size(file), 0)
  return {
    'first view, scripts': sum(scripts),
    'first view, styles': sum(styles),
    worker: sum(workers),
    'largest lazy chunk': Math.max(0, ...lazy.map(size)),
  }
}

/** Prints each size beside its budget; false if one is over, or if there is no worker to be measured. */
export function checkSize(dist = join(root, 'dist')) {
  const sizes = measure(dist)
  let good = sizes.worker > 0
  for (const [name, budget] of Object.entries(budgets)) {
    const within = sizes[name] <= budget
    good &&= within
    console.log(`  ${within ? '✓' : '✗'} ${name}: ${sizes[name].toFixed(1)} of ${budget} kB`)
  }
  return good
}

if (isMain(import.meta.url)) process.exit(checkSize() ? 0 : 1)
