// How many tests passed and failed, read from the reports that the runners wrote, never from their printed lines.
import { readFileSync } from 'node:fs'

export const none = { passed: 0, failed: 0, skipped: 0 }

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** A step that is no list of tests (type check, lint, build, size) counts as one. */
export const oneStep = (ok) => ({ ...none, [ok ? 'passed' : 'failed']: 1 })

export function vitestCounts(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests = 0 } = report
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

export function playwrightCounts({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/** A runner that ended badly without a failed test (a crash, a file that does not load), or ran none: one failure. */
export function readCounts(file, count, status) {
  const counts = parse(file, count)
  const unsound = status !== 0 ? counts.failed === 0 : counts.passed + counts.failed === 0
  return unsound ? add(counts, oneStep(false)) : counts
}

function parse(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return none // no report was written
  }
}
