import type { Page } from '../fixtures.ts'

/** A call past the page, with the session of the page: status, retry-after and text. */
export async function callPast(page: Page, method: string, path: string, body?: string) {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'x-gantry': '1', ...(what === undefined ? {} : { 'content-type': 'application/json' }) }
      const response = await fetch(where, { method: how, headers, ...(what === undefined ? {} : { body: what }) })
      return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() }
    },
    [method, path, body] as const,
  )
}
