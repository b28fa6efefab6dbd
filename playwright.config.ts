import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { browserArgs, ensureBrowser } from './scripts/browser.ts'
import { results } from './scripts/places.ts'
import type { StackOptions } from './e2e/fixtures.ts'

/** The frame, what forms and dialogs say, all pages by rule: the demo is enough, for none of it depends on who answers. */
const onceIsEnough = [
  '**/{crawl,failures}*.e2e.ts',
  '**/app/{dialogs,lists,palette,shell}.e2e.ts',
  '**/explorer/{answer,files,find,form,runs}*.e2e.ts',
]

/** Of a service, the demo runs the flows that say so: all of its operations, and each group of resources. */
const ofServiceOnly = /rocketmq\/(?!.*@both)/

/**
 * Two projects, one set of flows: `mocks` is the built demo (`npm run demo`) with the simulated cloud in the browser,
 * `server` the built product in front of the simulated cloud over HTTP. Both builds must be there.
 */
export default defineConfig<object, StackOptions>({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: join(results, 'flows'),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A retried test is a bug; in CI one retry tells a broken product from a machine out of breath.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 7_000 },
  reporter: [['list'], ['./e2e/reporter.ts']],
  use: {
    actionTimeout: 7_000,
    navigationTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: { executablePath: ensureBrowser(), args: browserArgs },
  },
  projects: [
    {
      name: 'mocks',
      use: { stack: 'mocks' },
      testIgnore: ['**/bff/**', '**/bff*.e2e.ts', '**/explorer/all.e2e.ts'],
      grepInvert: ofServiceOnly,
    },
    { name: 'server', use: { stack: 'server' }, testIgnore: onceIsEnough },
  ],
})
