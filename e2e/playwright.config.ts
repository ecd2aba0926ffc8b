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
  timeout: 150_000,
  // A condition is waited for as long as a busy machine may take.
  expect: { timeout: 30_000 },
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
