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
  /** A context with one empty page, as good as new. Takes its options from the test that asks first. */
  fresh: (origin: string) => Promise<BrowserContext>
  /** This context holds what cannot be taken back (an installed clock): the next test gets another one. */
  spoil: () => void
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
  const folder = mkdtempSync(join(tmpdir(), 'gantry-browser-'))
  let running: BrowserContext | undefined
  let isSpoilt = false
  return {
    async fresh(origin) {
      if (isSpoilt) await running?.close()
      if (isSpoilt) running = undefined
      isSpoilt = false
      running ??= await chromium.launchPersistentContext(folder)
      await clean(running, origin)
      return running
    },
    spoil() {
      isSpoilt = true
    },
    async stop() {
      await running?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
