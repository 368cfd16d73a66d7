// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  flushQuery,
  formatHash,
  LONGEST_HASH,
  navigate,
  onHashChange,
  parseHash,
  writeQuery,
} from '../../app/url'

describe('parseHash', () => {
  test.each([
    ['', '/', ''],
    ['#', '/', ''],
    ['#/lab', '/lab', ''],
    ['#lab', '/lab', ''],
    ['#/formulas?w=7&f=3', '/formulas', 'w=7&f=3'],
    ['#/formulas/?w=7', '/formulas', 'w=7'],
    ['#?w=7', '/', 'w=7'],
  ])('splits %j', (hash, path, query) => {
    const address = parseHash(hash)
    expect([address.path, address.query.toString(), address.tooLong]).toEqual([path, query, false])
  })

  test('does not look at more than 8 kB', () => {
    const address = parseHash(`#/lab?x=${'1'.repeat(LONGEST_HASH)}`)
    expect([address.path, address.query.toString(), address.tooLong]).toEqual(['/lab', '', true])
    expect(parseHash(`#/${'a'.repeat(100_000)}`)).toMatchObject({ path: '/', tooLong: true })
  })

  test.each(['#/%', '#/lab?%E0%A4%A', '#/lab?a=%zz&&&=', '#/__proto__?__proto__[x]=1', '#/\u0000?\ud800'])(
    'takes the hostile %j without throwing',
    (hash) => {
      const { query } = parseHash(hash)
      expect(() => formatHash('/lab', query)).not.toThrow()
    },
  )

  test('is the inverse of formatHash', () => {
    const query = new URLSearchParams({ w: '7', net: '[[conv→relu]*2]', zh: '卷积 & 池化' })
    const again = parseHash(formatHash('/formulas', query))
    expect([again.path, [...again.query]]).toEqual(['/formulas', [...query]])
  })
})

test('a link that is followed is heard as it was, though a page writes its own state in the same moment', async () => {
  const heard: string[] = []
  const stop = onHashChange(({ path, query }) => heard.push(`${path} ${query}`))
  location.hash = '#/formulas?w=followed' // its event comes later
  history.replaceState(null, '', '#/formulas?w=written')
  await vi.waitFor(() => expect(heard).toEqual(['/formulas w=followed']))
  stop()
})

describe('writing the state into the address', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    history.replaceState(null, '', '#/formulas')
  })
  afterEach(() => vi.useRealTimers())

  test('happens once for many changes, with the last of them, and without a new entry in the history', () => {
    const entries = history.length
    for (let w = 1; w <= 200; w++) writeQuery(new URLSearchParams({ w: `${w}` }))
    expect(location.hash).toBe('#/formulas')
    vi.advanceTimersByTime(300)
    expect(location.hash).toBe('#/formulas?w=200')
    expect(history.length).toBe(entries)
  })

  test('can be hurried, so that a copied link is the newest', () => {
    writeQuery(new URLSearchParams({ w: '9' }))
    flushQuery()
    expect(location.hash).toBe('#/formulas?w=9')
  })

  test('is given up when the page has been left', () => {
    writeQuery(new URLSearchParams({ w: '9' }))
    navigate('/lab')
    vi.advanceTimersByTime(300)
    expect(location.hash).toBe('#/lab')
  })

  test('does not disturb the part of the address before the hash', () => {
    const before = location.href.split('#')[0]
    writeQuery(new URLSearchParams({ w: '9' }))
    flushQuery()
    expect(location.href.split('#')[0]).toBe(before)
  })
})
