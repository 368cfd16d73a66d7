import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

export { expect }

/** Messages that make a test fail: anything on the console's error level, an uncaught exception, a request off our origin. */
type Trouble = { readonly messages: string[]; expect(pattern: RegExp): void }

type Fixtures = {
  /** Expected trouble is named beforehand: `trouble.expect(/404/)`. */
  trouble: Trouble
}

/** A page that must stay quiet: whatever it complains about fails the test that used it. */
export const test = base.extend<Fixtures>({
  trouble: [
    async ({ page, baseURL }, use) => {
      const messages: string[] = []
      const expected: RegExp[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') messages.push(`console: ${message.text()} ${message.location().url}`)
      })
      page.on('pageerror', (error) => messages.push(`uncaught: ${error.message}`))
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url())
        const own = origin === new URL(baseURL ?? '').origin
        if (protocol.startsWith('http') && !own) messages.push(`request to ${origin}`)
      })
      await use({ messages, expect: (pattern) => expected.push(pattern) })
      expect(messages.filter((message) => !expected.some((pattern) => pattern.test(message)))).toEqual([])
    },
    { auto: true },
  ],
})

/**
 * No violation of WCAG A and AA that axe can find, in the state the page is in now. In one run within the page, a tenth of the
 * time of axe's other way, which gathers the results of frames in a page of their own: there are no frames here.
 */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual(
    [],
  )
}
