import type { Page } from './fixtures.ts'

/** Bodies of the calls to the cloud, of a method and an address, that the page makes from now on. */
export function watch(page: Page, method: string, path: RegExp): string[] {
  const bodies: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (request.method() === method && url.includes('/cloud/') && path.test(url)) bodies.push(request.postData() ?? '')
  })
  return bodies
}
