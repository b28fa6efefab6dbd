/**
 * The browser of one worker. Its profile outlives a test, so that code which was compiled once is not compiled again
 * for each of hundreds of tests; all that a page can leave behind is taken away between them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from '@playwright/test'

/**
 * All but the cache of files, and the demo's service worker with its notes: a worker that loses them while it writes
 * never answers again.
 */
const left = 'cookies,file_systems,indexeddb,local_storage,websql'

export interface Profile {
  /**
   * A context with one empty page, as good as new. Takes its options from the test that asks first. A clock that was
   * installed cannot be taken back, so tests that need one have a browser of their own.
   */
  fresh: (origin: string, isTimed: boolean) => Promise<BrowserContext>
  stop: () => Promise<void>
}

async function clean(context: BrowserContext, origin: string): Promise<void> {
  const before = context.pages()
  // First the new one: without any page the browser would end.
  const page = await context.newPage()
  for (const one of before) await one.close()
  await context.clearCookies()
  await context.clearPermissions()
  await context.setOffline(false)
  const session = await context.newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: left })
  await session.detach()
}

export function createProfile(): Profile {
  const folders: string[] = []
  const running: { plain?: BrowserContext; timed?: BrowserContext } = {}
  async function launch(): Promise<BrowserContext> {
    const folder = mkdtempSync(join(tmpdir(), 'gantry-browser-'))
    folders.push(folder)
    return chromium.launchPersistentContext(folder)
  }
  return {
    async fresh(origin, isTimed) {
      const context = (running[isTimed ? 'timed' : 'plain'] ??= await launch())
      await clean(context, origin)
      return context
    },
    async stop() {
      for (const context of Object.values(running)) await context.close()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}
