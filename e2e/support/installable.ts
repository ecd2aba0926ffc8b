import { expect, type Page } from 'playwright/test'

/** As the browser itself judges manifest and icons; a test's own profile, which keeps nothing, installs nothing. */
export async function mayBeInstalled(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const { url, errors, data } = await cdp.send('Page.getAppManifest')
  expect(errors).toEqual([])
  expect(new URL(url).pathname).toBe('/manifest.webmanifest')
  expect(JSON.parse(data ?? '')).toMatchObject({ id: '/tablet', start_url: '/tablet', display: 'standalone' })
}
