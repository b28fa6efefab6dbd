import type { Browser, BrowserContext } from '@playwright/test'

/** A fresh browser profile; `cookie` signs it in. */
export async function newContext(browser: Browser, url: string, cookie?: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  if (cookie) {
    const at = cookie.indexOf('=')
    await context.addCookies([
      {
        name: cookie.slice(0, at),
        value: cookie.slice(at + 1),
        url: new URL(url).origin,
        httpOnly: true,
        sameSite: 'Strict',
      },
    ])
  }
  return context
}
