import { expect, test } from 'vitest'
import { giveKeys, keepKeys } from '../../../app/site/early-keys'

const press = (key: string): boolean =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

test('what is pressed from Shift+P on is given to the page in its order once it is there, and only then', async () => {
  const heard: string[] = []
  addEventListener('keydown', ({ key }) => heard.push(key))
  keepKeys()
  expect(press('Tab')).toBe(true)
  for (const key of ['P', 's', '0']) expect(press(key)).toBe(false)
  expect(heard).toEqual(['Tab'])
  await giveKeys()
  expect(heard).toEqual(['Tab', 'P', 's', '0'])
  press('x')
  expect(heard.at(-1)).toBe('x')
})
