import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { findChromium } from '../../../e2e/support/chromium'
import { runBounded } from './bounded-child'

const INSTALL_TIMEOUT_MS = 420_000

/**
 * A browser for the end-to-end tests: one that is there; else, as root on a system with apt, its package (with a
 * Chinese font, which headless servers lack); else Playwright's own. @returns its path; undefined for Playwright's own.
 * @throws Error that says what to do, where none can be had.
 */
export async function findOrInstallBrowser(root: string): Promise<string | undefined> {
  const found = findChromium()
  if (found !== undefined) return found
  if (existsSync(chromium.executablePath())) return undefined
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('no browser here: installing the package "chromium"\n')
    const options = { cwd: root, env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: INSTALL_TIMEOUT_MS }
    // Old lists name packages that are gone, so they are read anew; what counts is whether the browser is there then.
    await runBounded('apt-get', ['update'], options)
    await runBounded('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], options)
    const installed = findChromium()
    if (installed !== undefined) return installed
  }
  process.stdout.write("no browser here: installing Playwright's own\n")
  const args = ['node_modules/playwright/cli.js', 'install', '--with-deps', 'chromium']
  await runBounded(process.execPath, args, { cwd: root, timeoutMs: INSTALL_TIMEOUT_MS })
  if (existsSync(chromium.executablePath())) return undefined
  throw new Error('no Chromium was found and none could be installed: install one and name it in CHROMIUM_PATH')
}
