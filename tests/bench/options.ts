import { parseArgs } from 'node:util'

export interface Options {
  readonly quick: boolean
  readonly json: boolean
  readonly browser: boolean
  readonly large: boolean
  /** Names of groups; empty: all. */
  readonly only: readonly string[]
}

/** Throws for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    args: [...args],
    options: { quick: flag, json: flag, browser: flag, large: flag, only: { type: 'string', default: '' } },
  })
  const { only, ...flags } = values
  return { ...flags, only: only === '' ? [] : only.split(',') }
}
