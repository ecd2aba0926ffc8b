import { defineConfig } from 'playwright/test'
import { launchOptions } from './support/chromium'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  // A spec waits more than it works, and each worker has a server and a database of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A test that passes when repeated has failed once: we want to see it.
  retries: 0,
  // None of these says how fast anything is: a condition is waited for as long as a busy machine may take.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    launchOptions,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
