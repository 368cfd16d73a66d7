import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'demo-'))
afterAll(() => rmSync(folder, { recursive: true }))

const demo = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'engine/bin/demo.ts', ...args])

it('learns, tests, leaves a picture, in the time it is given', { timeout: 180_000 }, async () => {
  const picture = join(folder, 'filters.png')
  const { stdout } = await demo('--seconds', '4', '--picture', picture)
  expect(stdout).toMatch(/loss \d\.\d+ after \d+ steps/)
  expect(stdout).toMatch(/test accuracy \d+\.\d\d % on [\d,]+ pictures/)
  expect(stdout).toContain(picture)
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG')
})

it('refuses a time that it cannot keep', { timeout: 60_000 }, async () => {
  await expect(demo('--seconds', '90')).rejects.toThrow(/from 0 to 58/)
})
