import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { cases } from '../sample'
import { expect, test } from './fixtures/worker'

const lab = './#/lab?preset=linear&set=shapes&batch=8&seed=1'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** As the training bar shows it: "Step · epoch" with 1,234. */
async function stepOf(page: Page): Promise<number> {
  const text = await page.locator('[data-tour="training"] dd b').first().innerText()
  return Number(text.replaceAll(',', ''))
}

async function train(page: Page): Promise<void> {
  await button(page, 'Train').click()
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(50)
}

/** Reported; asserted only where the whole counts are wanted, for a shared machine is slower than a reader's. */
async function expectWithin(ms: number, what: string, done: () => Promise<void>): Promise<void> {
  const started = Date.now()
  await done()
  const took = Date.now() - started
  test.info().annotations.push({ type: 'time', description: `${what}: ${took} ms` })
  console.log(`${what}: ${took} ms`)
  if (FULL) expect(took, what).toBeLessThan(ms)
}
const FULL = cases(false, true)

const replaced = (page: Page) => page.getByText('The engine was replaced')
const visible = (text: ReturnType<typeof replaced>) => () => expect(text).toBeVisible({ timeout: 30_000 })

type Death = 'terminate' | 'throw' | 'loop'

for (const how of cases<Death[]>(['terminate', 'throw'], ['terminate', 'throw', 'loop'])) {
  test(`a worker that dies (${how}) is replaced with one sentence, and training goes on`, async ({
    page,
    worker,
  }) => {
    if (how === 'loop') await worker.script('armed')
    await page.goto(lab)
    await train(page)
    const before = await stepOf(page)
    await worker.kill(how)
    await expectWithin(8000, `${how}: heard of, and back`, visible(replaced(page)))
    expect(await worker.count()).toBe(2)
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before + 50)
    await expect(button(page, 'Pause')).toBeVisible()
  })
}

type Script = 'missing' | 'page' | 'half' | 'loop' | 'mute'
/** What the browser itself says of it on the console; the others are told to the page alone, which tells the reader. */
const complaints: Partial<Record<Script, RegExp>> = {
  missing: /status of 404|Failed to load/,
  page: /MIME type|Failed to load/,
}

for (const as of cases<Script[]>(['missing'], ['missing', 'page', 'half', 'loop', 'mute'])) {
  test(`a worker whose script is ${as} is tried three times, then explained in both languages; started again, it trains`, async ({
    page,
    worker,
    trouble,
  }) => {
    test.setTimeout(120_000)
    const complaint = complaints[as]
    if (complaint) trouble.expect(complaint)
    await worker.script(as)
    await page.goto(lab)
    await expectWithin(3 * 5000 + 3000, `${as}: three attempts`, () =>
      expect(page.getByText('The engine cannot be started.')).toBeVisible({ timeout: 60_000 }),
    )
    await expect(page.getByText(/Its script could not be loaded, or does not answer\./)).toBeVisible()
    await page.getByRole('button', { name: /中文/ }).click()
    await expect(page.getByText('无法启动计算引擎。')).toBeVisible()
    await expect(page.getByText(/它的脚本无法载入，或没有响应。/)).toBeVisible()
    await page.getByRole('button', { name: /English/ }).click()
    await worker.script('itself')
    await button(page, 'Start again').click()
    await train(page)
    await expect(page.getByText('The engine cannot be started.')).toBeHidden()
  })
}

test('a worker that is silent from its very start is noticed as soon as one that falls silent', async ({
  page,
  worker,
}) => {
  await worker.script('mute')
  await page.goto(lab)
  await worker.script('itself') // of the next one
  await expectWithin(
    5500,
    'silent from its start: heard of',
    () => expect.poll(() => worker.count(), { timeout: 14_000 }).toBe(2), // the long grace is 15 s
  )
  await expect(replaced(page)).toBeVisible()
  await train(page)
})

test('after three deaths within a minute it stops, explains, and goes on from the last good step when told to', async ({
  page,
  worker,
}) => {
  await page.goto(lab)
  await train(page)
  const before = await stepOf(page)
  for (let death = 1; death <= 3; death++) {
    await worker.kill('throw')
    if (death < 3) await expect.poll(() => worker.count()).toBe(death + 1)
  }
  await expect(page.getByText('The engine cannot be kept running.')).toBeVisible()
  await expect(page.getByText(/It died three times within a minute\./)).toBeVisible()
  expect(await worker.count()).toBe(3)
  // What is left can still be used: the curve, the network, another page.
  await expect(page.getByRole('img', { name: /Training curves/ })).toBeVisible()
  await button(page, 'Start again').click()
  await expect(replaced(page)).toBeVisible()
  expect(await worker.count()).toBe(4)
  await expect(button(page, 'Pause')).toBeVisible()
  await expect.poll(() => stepOf(page)).toBeGreaterThan(before)
})

/** Bytes of the processes that the page and its workers live in. */
async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.detach()
  const browser = await page.context().browser()?.newBrowserCDPSession()
  const { processInfo = [] } = (await browser?.send('SystemInfo.getProcessInfo')) ?? {}
  await browser?.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const pages = renderers.map(({ id }) => Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]))
  return pages.reduce((sum, count) => sum + count * 4096, 0)
}

/** Puts the page's clock on by a minute whenever it is told: three deaths within one would be too many. */
function wrapClock(): void {
  const now = performance.now.bind(performance)
  let ahead = 0
  performance.now = () => now() + ahead
  addEventListener('later', () => {
    ahead += 60_000
  })
}

if (FULL && process.platform === 'linux')
  test('after fifty restarts the memory is within a fifth of what it was after the first', async ({
    page,
    worker,
  }) => {
    test.setTimeout(900_000)
    await page.addInitScript(wrapClock)
    await page.goto('./#/lab?preset=cs231n&set=shapes&batch=8&seed=1')
    await button(page, 'Train').click()
    const after: number[] = []
    for (let death = 1; death <= 50; death++) {
      const from = await stepOf(page)
      await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(from + 2)
      await page.evaluate(() => dispatchEvent(new Event('later')))
      await worker.kill('throw')
      await expect(replaced(page)).toBeVisible()
      await button(page, 'Dismiss').click()
      after.push(await memoryOf(page))
    }
    expect(await worker.count()).toBe(51)
    console.log(
      `memory after restarts 1, 10 … 50, MB: ${[0, 9, 19, 29, 39, 49].map((i) => Math.round(after[i] / 1e6))}`,
    )
    expect(after[49]).toBeLessThan(after[0] * 1.2)
  })
