// The one Chromium that Vitest's browser mode and Playwright share, and the flags both start it with.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a Chromium on this machine, or null. CHROMIUM_PATH wins. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null
  const folders = (env.PATH ?? '').split(delimiter).concat('/usr/bin', '/snap/bin')
  for (const name of names) {
    const folder = folders.find((path) => path && existsSync(join(path, name)))
    if (folder) return join(folder, name)
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return existsSync(mac) ? mac : null
}

export const chromiumFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Launch options for Playwright, which passes `--headless` itself. */
export function chromiumLaunch() {
  return { executablePath: findChromium() ?? undefined, chromiumSandbox: false, args: chromiumFlags }
}
