import { digits } from './digits'
import { type Row, verdict } from './row'

/** Where and with what it was measured: without it no number means anything. */
export interface Setting {
  readonly machine: string // the processor's name
  readonly runtime: string // 'Node 20.20.2, V8 11.3'
  readonly clock: string
  readonly peak: number // GFLOP/s
}

const MAIN = ['', 'measured', 'middle half', 'floor', 'aim', 'reaches', '']
const DETAIL = ['each by itself', 'measured', 'middle half']

/** Markdown that is aligned, so that it can be read in a terminal and pasted into the README. */
export function printTable(rows: readonly Row[], setting: Setting): string {
  const [main, detail] = [rows.filter((row) => !row.detail), rows.filter((row) => row.detail)]
  const tables = [align(MAIN, main), align(DETAIL, detail)].filter((_, i) => [main, detail][i].length > 0)
  return [printSetting(setting), ...tables].join('\n\n')
}

/** Groups in the order in which they first come; the columns that the headings name. */
function align(headings: readonly string[], rows: readonly Row[]): string {
  const groups = [...new Set(rows.map(({ group }) => group))]
  const empty = headings.slice(1).map(() => '')
  const cells = groups.flatMap((group) => [
    [`**${group}**`, ...empty],
    ...rows.filter((row) => row.group === group).map((row) => cellsOf(row).slice(0, headings.length)),
  ])
  const isText = (column: number): boolean => column === 0 || column === MAIN.length - 1
  const widths = headings.map((_, i) => Math.max(3, ...[headings, ...cells].map((row) => row[i].length)))
  const pad = (cell: string, i: number): string =>
    isText(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i])
  const line = (row: readonly string[]): string => `| ${row.map(pad).join(' | ')} |`
  const rule = widths.map((width, i) => (isText(i) ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`))
  return [line(headings), `|${rule.join('|')}|`, ...cells.map(line)].join('\n')
}

export const printSetting = ({ machine, runtime, clock, peak }: Setting): string =>
  `${machine}, one core; ${runtime}; ${clock}; WebAssembly SIMD peak ${peak.toFixed(1)} GFLOP/s`

function cellsOf(row: Row): string[] {
  const { workload, unit, value, target, note } = row
  const show = (number: number): string => withUnit(number, unit)
  return [
    workload,
    show(value.median),
    `${digits(value.low)}–${digits(value.high)}`,
    target ? show(target.floor) : '',
    target ? show(target.aim) : '',
    verdict(row),
    note ?? '',
  ]
}

const withUnit = (value: number, unit: Row['unit']): string =>
  unit === '×' || unit === '%' ? `${digits(value)}${unit === '%' ? ' %' : '×'}` : `${digits(value)} ${unit}`
