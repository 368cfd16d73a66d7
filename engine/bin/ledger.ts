/** Prints the accounts of a network: npm run -s ledger -- <zoo name | spec.json> [options] */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type Ledger,
  type LedgerOptions,
  ledger,
  ledgerCsv,
  ledgerMarkdown,
  optimisers,
  plan,
  SpecError,
  zooSpecs,
} from '../index'
import { printLedger } from './print-ledger'

const USAGE = `npm run -s ledger -- <zoo name | spec.json> [options]

  --batch N            images at once (default 1)
  --mode train|test    whose memory (default train)
  --optimiser NAME     ${optimisers.join(' ')} (default momentum)
  --in-place           ReLU and softmax write over what they read
  --bytes 1|2|4|8      of a number: int8, float16, float32, float64 (default 4)
  --float64            the same as --bytes 8
  --json               the ledger as JSON
  --markdown           its table in Markdown
  --csv                its table for a spreadsheet

Networks: ${[...zooSpecs.keys()].join(' ')}`

const BYTES = [1, 2, 4, 8] as const

type Print = (account: Ledger, options: LedgerOptions) => string

/** By the name of the flag that asks for it. */
const FORMATS = {
  json: (account) => `${JSON.stringify(account, null, 2)}\n`,
  markdown: (account) => ledgerMarkdown(account),
  csv: (account) => ledgerCsv(account),
} as const satisfies Record<string, Print>

const asText: Print = (account, options) => `${printLedger(account, options)}\n`

function readOptions(): { name: string; print: Print; options: LedgerOptions } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      batch: { type: 'string', default: '1' },
      mode: { type: 'string', default: 'train' },
      optimiser: { type: 'string', default: 'momentum' },
      'in-place': { type: 'boolean', default: false },
      float64: { type: 'boolean', default: false },
      bytes: { type: 'string' },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      csv: { type: 'boolean', default: false },
    },
  })
  const batch = Number(values.batch)
  if (!Number.isInteger(batch) || batch < 1)
    throw new Error(`--batch must be a whole number from 1; found ${values.batch}`)
  const optimiser = optimisers.find((known) => known === values.optimiser)
  if (!optimiser)
    throw new Error(`--optimiser must be one of ${optimisers.join(', ')}; found ${values.optimiser}`)
  const { mode } = values
  if (mode !== 'train' && mode !== 'test') throw new Error(`--mode must be train or test; found ${mode}`)
  if (positionals.length === 0) throw new Error(USAGE)
  if (positionals.length > 1) throw new Error(`One network at a time; found ${positionals.join(' and ')}`)
  const written = values.bytes ?? (values.float64 ? '8' : '4')
  const bytesPerNumber = BYTES.find((known) => String(known) === written)
  if (!bytesPerNumber) throw new Error(`--bytes must be one of ${BYTES.join(', ')}; found ${written}`)
  const asked = (['json', 'markdown', 'csv'] as const).filter((format) => values[format])
  if (asked.length > 1) throw new Error(`One format at a time; found --${asked.join(' and --')}`)
  return {
    name: positionals[0],
    print: asked.length === 1 ? FORMATS[asked[0]] : asText,
    options: { batch, mode, optimiser, inPlace: values['in-place'], bytesPerNumber },
  }
}

function readSpec(name: string): unknown {
  const known = zooSpecs.get(name)
  if (known) return known.spec
  if (existsSync(name)) return readJson(name)
  throw new Error(
    `There is neither a network nor a file named "${name}". Networks: ${[...zooSpecs.keys()].join(', ')}.`,
  )
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`"${file}" is no JSON file with the spec of a network: ${String(error)}`)
  }
}

function main(): void {
  const { name, print, options } = readOptions()
  const account = ledger(plan(readSpec(name)), options)
  process.stdout.write(print(account, options))
}

try {
  main()
} catch (error) {
  const where = error instanceof SpecError && error.node ? `${error.node}: ` : ''
  console.error(`${where}${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
