import type { Text } from '../text'

/** The role that colours a symbol: what is read, what is learned, what comes out. */
export type Role = 'input' | 'filter' | 'output' | 'gradient'

/**
 * An expression whose leaves carry both the symbol and its number, so that one tree gives the formula, the formula with
 * the numbers in it, and the result: they cannot disagree.
 */
export type Expr =
  | { readonly op: 'leaf'; readonly symbol: string; readonly value: number; readonly role?: Role } // symbol '' = a plain number
  | { readonly op: '+' | '-' | '*' | '/'; readonly of: readonly Expr[] }
  | { readonly op: 'floor' | 'ceil' | 'group'; readonly of: readonly [Expr] }

/** What a layer determines: cells of the output, counts, bytes. */
export type Quantity =
  | 'outputWidth'
  | 'outputHeight'
  | 'neurons'
  | 'parameters'
  | 'parametersUnshared'
  | 'connections'
  | 'macs'
  | 'memory' // bytes of the activations

/** How one quantity of a layer is reckoned, with its result. */
export interface Formula {
  readonly quantity: Quantity
  readonly label: Text
  readonly expr: Expr
  readonly value: number
}

export function evaluate(expr: Expr): number {
  if (expr.op === 'leaf') return expr.value
  const [first, ...rest] = expr.of.map(evaluate)
  switch (expr.op) {
    case '+':
      return rest.reduce((a, b) => a + b, first)
    case '-':
      return rest.reduce((a, b) => a - b, first)
    case '*':
      return rest.reduce((a, b) => a * b, first)
    case '/':
      return rest.reduce((a, b) => a / b, first)
    case 'floor':
      return Math.floor(first)
    case 'ceil':
      return Math.ceil(first)
    case 'group':
      return first
  }
}
