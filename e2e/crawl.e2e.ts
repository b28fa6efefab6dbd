/** Every address of the app: a heading, no error, no accessibility violation, nothing cut off, all in one language. */
import { appPaths } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { allAddresses, goTo, ordersPlace } from './addresses.ts'
import { expect, test } from './fixtures.ts'
import { foreign, look, settle, violations } from './look.ts'

const nothingHere = { en: 'There is nothing at this address', zh: '此地址下没有内容' }

// Both languages, both schemes; what a language does to a page does not depend on its colours.
for (const [lang, scheme] of [
  ['en', 'light'],
  ['zh', 'dark'],
] as const)
  test(`every address, ${lang}, ${scheme}`, async ({ page, open, connection }) => {
    test.setTimeout(300_000)
    await open(appPaths.connections(), { lang, scheme })
    await settle(page, 'the first page')
    const place = await ordersPlace(page, connection)
    const addresses = {
      ...allAddresses(place),
      'operations of RocketMQ': explorerPaths.findIn({ connection }, ['rocketmq']),
      'operations of CSE': explorerPaths.findIn({ connection }, ['cse-engine', 'servicecomb']),
      'operations of ROMA': explorerPaths.findIn({ connection }, ['roma-common', 'roma-apic', 'roma-mqs', 'roma-link']),
      'unknown connection': appPaths.overview({ connection: 'gone' }),
      // Outside the frame, whose progress bar tells when a way has ended: nothing may come after it.
      'not found': '/nothing/here',
    }
    const names = [connection, 'demo', 'Orders', 'permission', place.topic, place.group, place.user_name, 'orders-prod']
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
