import { expect, expectAccessible, test } from './page'

test('7, 3, 3 is explained in one sentence, and P = 1 repairs it', async ({ page }) => {
  await page.goto('./#/formulas')
  for (const [name, value] of [
    ['W input width', '7'],
    ['F filter width', '3'],
    ['S stride', '3'],
  ]) {
    await page.getByRole('spinbutton', { name, exact: true }).fill(value)
  }
  await expect(page.getByText(/One pixel is left over; window 3 would need pixels 7 and 8/)).toBeVisible()
  await page.getByRole('button', { name: /P\s*=\s*1\s*gives\s*3/ }).click()
  await expect(page.getByText('Fits.')).toBeVisible()
  await expect(page.getByRole('group', { name: /^output.*equals 3$/ })).toBeVisible()
})

for (const width of [320, 1024]) {
  test(`large numbers stay on a screen ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1600 })
    await page.goto('./#/formulas?w=4096&f=64&s=1&p=0&k=4096&c=4096&chain=relu')
    await expect(page.getByText('conv 1 is too large.')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    // The result itself, not only the scroller around it.
    await expect(page.getByText('4,033', { exact: true }).first()).toBeInViewport({ ratio: 0.99 })
    await expect(page.getByText('4,033×4,033', { exact: true })).toBeInViewport({ ratio: 0.99 })
  })
}

for (const { width, height } of [
  { width: 1600, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
]) {
  test(`the projector’s stage fits ${width}×${height} whatever is asked`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    for (const query of [
      'w=224&f=11&s=4&k=96&c=3',
      'w=4096&f=11&s=4',
      'w=7&h=8&f=3&s=2&d=2',
      'w=13&f=3&s=1&p=3',
    ]) {
      await page.goto(`./#/formulas?${query}`)
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.keyboard.press('Shift+P')
      await page.keyboard.press('Space')
      const bar = page.getByRole('group', { name: 'The numbers of the layer' })
      await expect(bar).toBeInViewport({ ratio: 0.999 })
      await expect(page.getByRole('status').first()).toBeInViewport({ ratio: 0.999 })
      const scrolls = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
      expect(scrolls, query).toBe(false)
    }
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the bench, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto('./#/formulas?w=224&f=11&s=4&k=96&c=3')
    await expect(page.getByText('Does not fit.')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Shift+P')
    await page.keyboard.press('Space')
    await expect(page.getByText('Does not fit.')).toBeVisible()
    await expectAccessible(page)
  })
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })
  test('the bench is Chinese, and accessible', async ({ page }) => {
    await page.goto('./#/formulas?w=227&f=11&s=4&k=96&c=3')
    await expect(page.getByText('横向正好 55 个窗口，没有剩余像素。')).toBeVisible()
    await expectAccessible(page)
  })
})
