/** The ledger as a table to take away: Markdown for a text, CSV for a spreadsheet. */
import type { Language, Text } from '../text'
import type { Ledger, LedgerRow } from './ledger'
import { numeral } from './numerals'

/** null: nothing to say. */
type Cell = string | number | null

interface Column {
  readonly heading: Text
  readonly of: (row: LedgerRow) => Cell
  readonly total?: (totals: Ledger['totals']) => Cell
}

const NAMES: readonly Column[] = [
  { heading: { en: 'node', zh: '节点' }, of: (row) => row.id },
  { heading: { en: 'type', zh: '类型' }, of: (row) => row.type },
  { heading: { en: 'reads', zh: '输入' }, of: (row) => row.from.join(' ') },
]

const COUNTS: readonly Column[] = [
  { heading: { en: 'neurons', zh: '神经元' }, of: (row) => row.neurons, total: (t) => t.neurons },
  { heading: { en: 'parameters', zh: '参数' }, of: (row) => row.parameters, total: (t) => t.parameters },
  { heading: { en: 'connections', zh: '连接' }, of: (row) => row.connections, total: (t) => t.connections },
  { heading: { en: 'multiply-adds', zh: '乘加' }, of: (row) => row.macs, total: (t) => t.macs },
  {
    heading: { en: 'activation bytes', zh: '激活字节数' },
    of: (row) => row.activationBytes,
    total: (t) => t.activationBytes,
  },
]

// Functions: a list with others spread into it would stay in the bundle of a page that writes no table.
const toRead = (): readonly Column[] => [
  ...NAMES,
  { heading: { en: 'volume', zh: '数据体尺寸' }, of: ({ out: [c, h, w] }) => `${w}×${h}×${c}` },
  ...COUNTS,
  {
    heading: { en: 'receptive field', zh: '感受野' },
    of: ({ receptiveField }) => (receptiveField ? [...receptiveField.size].reverse().join('×') : null),
  },
]

const toCalculate = (): readonly Column[] => [
  ...NAMES,
  { heading: { en: 'channels', zh: '通道' }, of: (row) => row.out[0] },
  { heading: { en: 'height', zh: '高' }, of: (row) => row.out[1] },
  { heading: { en: 'width', zh: '宽' }, of: (row) => row.out[2] },
  ...COUNTS,
  { heading: { en: 'field height', zh: '感受野高' }, of: (row) => row.receptiveField?.size[0] ?? null },
  { heading: { en: 'field width', zh: '感受野宽' }, of: (row) => row.receptiveField?.size[1] ?? null },
]

/** Its bytes hold the picture as well, which has no row. */
const TOTAL: Text = { en: 'total, with the picture', zh: '合计（含图像）' }

/**
 * A Markdown table (GitHub's dialect): headings, one row per node, the totals last. Counts are of one image, bytes of the
 * batch that the ledger was asked for; volumes as width × height × channels, numbers with thousands commas. Whatever
 * Markdown or HTML could be in a name is escaped.
 */
export function ledgerMarkdown(ledger: Ledger, language: Language = 'en'): string {
  const columns = toRead()
  const isCount = (column: Column): boolean => column.total !== undefined
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rows = tableOf(columns, ledger, language).map((cells) => line(cells.map(markdownCell)))
  const rule = line(columns.map((column) => (isCount(column) ? '---:' : '---')))
  return `${[rows[0], rule, ...rows.slice(1)].join('\n')}\n`
}

/**
 * The table by RFC 4180: commas, CRLF, quotes where they are needed; headings, one record per node, the totals last.
 * Counts are of one image, bytes of the batch; numbers in plain digits, the volume in three columns. UTF-8 without a byte
 * order mark: whoever writes a file for Excel puts one in front. A name that a spreadsheet would take for a formula
 * (= + - @ or a control character in front) is given an apostrophe.
 */
export function ledgerCsv(ledger: Ledger, language: Language = 'en'): string {
  return tableOf(toCalculate(), ledger, language)
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('')
}

function tableOf(columns: readonly Column[], { nodes, totals }: Ledger, language: Language): Cell[][] {
  const head = columns.map(({ heading }) => heading[language])
  const body = nodes.map((row) => columns.map((column) => column.of(row)))
  const foot = columns.map((column, i) => (i === 0 ? TOTAL[language] : (column.total?.(totals) ?? null)))
  return [head, ...body, foot]
}

function markdownCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return numeral(cell)
  return cell.replace(/[\\`*_~[\]<>&|]/g, '\\$&').replace(/\s+/g, ' ')
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
