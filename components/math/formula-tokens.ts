import type { Expr } from '../../engine/index'

export type Leaf = Extract<Expr, { op: 'leaf' }>

/** What stands in one column of a typeset formula: the symbol above, its number beneath. */
export type Part =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'glued'; readonly number: Leaf; readonly leaf: Leaf } // 2P above 2·0
  | { readonly kind: 'sign'; readonly sign: string }
  | { readonly kind: 'bracket'; readonly bracket: string }

/** A column, or a fraction: the parts above its bar are columns, those beneath share their width. */
export type Token =
  | Part
  | { readonly kind: 'fraction'; readonly over: readonly Part[]; readonly under: readonly Part[] }

const SIGNS = { '+': '+', '-': '−', '*': '·', '/': '/' }
const BRACKETS = { floor: ['⌊', '⌋'], ceil: ['⌈', '⌉'], group: ['(', ')'] }

const isNumber = (expr: Expr): expr is Leaf => expr.op === 'leaf' && expr.symbol === ''
const isSymbol = (expr: Expr): expr is Leaf => expr.op === 'leaf' && expr.symbol !== ''

/** One tree → one row. */
export function tokens(expr: Expr): Token[] {
  if (expr.op === '/' && expr.of.length === 2) {
    return [{ kind: 'fraction', over: parts(expr.of[0]), under: parts(expr.of[1]) }]
  }
  return spread(expr, tokens)
}

/** A fraction inside a fraction is written with a slash: two bars would not line up. */
const parts = (expr: Expr): Part[] => spread(expr, parts)

function spread<T>(expr: Expr, inner: (expr: Expr) => (T | Part)[]): (T | Part)[] {
  if (expr.op === 'leaf') return [{ kind: 'leaf', leaf: expr }]
  if (expr.op === 'floor' || expr.op === 'ceil' || expr.op === 'group') {
    const [open, close] = BRACKETS[expr.op]
    return [{ kind: 'bracket', bracket: open }, ...inner(expr.of[0]), { kind: 'bracket', bracket: close }]
  }
  const [first, second] = expr.of
  if (expr.op === '*' && expr.of.length === 2 && isNumber(first) && isSymbol(second)) {
    return [{ kind: 'glued', number: first, leaf: second }]
  }
  const sign: Part = { kind: 'sign', sign: SIGNS[expr.op] }
  return expr.of.flatMap((part, i) => {
    const operand = needsBrackets(expr.op, part, i) ? bracketed(inner(part)) : inner(part)
    return i > 0 ? [sign, ...operand] : operand
  })
}

const bracketed = <T>(inside: (T | Part)[]): (T | Part)[] => [
  { kind: 'bracket', bracket: '(' },
  ...inside,
  { kind: 'bracket', bracket: ')' },
]

/** D·(F − 1) and W − (…): where the tree's order is not the order in which one reads. */
function needsBrackets(op: Expr['op'], operand: Expr, at: number): boolean {
  const isSum = operand.op === '+' || operand.op === '-'
  if (op === '*') return isSum
  if (op === '/') return isSum || (at > 0 && (operand.op === '*' || operand.op === '/'))
  return op === '-' && at > 0 && isSum
}

export const hasFraction = (row: readonly Token[]): boolean => row.some(({ kind }) => kind === 'fraction')
