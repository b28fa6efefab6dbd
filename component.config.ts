/**
 * Parts of `src/components` alone, in a real browser: `npm run component`. A configuration of its own, so that nothing
 * else that runs vitest looks for a browser.
 */
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArgs, ensureBrowser } from './scripts/browser.ts'
import app from './vite.config.ts'

export default defineConfig((env) => {
  const { resolve, plugins, define } = app(env)
  return {
    resolve,
    plugins,
    define,
    publicDir: false,
    test: {
      name: 'component',
      include: ['src/components/**/*.browser.test.tsx'],
      setupFiles: ['src/components/browserSetup.ts'],
      testTimeout: 20_000,
      // A part that is loaded when it is first wanted takes its time on a slow machine.
      expect: { poll: { timeout: 5000 } },
      unstubGlobals: true,
      // One page for all files: to load React and Mantine again for each would take longer than the tests.
      isolate: false,
      fileParallelism: false,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        viewport: { width: 1280, height: 800 },
        provider: playwright({
          launchOptions: { executablePath: ensureBrowser(), args: browserArgs },
          contextOptions: {
            locale: 'en-US',
            // Nobody watches what fades in.
            reducedMotion: 'reduce',
            // Neither UTC nor a whole number of hours: what mixes up zones shows.
            timezoneId: 'Asia/Kolkata',
            permissions: ['clipboard-read', 'clipboard-write'],
          },
          actionTimeout: 5000,
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
})
