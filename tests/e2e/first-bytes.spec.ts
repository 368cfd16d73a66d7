import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from './page'

const BUDGET = 500_000 // bytes, gzipped: scripts, styles, worker, font, first weights and first pictures
const LATER = /\/data\/\w+\/(train|test)-(?!000)\d+\.bin$/ // the rest of a data set streams in while one looks

/** Every response that the page and its worker got, with its size as a host would send it. */
function countBytes(page: Page) {
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname
    if (response.ok() && !LATER.test(path)) {
      const sent = async (body: Buffer) => (path.endsWith('.bin') ? body.length : gzipSync(body).length)
      sizes.set(path, response.body().then(sent))
    }
  })
  return async () => {
    const rows = await Promise.all([...sizes].map(async ([path, size]) => ({ path, size: await size })))
    return { rows, total: rows.reduce((sum, { size }) => sum + size, 0) }
  }
}

for (const [name, hash] of [
  ['the landing page', '#/'],
  ['the Lab', '#/lab'],
] as const) {
  test(`${name} shows its first maps within 500 kB`, async ({ page }) => {
    const bytes = countBytes(page)
    await page.goto(`./${hash}`)
    await expect(page.locator('canvas').first()).toBeVisible({ timeout: 20_000 })
    await page.waitForTimeout(1000)
    const { rows, total } = await bytes()
    expect(rows.some(({ path }) => /worker-/.test(path))).toBe(true)
    expect(total, rows.map(({ path, size }) => `${size} ${path}`).join('\n')).toBeLessThan(BUDGET)
  })
}
