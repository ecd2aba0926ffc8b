import type { Page } from 'playwright/test'

/** Of a recheck that is due. */
export const DUE_BUZZ = '300'

/** What this page, and any that follows it in its tab, has the tablet buzz. */
export const keepBuzzes = (page: Page) =>
  page.addInitScript(() => {
    const buzzes: string[] = []
    Object.assign(window, { buzzes })
    navigator.vibrate = (pattern) => {
      buzzes.push(String(pattern))
      return true
    }
  })

export const buzzes = (page: Page) =>
  page.evaluate(() => ('buzzes' in window && Array.isArray(window.buzzes) ? window.buzzes.map(String) : []))

/** The pages that are opened from now on in this tab live so much later. */
export const moveClock = (page: Page, byMs: number) =>
  page.addInitScript((by) => {
    const { now } = Date
    Date.now = () => now() + by
  }, byMs)
