import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, vi } from 'vitest'
import { flushQuery } from '../app/url'

afterEach(() => {
  cleanup()
  flushQuery() // what waits to be written into the address must not find another file's page, or none
})

// A part that is still being fetched when its file's page goes is lost for the files that share its module. 30 s: it may have many.
afterAll(() => vi.dynamicImportSettled(), 30_000)

// Parts of a page that are fetched later take more than the library's one second on a loaded machine.
configure({ asyncUtilTimeout: 10_000 })

// jsdom paints nothing; without this it says so at every canvas. Pixels are tested in the browser.
HTMLCanvasElement.prototype.getContext = () => null
