/** The bench in a worker of Chromium: bundled by Vite, served from this machine, driven by Playwright. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { build, type InlineConfig, preview } from 'vite'
import { chromiumLaunch } from '../../../scripts/chromium.mjs'
import type { Report } from '../run-groups'
import type { Ask, Told } from './messages'

const MOST_MS = 60 * 60_000

export interface BrowserReport extends Report {
  readonly runtime: string
}

const configOf = (outDir: string): InlineConfig => ({
  configFile: false,
  root: import.meta.dirname,
  base: './',
  logLevel: 'error',
  resolve: {
    alias: [
      {
        find: /^.*\/libraries\/node\.mjs$/,
        replacement: join(import.meta.dirname, '../libraries/browser.mjs'),
      },
    ],
  },
  worker: { format: 'es' },
  build: { outDir, target: 'esnext', assetsInlineLimit: 0 },
})

export async function runInBrowser(
  ask: Ask,
  progress: (share: number, note: string) => void,
): Promise<BrowserReport> {
  const outDir = mkdtempSync(join(tmpdir(), 'convscope-bench-'))
  const config = configOf(outDir)
  progress(0, 'bundling')
  await build(config)
  const server = await preview({ ...config, preview: { port: 4600, host: '127.0.0.1' } })
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const report = await listen(browser, server.resolvedUrls?.local[0] ?? '', ask, progress)
    return { ...report, runtime: `Chromium ${browser.version()}, in a worker` }
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true })
  }
}

async function listen(
  browser: Browser,
  address: string,
  ask: Ask,
  progress: (share: number, note: string) => void,
): Promise<Report> {
  const page = await browser.newPage()
  const report = new Promise<Report>((done, reject) => {
    setTimeout(() => reject(new Error('no report within an hour')), MOST_MS).unref()
    page.on('pageerror', reject)
    void page.exposeFunction('told', (told: Told) => {
      if (told.type === 'progress') progress(told.share, told.note)
      else if (told.type === 'report') done(told.report)
      else reject(new Error(told.message))
    })
  })
  await page.goto(address)
  await page.evaluate((asked) => window.startBench(asked), ask)
  return report
}
