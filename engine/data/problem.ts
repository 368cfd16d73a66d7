/** Data that cannot be used. Codes and numbers only: the page makes the sentence. */
export class DataProblem extends Error {
  readonly code: 'data-unavailable' | 'data-malformed'
  /** unavailable: file, status · malformed: file, found, expected */
  readonly values: Readonly<Record<string, number | string>>

  constructor(
    code: 'data-unavailable' | 'data-malformed',
    values: Readonly<Record<string, number | string>>,
  ) {
    super(`${code}: ${JSON.stringify(values)}`)
    this.name = 'DataProblem'
    this.code = code
    this.values = values
  }
}

export const unavailable = (file: string, status: number | string): DataProblem =>
  new DataProblem('data-unavailable', { file, status })

export const malformedData = (file: string, found: number | string, expected: number | string): DataProblem =>
  new DataProblem('data-malformed', { file, found, expected })
