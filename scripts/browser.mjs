// A Chromium and a Chinese font for the tests, by apt where there is none.

import { findChromium } from './chromium.mjs'
import { whileRunning } from './progress.mjs'
import { run } from './run.mjs'

/** @returns {Promise<boolean>} whether there is a Chromium to test with */
export async function installBrowser() {
  const packages = []
  if (!findChromium()) packages.push('chromium')
  if (!(await hasChineseFont())) packages.push('fonts-wqy-microhei')
  if (packages.length && process.platform === 'linux') await aptInstall(packages)
  const path = findChromium()
  if (path) console.log(`  ✓ Chromium is ${path}`)
  else console.error('  ✗ no Chromium: install one, or name it in CHROMIUM_PATH')
  return path !== null
}

/** fontconfig comes with Chromium; without it there is no knowing. */
async function hasChineseFont() {
  const list = await run('fc-list', [':lang=zh', 'family'], { quiet: true }).catch(() => null)
  return list !== null && list.status === 0 && list.stdout.trim() !== ''
}

async function aptInstall(packages) {
  const apt = (...args) =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      quiet: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    })
  try {
    const result = await whileRunning(`install ${packages.join(' and ')} with apt`, async () => {
      await apt('update')
      return await apt('install', '-y', '--no-install-recommends', ...packages)
    })
    if (result.status !== 0) console.error(`  ✗ apt-get install failed\n${result.stderr}`)
  } catch (error) {
    console.error(`  ✗ apt-get cannot be run: ${error.message}`)
  }
}
