import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** What the source files of each part may import: folders and files of ours, and packages. */
const allowed: Record<string, RegExp[]> = {
  'engine/bin': [/^engine\//, /^node:/, /^fast-png$/],
  engine: [/^engine\/(?!bin\/)/],
  components: [/^components\//, /^engine\/(index|protocol)$/, /^(react|react-dom|d3-[\w-]+)(\/|$)/],
  'app/store': [
    /^app\/(store|engine-client|i18n)\//,
    /^app\/(engine-client|url)$/,
    /^components\/draw\/snapshot$/,
    /^engine\/(index|protocol)$/,
    /^(react|valibot|zustand)(\/|$)/,
  ],
  app: [
    /^app\//,
    /^components\//,
    /^engine\/(index|protocol|worker\.ts)$/,
    /^(?!(\.|node:|engine|tests|scripts))/,
  ],
}
/** The store knows no React: `zustand/vanilla`, except in the hooks that bind it, use-*.ts. */
const refused: Record<string, RegExp> = { 'app/store': /^(react|react-dom|zustand)$/ }

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`, `new Worker(new URL('x', …))` */
const importPattern =
  /(?:^(?:import|export)\s[^'"`]*?from\s+|^import\s+|import\(|new Worker\(\s*new URL\()['"]([^'"\n]+)['"]/gm

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'))
    .map((name) => join(folder, name))
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  return [...text.matchAll(importPattern)].map(([, name]) => {
    return name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name
  })
}

/** The most specific part that a file belongs to. */
const partOf = (file: string) => Object.keys(allowed).find((part) => file.startsWith(`${part}/`)) ?? ''

describe('the arrows between the parts hold', () => {
  it.each(Object.keys(allowed))('%s imports only what it may', (part) => {
    const wrong = sources(part)
      .filter((file) => partOf(file) === part)
      .flatMap((file) => imports(file).map((name) => ({ file, name })))
      .filter(({ file, name }) => {
        const forbidden = Object.entries(refused).some(
          ([under, no]) => file.startsWith(`${under}/`) && !/\/use-/.test(file) && no.test(name),
        )
        return forbidden || !allowed[part].some((pattern) => pattern.test(name))
      })
    expect(wrong.map(({ file, name }) => `${file} → ${name}`)).toEqual([])
  })
})

it('only a test file with modules of its own puts one in another’s place, or loads one anew', () => {
  const replaces = /\bvi\.(mock|doMock|resetModules)\(/
  const wrong = sources('tests').filter(
    (file) => !file.includes('.mocked.test.') && replaces.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(wrong).toEqual([])
})
