/**
 * Stands in for `tough-cookie` in the builds with the simulated cloud (see the alias in vite.config.ts). MSW brings it,
 * with the public suffix list, to imitate cookies: two thirds of the demo's simulation, and our answers set no cookie.
 */
export class MemoryCookieStore {
  idx: Record<string, never> = {}
}

export class CookieJar {
  getCookiesSync(): never[] {
    return []
  }
  async setCookie(): Promise<void> {}
}

export const Cookie = { fromJSON: () => null }
