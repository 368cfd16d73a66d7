import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, serveOptions } from '../../scripts/serve.mjs'

const folder = mkdtempSync(join(tmpdir(), 'convscope-serve-'))
const port = 4731
let first: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<title>page</title>')
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/worker-abcd1234.js'), 'postMessage(1)')
  writeFileSync(join(folder, '..', 'outside.txt'), 'secret')
  first = await serve({ folder, base: '/some/path/', port })
})
afterAll(() => {
  first.server.close()
  rmSync(folder, { recursive: true })
  rmSync(join(folder, '..', 'outside.txt'))
})

const get = (path: string) => fetch(new URL(path, first.address), { redirect: 'manual' })

describe('the server', () => {
  it('gives the page under its sub-path only', async () => {
    expect(await (await get('/some/path/')).text()).toContain('page')
    expect((await get('/some/path')).headers.get('location')).toBe('/some/path/')
    expect((await get('/')).status).toBe(404)
  })

  it('answers 404 for an asset that is missing, never the page', async () => {
    const response = await get('assets/index-00000000.js')
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('page')
  })

  it('sends the content policy with the script of a worker, where a <meta> does not reach', async () => {
    const { headers } = await get('assets/worker-abcd1234.js')
    expect(headers.get('content-type')).toContain('text/javascript')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toContain('immutable')
  })

  it.each(['..%2foutside.txt', '%2e%2e/outside.txt', '..%5coutside.txt', '%00', '%', 'assets/', 'assets'])(
    'names no file outside its folder and survives %s',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(404)
    },
  )

  it('takes the next free port', async () => {
    const second = await serve({ folder, port: Number(new URL(first.address).port) })
    expect(second.address).not.toContain(`:${new URL(first.address).port}/`)
    second.server.close()
  })

  it('listens on this machine only unless told otherwise, and gives a base its slashes', () => {
    expect(serveOptions(['--base', 'x/y'])).toMatchObject({ host: '127.0.0.1', base: '/x/y/', port: 4173 })
  })
})
