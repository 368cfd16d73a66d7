import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './page'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('Adam trains from the settings, its link carries it, and four rules race', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto('./#/lab?preset=linear&set=shapes&batch=8&seed=1')
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 30_000 })
  await button(page, 'More settings').click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('combobox', { name: 'Update rule' }).selectOption('adam')
  await settings.getByRole('combobox', { name: 'Schedule of the rate' }).selectOption('cosine')
  await settings.getByRole('combobox', { name: 'Loss', exact: true }).selectOption('hinge')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/loss=hinge.*rule=adam.*schedule=cosine/)
  await button(page, 'Train').click()
  const curves = page.getByRole('img', { name: /^Training curves\. At step [1-9]/ })
  await expect(curves).toBeVisible({ timeout: 30_000 })

  await button(page, 'Compare rules').click()
  const race = page.getByRole('dialog', { name: 'Race of the update rules' })
  await race.getByRole('button', { name: 'Start', exact: true }).click()
  const rows = race.locator('tbody tr')
  await expect(rows).toHaveCount(4)
  for (const row of await rows.all()) {
    await expect(row.locator('td').nth(1)).toHaveText(/^[1-9]/, { timeout: 30_000 })
    await expect(row.locator('td').nth(2)).toHaveText(/\d/)
  }
  await race.getByRole('button', { name: 'Pause', exact: true }).click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page)
  }
  await page.keyboard.press('Escape')
  await expect(race).toBeHidden()
  await expect(button(page, 'Compare rules')).toBeFocused()
  await expect(button(page, 'Train')).toBeVisible() // the Lab has rested
})
