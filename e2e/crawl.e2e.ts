/** Every address of the app: a heading, no error, no accessibility violation, nothing cut off, all in one language. */
import AxeBuilder from '@axe-core/playwright'
import { appPaths } from '~/paths/app.ts'
import { allAddresses, goTo, ordersPlace } from './addresses.ts'
import { expect, test, type Page } from './fixtures.ts'

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
async function look(page: Page): Promise<Seen> {
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
async function settle(page: Page, name: string): Promise<Seen> {
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

async function violations(page: Page): Promise<string[]> {
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
function foreign(words: readonly string[], names: readonly string[]): string[] {
  return [...new Set(words)].filter((text) => {
    if (/\p{Script=Han}/u.test(text) || international.test(text)) return false
    // Names, ids and addresses have no blank between plain words.
    return /^[A-Z]?[a-z]{2,}( [a-z]{2,}){0,8}…?$/.test(text) && !names.includes(text)
  })
}

const nothingHere = { en: 'There is nothing at this address', zh: '此地址下没有内容' }

for (const lang of ['en', 'zh'] as const)
  for (const scheme of ['light', 'dark'] as const)
    test(`every address, ${lang}, ${scheme}`, async ({ page, open, connection }) => {
      test.setTimeout(300_000)
      await open(appPaths.connections(), { lang, scheme })
      await settle(page, 'the first page')
      const place = await ordersPlace(page, connection)
      const addresses = {
        ...allAddresses(place),
        'not found': '/nothing/here',
        'operations of DDM': appPaths.operations({ connection, service: 'ddm' }),
        'operations of CSE': appPaths.operations({ connection, service: 'cse' }),
        'operations of ROMA': appPaths.operations({ connection, service: 'roma' }),
        'unknown connection': appPaths.overview({ connection: 'gone' }),
      }
      const names = [
        connection,
        'demo',
        'Orders',
        'permission',
        place.topic,
        place.group,
        place.user_name,
        'orders-prod',
      ]
      // Colours do not change widths: the light pages are looked at in both of them, the dark ones as they are.
      const widths = scheme === 'light' ? [1024, 768] : [1440]
      const faults: string[] = []
      for (const [name, address] of Object.entries(addresses))
        await test.step(name, async () => {
          await page.setViewportSize({ width: widths[0] ?? 1440, height: 900 })
          // Ten rows of a list say as much as fifty.
          await goTo(page, `${address}${address.includes('?') ? '&' : '?'}size=10`)
          const seen = await settle(page, name)
          if (seen.h1.length !== 1 && seen.dialog.length !== 1)
            faults.push(`${name}: headings ${JSON.stringify(seen.h1)}, dialogs ${JSON.stringify(seen.dialog)}`)
          if (seen.h1.length > 1 || [...seen.h1, ...seen.dialog].includes(''))
            faults.push(`${name}: headings ${JSON.stringify([...seen.h1, ...seen.dialog])}`)
          if (seen.h1.includes(nothingHere[lang]) !== (name === 'not found')) faults.push(`${name}: ${seen.h1.join()}`)
          if (lang === 'zh')
            faults.push(
              ...foreign([...seen.words, ...seen.h1, ...seen.dialog], names).map(
                (text) => `${name}: not in Chinese: ${text}`,
              ),
            )
          faults.push(...(await violations(page)).map((one) => `${name}: ${one}`))

          if (seen.overflow > 0) faults.push(`${name}: ${seen.overflow} px too wide at ${widths[0]}`)
          if (widths[1] !== undefined) {
            await page.setViewportSize({ width: widths[1], height: 900 })
            const { overflow } = await look(page)
            if (overflow > 0) faults.push(`${name}: ${overflow} px too wide at ${widths[1]}`)
          }
        })
      expect(faults).toEqual([])
    })
