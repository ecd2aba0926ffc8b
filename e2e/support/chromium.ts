import { existsSync } from 'node:fs'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser to drive: `CHROMIUM_PATH`, else one of the usual places; undefined leaves it to Playwright's own. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  return USUAL_PLACES.find((path) => existsSync(path))
}

const executablePath = findChromium()

/**
 * Headless, also as root and in a container, and quiet. No `--disable-features` here: the browser hears the last one alone,
 * and Playwright's own keeps it from calling its maker, holding paint back and trying HTTPS first.
 */
export const launchOptions = {
  ...(executablePath !== undefined && { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
