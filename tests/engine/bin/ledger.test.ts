import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const command = ['--import', 'tsx', 'engine/bin/ledger.ts']
const run = (...args: string[]): string =>
  execFileSync(process.execPath, [...command, ...args], { encoding: 'utf8' })

test('the ledger of a network of the chapter, as JSON', { timeout: 30_000 }, () => {
  const { nodes, totals } = JSON.parse(run('cs231n', '--json', '--batch', '32', '--optimiser', 'adam'))
  expect(nodes).toHaveLength(17)
  expect(nodes[0]).toMatchObject({
    id: 'conv1',
    type: 'conv',
    from: ['input'],
    out: [10, 32, 32],
    parameters: 280,
  })
  expect(totals).toMatchObject({ parameters: 6440, activations: 60_212, activationBytes: 60_212 * 4 * 32 })
  expect(totals.memory.updateState).toBe(2 * 6440 * 4)
})

test('any network of the zoo, by name; a row has what the format promises and no more', {
  timeout: 30_000,
}, () => {
  const { nodes, totals } = JSON.parse(run('alexnet', '--json'))
  expect(Object.keys(nodes[0])).toEqual([
    'id',
    'type',
    'from',
    'out',
    'neurons',
    'parameters',
    'connections',
    'macs',
    'activationBytes',
    'receptiveField',
  ])
  expect(nodes[0]).toMatchObject({ id: 'conv1', out: [96, 55, 55], parameters: 34_944, macs: 105_415_200 })
  expect(totals.parameters).toBe(60_965_224)
})

test('the table in Markdown and for a spreadsheet, of numbers of any width', { timeout: 60_000 }, () => {
  const markdown = run('cs231n', '--markdown', '--bytes', '2')
  expect(markdown).toMatch(/^\| node \| type \| reads \| volume \|/)
  expect(markdown).toContain('| conv1 | conv | input | 32×32×10 | 10,240 | 280 |')
  const csv = run('cs231n', '--csv', '--bytes', '1').split('\r\n')
  expect(csv).toHaveLength(1 + 17 + 1 + 1) // headings, nodes, totals, and the end of the last line
  expect(csv.at(-2)).toContain(',60212,') // one byte each
  const { status, stderr } = spawnSync(process.execPath, [...command, 'cs231n', '--bytes', '3'], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr.trim()).toBe('--bytes must be one of 1, 2, 4, 8; found 3')
})

test('two networks are refused by one sentence, none by the usage', { timeout: 30_000 }, () => {
  const tell = (...args: string[]) =>
    spawnSync(process.execPath, [...command, ...args], { encoding: 'utf8' }).stderr.trim()
  expect(tell('alexnet', 'vgg16')).toBe('One network at a time; found alexnet and vgg16')
  expect(tell()).toMatch(/^npm run -s ledger -- <zoo name \| spec.json>/)
})

test('a name that is none is answered with those that are', { timeout: 30_000 }, () => {
  const { status, stderr } = spawnSync(process.execPath, [...command, 'vgg17'], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/neither a network nor a file named "vgg17". Networks: .*vgg16, vgg19/)
})

test('a file that is no JSON is refused by its name', { timeout: 30_000 }, () => {
  const { status, stderr } = spawnSync(process.execPath, [...command, 'README.md'], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^"README.md" is no JSON file with the spec of a network: SyntaxError: .*\n$/)
})

test('a spec that does not fit is refused by one sentence, without a stack', { timeout: 30_000 }, () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ledger-')), 'spec.json')
  const layer = { type: 'conv', filters: 1, size: 3, stride: 3 }
  const spec = { version: 1, input: { c: 1, h: 7, w: 7 }, nodes: [{ id: 'a', from: ['input'], layer }] }
  writeFileSync(file, JSON.stringify(spec))
  const { status, stderr } = spawnSync(process.execPath, [...command, file], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr.trim()).toBe(
    'a: (7 − 3 + 2·0)/3 + 1 = 2.333…: one pixel is left over; window 3 would need pixels 7 and 8, which do not exist.',
  )
})
