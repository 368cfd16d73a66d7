import { expect, expectAccessible, test } from './page'

test('the engine measures itself: a training step, and one convolution three ways', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto('./#/lab?preset=lenet5&set=shapes&seed=1')
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled({ timeout: 30_000 })
  await page.getByRole('button', { name: 'More settings', exact: true }).click()
  await page.getByRole('button', { name: 'How fast is this machine?' }).click()
  const engine = page.getByRole('dialog', { name: 'The engine on this machine' })

  await engine.getByRole('button', { name: 'Measure a training step' }).click()
  const speeds = (way: string) => engine.getByRole('row', { name: way }).getByRole('cell')
  await expect(speeds('WebAssembly SIMD').last()).toHaveText(/^×\d/, { timeout: 60_000 })

  await engine.getByRole('button', { name: 'Measure this layer' }).click()
  for (const way of ['Nested loops', 'im2col + GEMM', 'Direct, in tiles'])
    await expect(speeds(way).last()).toHaveText(/^×\d/, { timeout: 60_000 })
  await expectAccessible(page)
})
