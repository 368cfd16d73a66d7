import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(cleanup)

// jsdom paints nothing; without this it says so at every canvas. Pixels are tested in the browser.
HTMLCanvasElement.prototype.getContext = () => null
