import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/worker'

const lab = './#/lab?preset=linear&set=shapes&batch=8'

/** As the training bar shows it: "Step · epoch" with 1,234. */
async function stepOf(page: Page): Promise<number> {
  const text = await page.locator('dl', { hasText: 'Step' }).locator('dd b').first().innerText()
  return Number(text.replace(',', ''))
}

for (const how of ['terminate', 'throw'] as const) {
  test(`a worker that dies (${how}) is replaced with one sentence, and training goes on`, async ({
    page,
    worker,
  }) => {
    await page.goto(lab)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await expect.poll(() => stepOf(page)).toBeGreaterThan(50)
    const before = await stepOf(page)
    await worker.kill(how)
    await expect(page.getByText('The engine was replaced')).toBeVisible({ timeout: 8000 })
    expect(await worker.count()).toBe(2)
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before + 50)
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  })
}
