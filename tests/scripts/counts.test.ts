import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { playwrightCounts, readCounts, vitestCounts } from '../../scripts/counts.mjs'

const folder = mkdtempSync(join(tmpdir(), 'convscope-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const report = join(folder, 'report.json')
const missing = join(folder, 'missing.json')

describe('the count of tests', () => {
  it('is read from the reports of both runners', () => {
    writeFileSync(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1 }))
    expect(readCounts(report, vitestCounts, 1)).toEqual({ passed: 7, failed: 2, skipped: 1 })
    writeFileSync(report, JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } }))
    expect(readCounts(report, playwrightCounts, 1)).toEqual({ passed: 3, failed: 2, skipped: 2 })
  })

  it('has one failure more when a runner ends badly though no test failed, or wrote no report', () => {
    writeFileSync(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 0, numPendingTests: 0 }))
    expect(readCounts(report, vitestCounts, 1)).toEqual({ passed: 7, failed: 1, skipped: 0 })
    expect(readCounts(missing, vitestCounts, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('has a failure when a runner says that all is well but there is no report', () => {
    expect(readCounts(missing, vitestCounts, 0).failed).toBe(1)
  })
})
