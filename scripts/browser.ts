/** Finds a Chromium for the browser flows, or installs one. `node scripts/browser.ts` prints its path. */
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser to use: CHROMIUM_PATH, the system's, Playwright's own; undefined when there is none. */
export function findBrowser(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (!isExecutable(chosen)) throw new Error(`CHROMIUM_PATH=${chosen} cannot be run.`)
    return chosen
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'].filter(
    (folder) => folder !== '',
  )
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', playwrightBrowser()].find(
    (path) => path !== undefined && isExecutable(path),
  )
}

function playwrightBrowser(): string | undefined {
  try {
    return chromium.executablePath()
  } catch {
    return undefined
  }
}

function run(command: string, args: readonly string[]): boolean {
  process.stderr.write(`$ ${command} ${args.join(' ')}\n`)
  // Everything goes to stderr: stdout is the path and nothing else.
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

/**
 * Finds a browser, or installs one: Debian's package as root, else Playwright's build.
 * @throws Error that says what to do by hand
 */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  const isRoot = process.getuid?.() === 0
  const aptGet = '/usr/bin/apt-get'
  if (isRoot && existsSync(aptGet)) {
    run(aptGet, ['update', '-qq'])
    run(aptGet, ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'])
  } else {
    run(process.execPath, [join(import.meta.dirname, '../node_modules/@playwright/test/cli.js'), 'install', 'chromium'])
  }
  const installed = findBrowser()
  if (installed) return installed
  throw new Error(
    'There is no Chromium for the browser flows and none could be installed. Install one ("apt-get install chromium" on Debian, ' +
      '"npx playwright install chromium" elsewhere), or set CHROMIUM_PATH to one that is there.',
  )
}

/** Version as the browser says it, e.g. `Chromium 147.0.7727.116`. */
export function browserVersion(path: string): string {
  return (
    execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .split(' built')[0] ?? ''
  )
}

/** Headless in a container, on one machine, without calls home. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(ensureBrowser())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
