import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from './page'

const dist = process.env.CONVSCOPE_DIST ?? 'dist'
const BUDGET = 500_000 // bytes, gzipped: scripts, styles, worker, font, first weights and first pictures
const LATER = /^data\/\w+\/(train|test)-(?!000)\d+\.bin$/ // the rest of a data set streams in while one looks

/** As a host would send it: what is packed already is not packed again. */
function bytesOf(path: string): number {
  const file = readFileSync(join(dist, path || 'index.html'))
  return /\.(bin|woff2)$/.test(path) ? file.length : gzipSync(file).length
}

for (const [name, hash] of [
  ['the landing page', '#/'],
  ['the Lab', '#/lab'],
] as const) {
  test(`${name} shows its first maps within 500 kB`, async ({ page, baseURL }) => {
    const asked = new Set<string>()
    page.on('request', (request) => {
      if (request.url().startsWith(String(baseURL))) asked.add(new URL(request.url()).pathname)
    })
    await page.goto(`./${hash}`)
    await expect(page.locator('canvas').first()).toBeVisible({ timeout: 20_000 })
    await page.waitForTimeout(1000)
    const folder = new URL(String(baseURL)).pathname
    const paths = [...asked].map((path) => path.slice(folder.length)).filter((path) => !LATER.test(path))
    expect(paths.some((path) => /worker-/.test(path))).toBe(true)
    const rows = paths.map((path) => ({ path, bytes: bytesOf(path) }))
    const total = rows.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(total, rows.map(({ path, bytes }) => `${bytes} ${path}`).join('\n')).toBeLessThan(BUDGET)
  })
}
