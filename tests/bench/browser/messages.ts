import type { Options } from '../options'
import type { Report } from '../run-groups'

export type Ask = Pick<Options, 'quick' | 'only' | 'large'>

/** What the worker says. */
export type Told =
  | { readonly type: 'progress'; readonly share: number; readonly note: string }
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'failed'; readonly message: string }
