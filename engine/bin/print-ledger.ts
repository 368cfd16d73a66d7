import { formatBytes, type Ledger, type LedgerOptions, type LedgerRow } from '../index'

const HEAD = [
  'node',
  'reads',
  'volume',
  'neurons',
  'parameters',
  'connections',
  'multiply-adds',
  'activations',
  'field',
]

/** The ledger as a table for a terminal, and below it the memory, term by term. */
export function printLedger(
  { nodes, totals }: Ledger,
  { batch, mode, inPlace, optimiser }: LedgerOptions,
): string {
  const sum = ['total', '', '', totals.neurons, totals.parameters, totals.connections, totals.macs]
  const bottom = [...sum.map(cell), formatBytes(totals.activationBytes), '']
  const { mode: _, total, ...terms } = totals.memory
  const lines = Object.entries(terms).map(([term, value]) =>
    typeof value === 'number'
      ? `  ${term.padEnd(22)}${formatBytes(value).padStart(12)}`
      : `  ${term.padEnd(22)}${value.padStart(12)}`,
  )
  return [
    table([HEAD, ...nodes.map(row), bottom]),
    '',
    `${cell(totals.activations)} activations per image, the picture included, ReLU and softmax ${inPlace ? 'in place' : 'counted'}`,
    `memory to ${mode} at batch ${batch}${mode === 'train' ? `, ${optimiser}` : ''}:`,
    ...lines,
    `  ${'total'.padEnd(22)}${formatBytes(total).padStart(12)}`,
  ].join('\n')
}

function row(node: LedgerRow): string[] {
  const [c, h, w] = node.out
  const [fh, fw] = node.receptiveField?.size ?? [0, 0]
  const counts = [node.neurons, node.parameters, node.connections, node.macs].map(cell)
  return [
    node.id,
    node.from.join(', '),
    `${w}×${h}×${c}`,
    ...counts,
    formatBytes(node.activationBytes),
    `${fw}×${fh}`,
  ]
}

const cell = (value: number | string): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : value

/** Names to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((cells) => cells[i].length)))
  const line = (cells: readonly string[]): string =>
    cells.map((text, i) => (i < 2 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  ')
  return rows.map(line).join('\n')
}
