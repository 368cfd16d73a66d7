import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { filesOf } from '../../scripts/size.mjs'

const assets = join(process.env.CONVSCOPE_DIST ?? 'dist', 'assets')
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))

// A policy in a <meta> does not reach the worker, and not every host sends headers: the bundle itself has to be harmless.
test('no script of the site makes code out of text', () => {
  const guilty = scripts.filter((name) =>
    /\beval\(|\bnew Function\b/.test(readFileSync(join(assets, name), 'utf8')),
  )
  expect(guilty).toEqual([])
})

test('no script of the site names another origin to fetch from', () => {
  const guilty = scripts.filter((name) => {
    return /(fetch|importScripts|import)\(\s*["'`]https?:/.test(readFileSync(join(assets, name), 'utf8'))
  })
  expect(guilty).toEqual([])
})

test('index.html names the first script first, and beside it what every page needs', () => {
  const dist = join(assets, '..')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const needed = filesOf(manifest, ['index.html', 'app/main.tsx'])
  const asked = [...html.matchAll(/<(script|link)[^>]* (?:src|href)="\.\/(assets\/[^"]+)"/g)].map(
    ([, , file]) => file,
  )
  expect(html).toMatch(/<script type="module" async/)
  expect(asked[0]).toBe(manifest['index.html'].file)
  expect(asked.toSorted()).toEqual([...needed.scripts, ...needed.styles].toSorted())
})

// They are counted in Node and may be shown on a page of their own one day; nobody who opens another page should load them.
test('the large networks of the zoo are in no script: nothing shows them yet', () => {
  const guilty = scripts.filter((name) => /bvlc_googlenet/.test(readFileSync(join(assets, name), 'utf8')))
  expect(guilty).toEqual([])
})
