/** Whoever meets a name of the public surface in an editor reads there what it is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const engine = join(import.meta.dirname, '../../engine')
const EXPORTS = /export (?:type )?\{([^}]+)\} from '\.\/([^']+)'/g
const names = (list: string): string[] =>
  list.split(',').flatMap((entry) => entry.trim().match(/^(?:type )?(\w+)/)?.[1] ?? [])

it('everything that engine/index.ts exports has a docstring', () => {
  const index = readFileSync(join(engine, 'index.ts'), 'utf8')
  const bare = [...index.matchAll(EXPORTS)].flatMap(([, list, path]) => {
    const source = readFileSync(join(engine, `${path}.ts`), 'utf8')
    const isDescribed = (name: string): boolean =>
      new RegExp(`\\*/\\nexport (?:function\\*?|const|class|interface|type) ${name}\\b`).test(source)
    return names(list).filter((name) => !isDescribed(name))
  })
  expect(bare).toEqual([])
  expect([...index.matchAll(EXPORTS)].flatMap(([, list]) => names(list)).length).toBeGreaterThan(100)
})
