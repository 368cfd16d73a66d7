import { expect, expectAccessible, test } from './page'

test('the site opens under a sub-path and says what it is', async ({ page }) => {
  await page.goto('./')
  await expect(page).toHaveTitle(/Convscope/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('a route that does not exist has a page of its own with a way back', async ({ page }) => {
  await page.goto('./#/no/such/place')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.getByRole('main').getByRole('link').first().click()
  await expect(page).not.toHaveURL(/no\/such\/place/)
})

test('a missing file is 404, not the page', async ({ page, trouble }) => {
  trouble.expect(/404/)
  const response = await page.goto('./assets/index-00000000.js')
  expect(response?.status()).toBe(404)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the landing page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto('./')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
  })
}
