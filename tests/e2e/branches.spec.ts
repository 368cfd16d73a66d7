import type { Page } from '@playwright/test'
import { expect, test } from './page'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const story = (page: Page) => page.locator('[data-tour="unit"]')
const number = (text: string): number => Number(text.replace('−', '-').replaceAll(',', ''))

/** By the Lab's own list, as a visitor does. */
async function chooseNetwork(page: Page, network: string) {
  await page.getByRole('combobox', { name: /^Network/ }).selectOption(network)
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 30_000 })
  await expect(page.getByText('waiting', { exact: true }).first()).toBeHidden({ timeout: 30_000 })
}

async function chooseMiddle(page: Page, layer: string) {
  await card(page, layer).getByRole('button').first().click()
  await page.locator('[data-cursor]').focus()
  await page.keyboard.press('Enter')
}

/** What the chart says of the curve at its head. */
async function lossOf(page: Page): Promise<number> {
  const label = await page.getByRole('img', { name: /Training curves/ }).getAttribute('aria-label')
  return number(/loss ([\d.]+)/.exec(label ?? '')?.[1] ?? 'NaN')
}

test('a residual network learns, shows its shortcuts, and tells a sum as the sum of its two inputs', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.goto('./#/lab?preset=linear&set=shapes&seed=1')
  await chooseNetwork(page, 'resnet-small')
  await expect(page.locator('[data-wire="relu1 block1-add"]')).toBeVisible()
  await expect(page.getByText('batch norm 3 + ReLU 1')).toBeVisible()

  await button(page, 'Train').click()
  await expect.poll(() => lossOf(page), { timeout: 90_000 }).toBeLessThan(2.25)
  await button(page, 'Pause').click()

  await chooseMiddle(page, 'add 1')
  await expect(story(page).getByText(/^add 1 · map 1 · row 17, column 17/)).toBeVisible()
  const rows = story(page).getByRole('row')
  await expect(rows).toHaveText([/branch/, /^batch norm 3/, /^ReLU 1/, /^sum/])
  const [normed, passed, sum] = (await rows.locator('td:nth-of-type(1)').allInnerTexts()).map(number)
  expect(Math.abs(normed + passed - sum)).toBeLessThan(0.0021) // three decimals each
  const spoken = await page.locator('[data-cursor] td').getAttribute('aria-label')
  expect(number(/(−?[\d.]+)$/.exec(spoken ?? '')?.[1] ?? 'NaN')).toBe(sum)
})

test('an inception module shows its branches, and a unit of what stands side by side is told as a copy', async ({
  page,
}) => {
  await page.goto('./#/lab?preset=linear&set=shapes&seed=1')
  await chooseNetwork(page, 'inception-small')
  await expect(page.locator('[data-wire^="pool1 "]')).toHaveCount(3)
  await expect(page.locator('[data-wire$=" concat"]')).toHaveCount(3)
  await expect(page.getByText('ReLU 2, 4, 6, 7')).toBeAttached()

  await chooseMiddle(page, 'concat 1')
  await page.keyboard.press('9') // the first map of the second branch, behind the eight of the first
  await expect(story(page).getByText(/^concat 1 · map 9 · row 9, column 9/)).toBeVisible()
  await expect(story(page)).toContainText('It is a copy of ReLU 4 · map 1 · row 9, column 9.')
})
