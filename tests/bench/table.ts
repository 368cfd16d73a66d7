import { digits } from './digits'
import { type Row, verdict } from './row'

/** Where and with what it was measured: without it no number means anything. */
export interface Setting {
  readonly machine: string // the processor's name
  readonly runtime: string // 'Node 20.20.2, V8 11.3'
  readonly clock: string
  readonly peak: number // GFLOP/s
}

const HEADINGS = ['', 'measured', 'middle half', 'floor', 'aim', 'reaches', '']

/** Markdown that is aligned, so that it can be read in a terminal and pasted into the README. */
export function printTable(rows: readonly Row[], setting: Setting): string {
  const groups = [...new Set(rows.map(({ group }) => group))]
  const cells = [
    HEADINGS,
    ...groups.flatMap((group) => [
      [`**${group}**`, '', '', '', '', '', ''],
      ...rows.filter((row) => row.group === group).map(cellsOf),
    ]),
  ]
  const widths = HEADINGS.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 || i === 6 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i === 0 || i === 6 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [printSetting(setting), '', line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n')
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
