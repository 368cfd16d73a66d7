/** Prints the accounts of a network: npm run -s ledger -- <zoo name | spec.json> [options] */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type LedgerOptions, ledger, optimisers, plan, SpecError, zooSpecs } from '../index'
import { printLedger } from './print-ledger'

const USAGE = `npm run -s ledger -- <zoo name | spec.json> [options]

  --batch N            images at once (default 1)
  --mode train|test    whose memory (default train)
  --optimiser NAME     ${optimisers.join(' ')} (default momentum)
  --in-place           ReLU and softmax write over what they read
  --float64            eight bytes per number instead of four
  --json               the ledger as JSON

Networks: ${[...zooSpecs.keys()].join(' ')}`

function readOptions(): { name: string; json: boolean; options: LedgerOptions } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      batch: { type: 'string', default: '1' },
      mode: { type: 'string', default: 'train' },
      optimiser: { type: 'string', default: 'momentum' },
      'in-place': { type: 'boolean', default: false },
      float64: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
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
  if (positionals.length !== 1) throw new Error(USAGE)
  const bytesPerNumber = values.float64 ? 8 : 4
  return {
    name: positionals[0],
    json: values.json,
    options: { batch, mode, optimiser, inPlace: values['in-place'], bytesPerNumber },
  }
}

function readSpec(name: string): unknown {
  const known = zooSpecs.get(name)
  if (known) return known.spec
  if (existsSync(name)) return JSON.parse(readFileSync(name, 'utf8'))
  throw new Error(
    `There is neither a network nor a file named "${name}". Networks: ${[...zooSpecs.keys()].join(', ')}.`,
  )
}

function main(): void {
  const { name, json, options } = readOptions()
  const account = ledger(plan(readSpec(name)), options)
  console.log(json ? JSON.stringify(account, null, 2) : printLedger(account, options))
}

try {
  main()
} catch (error) {
  const where = error instanceof SpecError && error.node ? `${error.node}: ` : ''
  console.error(`${where}${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
