import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from './scripts/chromium.mjs'

// Another build and port, to run beside somebody else: CONVSCOPE_DIST=/tmp/site CONVSCOPE_E2E_PORT=4600 npx playwright test
const folder = process.env.CONVSCOPE_DIST ?? 'dist'
const port = Number(process.env.CONVSCOPE_E2E_PORT ?? 4517)
// A sub-path, as on a host that serves many sites: every path in the built site has to be relative.
const base = `http://127.0.0.1:${port}/some/path/`

export default defineConfig({
  testDir: 'tests/e2e',
  timeout: 60_000,
  retries: 0,
  workers: 1, // the page under test trains on one core; a second worker would take its other one
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: { baseURL: base, browserName: 'chromium', launchOptions: chromiumLaunch() },
  webServer: {
    command: `node scripts/serve.mjs --base /some/path/ --port ${port} --strict-port --folder ${folder}`,
    url: base,
    reuseExistingServer: false,
  },
})
