// The size budget of the built site, gzipped: what the first view loads, the worker, the largest chunk loaded later.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { isMain, root } from './run.mjs'

/** kB (1,000 bytes), gzip. */
const budgets = { styles: 20, worker: 72, lazy: 80 } // the worker with its compiled kernels, which stand in it as text

const entry = 'index.html'
const frame = [entry, 'app/main.tsx']
/** The pages that can be opened first: the entry and these chunks, by their sources. Only the front door is the first view. */
const pages = {
  'the landing page': {
    scripts: 160,
    chunks: [...frame, 'app/site/landing/Landing.tsx'],
  },
  'the Lab, by a link': { scripts: 178, chunks: [...frame, 'app/lab/LabPage.tsx'] },
  'the bench, by a link': { scripts: 160, chunks: [...frame, 'app/formulas/FormulasPage.tsx'] },
}

/** Files that these chunks of Vite's manifest load: their own and those they import statically. */
export function filesOf(manifest, keys) {
  const scripts = new Set()
  const styles = new Set()
  const visit = (key) => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`${key} is not in Vite's manifest`)
    if (scripts.has(chunk.file)) return
    scripts.add(chunk.file)
    for (const css of chunk.css ?? []) styles.add(css)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  keys.forEach(visit)
  return { scripts: [...scripts], styles: [...styles] }
}

/** @returns {[name: string, kilobytes: number, budget: number][]} */
export function measure(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const size = (file) => gzipSync(readFileSync(join(dist, file))).length / 1000
  const sum = (files) => files.reduce((total, file) => total + size(file), 0)
  const first = Object.entries(pages).flatMap(([name, page]) => {
    const { scripts, styles } = filesOf(manifest, page.chunks)
    return [
      [`scripts of ${name}`, sum(scripts), page.scripts],
      [`styles of ${name}`, sum(styles), budgets.styles],
    ]
  })
  const chunks = new Set(Object.values(manifest).map(({ file }) => file))
  const frameScripts = filesOf(manifest, frame).scripts
  const lazy = [...chunks].filter((file) => file.endsWith('.js') && !frameScripts.includes(file))
  // The manifest lists chunks of the page only: the scripts that it does not name are the worker's.
  const all = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`)
  const worker = all.filter((file) => file.endsWith('.js') && !chunks.has(file))
  if (worker.length === 0) throw new Error('no script of a worker was found')
  return [
    ...first,
    ['worker', sum(worker), budgets.worker],
    ['largest lazy chunk', Math.max(...lazy.map(size)), budgets.lazy],
  ]
}

/** Prints each size beside its budget; false if one is over. */
export function checkSize(dist = join(root, 'dist')) {
  const sizes = measure(dist)
  for (const [name, size, budget] of sizes) {
    console.log(
      `  ${size <= budget ? '✓' : '✗'} ${name.padEnd(32)} ${size.toFixed(1).padStart(6)} of ${budget} kB`,
    )
  }
  return sizes.every(([, size, budget]) => size <= budget)
}

if (isMain(import.meta.url)) process.exit(checkSize() ? 0 : 1)
