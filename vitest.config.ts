import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumLaunch } from './scripts/chromium.mjs'

// By name: `*.browser.test.ts(x)` runs in Chromium (canvas, workers), `*.test.tsx` of app/ and components/ in jsdom, everything
// else in Node. A jsdom takes seconds to load for each file; one without JSX that needs it says `@vitest-environment jsdom`.
// The files of a worker share the modules that they load, which halves the time of all; one that puts another module in a
// module's place, or needs one that nobody has used yet, is a `*.mocked.test.ts(x)` and has its own.
const browser = ['tests/**/*.browser.test.{ts,tsx}']
const mocked = ['tests/**/*.mocked.test.{ts,tsx}']
const dom = ['tests/{app,components}/**/*.test.tsx']
const elsewhere = ['tests/e2e/**', 'tests/oracles/node_modules/**', 'node_modules/**']

export default defineConfig({
  plugins: [react()],
  test: {
    testTimeout: 30_000, // a loaded machine is no failure
    maxWorkers: '100%', // the default leaves a core idle, on two of them half the machine
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, ...browser, ...mocked, ...dom],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          include: dom,
          exclude: [...elsewhere, ...browser, ...mocked],
          setupFiles: ['tests/setup-dom.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'mocked',
          environment: 'jsdom',
          include: mocked,
          exclude: elsewhere,
          setupFiles: ['tests/setup-dom.ts'],
        },
      },
      {
        extends: true,
        // Bundled before the first test: to find one in mid-run would load React a second time.
        optimizeDeps: { include: ['react', 'react-dom', 'react-dom/client', 'react/jsx-dev-runtime'] },
        test: {
          name: 'browser',
          include: browser,
          exclude: elsewhere,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunch() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
