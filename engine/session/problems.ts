import type { Problem, ProblemCode } from '../protocol'
import { SpecError } from '../shape'

export const CANCELLED: Problem = { code: 'cancelled', values: {} }

/** A call that cannot be answered, as a code and its numbers. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(code: ProblemCode, values: Problem['values'] = {}) {
    super(code)
    this.name = 'ProblemError'
    this.problem = { code, values }
  }
}

/** What went wrong, for the other side of the border: sentences stay on the page. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof SpecError) {
    const { code, node } = error
    const values: Record<string, number | string> = { ...error.values }
    if (node !== null) values.node = node
    return code === 'too-large' ? { code, values } : { code: 'spec', values: { ...values, code } }
  }
  return { code: 'internal', values: { message: error instanceof Error ? error.message : String(error) } }
}
