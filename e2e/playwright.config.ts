import { defineConfig } from 'playwright/test'
import { launchOptions } from './support/chromium'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  // The screens share one machine's processor with server and database; two at once would only blur the times.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A test that passes when repeated has failed once: we want to see it.
  retries: 0,
  timeout: 90_000,
  // A condition is waited for as long as a busy machine may take.
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    launchOptions,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
