import type { Page } from '@playwright/test'
import type { ToWorker } from '../../engine/protocol'
import { cases } from '../sample'
import { hostileHashes } from './fixtures/hostile-hashes'
import { expect, test } from './page'

const all = hostileHashes.length
const some = (count: number) => hostileHashes.filter((_, i) => (i * count) % all < count)
/** Followed on one page, and opened by a navigation of their own. */
const FOLLOWED = some(cases(28, all))
const FRESH = some(cases(3, all))

/** Runs in the page, before its scripts: what training would ask of a worker, and every built-in that pollution would reach. */
function watchPage(): void {
  const builtIns = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
  const keys = () => builtIns.map((prototype) => Reflect.ownKeys(prototype).map(String).join())
  const before = keys()
  const asked: string[] = []
  window.Worker = class extends Worker {
    override postMessage(
      message: ToWorker,
      transfer: Transferable[] | StructuredSerializeOptions = [],
    ): void {
      if (message.type === 'call' && ['train', 'step'].includes(message.call)) asked.push(message.call)
      super.postMessage(message, Array.isArray(transfer) ? { transfer } : transfer)
    }
  }
  Object.assign(window, {
    harm: () => ({
      pwned: '__pwned' in window,
      polluted: keys().filter((now, i) => now !== before[i]),
      asked,
    }),
  })
}

const harmOf = (page: Page) => page.evaluate('harm()')
const noHarm = { pwned: false, polluted: [], asked: [] }

/** Milliseconds until the page has taken the address, painted, and answers again. */
const follow = (page: Page, hash: string): Promise<number> =>
  page.evaluate(async (to) => {
    const started = performance.now()
    location.hash = to
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - started
  }, hash)

async function expectTold(page: Page, named: string | null): Promise<void> {
  if (named === null) return expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const note = page.getByRole('status').filter({ hasText: /of (this|the) link|This link/ })
  await expect(note).toHaveCount(1)
  await expect(note).toContainText(named)
  expect((await note.innerText()).length).toBeLessThan(400)
}

test.beforeEach(({ page }) => page.addInitScript(watchPage))

test(`${FOLLOWED.length} hostile addresses one after another: nothing runs, nothing trains, one note names what was ignored`, async ({
  page,
}) => {
  test.setTimeout(180_000)
  await page.goto('./#/formulas')
  const took: [number, string][] = []
  for (const { hash, named } of FOLLOWED) {
    await test.step(hash.slice(0, 80), async () => {
      took.push([await follow(page, hash), hash.slice(0, 60)])
      await expectTold(page, named)
    })
  }
  expect(await harmOf(page)).toEqual(noHarm)
  const [longest, of] = took.toSorted(([a], [b]) => b - a)[0]
  console.log(`usable again after at most ${longest.toFixed(0)} ms (${of})`)
  if (cases(false, true)) expect(longest).toBeLessThan(5000) // of one second on a machine of its own
  // It is still the page it was.
  await follow(page, '#/formulas?w=32&f=5&p=2')
  await expect(page.getByRole('spinbutton', { name: 'W input width' })).toHaveValue('32')
})

test(`${FRESH.length} of them opened afresh`, async ({ page }) => {
  test.setTimeout(600_000)
  for (const { hash, named } of FRESH) {
    await test.step(hash.slice(0, 80), async () => {
      await page.goto('about:blank')
      await page.goto(`./${hash}`)
      await expectTold(page, named)
      expect(await harmOf(page)).toEqual(noHarm)
    })
  }
})
