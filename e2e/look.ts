/** What a person can see of a page, and what is wrong with it: for the crawls. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Words of the wire, of file formats and of the product: the same in every language. */
const international =
  /^(RocketMQ|Gantry|JSON|CSV|curl|HTTP|IAM|DDM|CSE|ROMA Connect|AK\/SK|ID|IP|SSL|ACL|English|English|UTC|GET|POST|PUT|DELETE|PATCH|broker-\d|hex|Key|Tag|\?|[\d\W]+)$/i

interface Seen {
  path: string
  h1: string[]
  dialog: string[]
  isSettled: boolean
  overflow: number
  /** Texts of our own controls. */
  words: string[]
}

/** What stands on the page now. */
export async function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const isVisible = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const texts = (selector: string) =>
      [...document.querySelectorAll(selector)].filter(isVisible).map((element) => (element.textContent ?? '').trim())
    const dialogs = [...document.querySelectorAll('[role=dialog]')].filter(isVisible)
    const title = (dialog: Element) =>
      (
        document.querySelector(`[id="${dialog.getAttribute('aria-labelledby')}"]`)?.textContent ??
        dialog.ariaLabel ??
        ''
      ).trim()
    const controls =
      'main button, main th, main legend, main nav a, main label, [role=dialog] button, [role=dialog] label, header button, aside a, h2'
    const nameOf = (element: Element) =>
      [...element.childNodes]
        .filter(
          (node) =>
            node.nodeType === Node.TEXT_NODE ||
            (node instanceof Element && !node.matches('code, small, [aria-hidden=true], kbd') && isVisible(node)),
        )
        .map((node) => node.textContent ?? '')
        .join(' ')
        .trim()
    return {
      path: location.pathname,
      h1: texts('h1'),
      dialog: dialogs.map(title),
      isSettled:
        document.querySelector('[aria-busy=true], [role=progressbar], .mantine-Skeleton-root') === null &&
        document.querySelector('h1, [role=dialog]') !== null,
      overflow: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
      words: [...document.querySelectorAll(controls)]
        .filter(isVisible)
        .flatMap((element) => [nameOf(element), element.ariaLabel ?? ''])
        .filter((text) => text !== ''),
    }
  })
}

/** Waits until everything that the page loads is there. */
export async function settle(page: Page, name: string): Promise<Seen> {
  let seen: Seen | undefined
  await expect
    .poll(
      async () => {
        seen = await look(page)
        return seen.isSettled
      },
      { message: `${name} settles`, intervals: [20, 50, 100], timeout: 15_000 },
    )
    .toBe(true)
  return seen as Seen
}

export async function violations(page: Page): Promise<string[]> {
  // Legacy mode looks at this document only, without a second page: there are no frames.
  const { violations: found } = await new AxeBuilder({ page })
    .options({ runOnly: tags, resultTypes: ['violations'], preload: false })
    .setLegacyMode()
    .analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  )
}

/** Texts of our own that are not in Chinese: Latin words without a Chinese character, and not the name of a thing. */
export function foreign(words: readonly string[], names: readonly string[]): string[] {
  return [...new Set(words)].filter((text) => {
    if (/\p{Script=Han}/u.test(text) || international.test(text)) return false
    // Names, ids and addresses have no blank between plain words.
    return /^[A-Z]?[a-z]{2,}( [a-z]{2,}){0,8}…?$/.test(text) && !names.includes(text)
  })
}
