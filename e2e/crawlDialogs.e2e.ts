/** What no address opens: dialogs, menus and the set-up form. No accessibility violation, all in one language. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, ordersPlace } from './addresses.ts'
import { expect, row, test, type Page } from './fixtures.ts'
import { foreign, look, settle, violations } from './look.ts'

const words = {
  en: {
    columns: 'Columns',
    delete: 'Delete…',
    settings: 'Change settings…',
    jobs: 'Jobs',
    running: '1 job is running',
    palette: 'Search or run',
    setUp: 'Create administrator',
  },
  zh: {
    columns: '列设置',
    delete: '删除…',
    settings: '修改设置…',
    jobs: '任务',
    running: '1 个任务正在执行',
    palette: '搜索或执行',
    setUp: '创建管理员',
  },
}

/** Each language in one of the colours: neither depends on the other. */
const looks = [
  ['en', 'light'],
  ['zh', 'dark'],
] as const

/** Looks at the dialogs that are open, so many. */
async function inspect(
  page: Page,
  name: string,
  lang: 'en' | 'zh',
  names: readonly string[],
  count: number,
): Promise<string[]> {
  await expect(page.getByRole('dialog')).toHaveCount(count)
  const seen = await settle(page, name)
  const faults = await violations(page)
  if (seen.dialog.length !== count || seen.dialog.includes('')) faults.push(`titles ${JSON.stringify(seen.dialog)}`)
  // Looked at again: a panel that has just come may not have its place yet.
  const { overflow } = await look(page)
  if (overflow > 0) faults.push(`${overflow} px too wide`)
  if (lang === 'zh')
    faults.push(...foreign([...seen.words, ...seen.dialog], names).map((text) => `not in Chinese: ${text}`))
  return faults.map((one) => `${name}: ${one}`)
}

for (const [lang, scheme] of looks) {
  test(`opened dialogs, ${lang}, ${scheme}`, async ({ page, open, connection }) => {
    test.setTimeout(180_000)
    const t = words[lang]
    await open((at) => rocketmqPaths.instances(at), { lang, scheme })
    await settle(page, 'the first page')
    const at = await ordersPlace(page, connection)
    const names = [connection, 'demo', 'Orders', 'orders-prod']
    const faults: string[] = []
    const check = (name: string, count = 1) =>
      test.step(name, async () => faults.push(...(await inspect(page, name, lang, names, count))))
    const close = async () => {
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    const select = async (...rows: string[]) => {
      for (const one of rows) await row(page, one).first().getByRole('checkbox').check()
    }

    await goTo(page, `${rocketmqPaths.topics(at)}?size=10`)
    await page.getByRole('button', { name: t.columns }).click()
    await check('column chooser')
    await close()
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { name: t.palette })).toBeFocused()
    await page.keyboard.type('o')
    await check('palette')
    await close()
    await page.getByRole('button', { name: t.jobs, exact: true }).click()
    await check('empty job tray')
    await close()
    await row(page, 'order-created')
      .getByRole('button', { name: /^actions for|的操作$/i })
      .click()
    await expect(page.getByRole('menuitem', { name: t.delete })).toBeVisible()
    faults.push(...(await violations(page)).map((one) => `menu of a row: ${one}`))
    await page.getByRole('menuitem', { name: t.delete }).click()
    await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
    await check('deletion of a topic')
    await close()

    await select('order-paid', 'order-shipped')
    await page.getByRole('button', { name: t.delete }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('listitem').first()).toBeVisible()
    await check('deletion of several topics')
    await dialog.getByRole('textbox').fill('2')
    await dialog.locator('button[type=submit]').click()
    await expect(dialog).toHaveCount(0)
    await page.getByRole('button', { name: t.running }).click()
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    await check('job tray')
    await close()

    await goTo(page, `${rocketmqPaths.groups(at)}?size=10`)
    await select('billing-writer', 'fraud-check')
    await page.getByRole('button', { name: t.settings }).click()
    await check('settings of several groups')
    await close()
    await goTo(page, rocketmqPaths.users(at))
    await select('order-service', 'billing_writer')
    await page.getByRole('button', { name: t.delete }).click()
    await expect(dialog.getByRole('listitem').first()).toBeVisible()
    await check('deletion of several users')
    await close()

    await goTo(page, rocketmqPaths.instanceEdit(at))
    await dialog.getByRole('switch').first().press('Space')
    await dialog.locator('button[type=submit]').click()
    await check('question before a change that clients feel', 2)
    expect(faults).toEqual([])
  })
}

test('the set-up form, with and without complaints', async ({ page, freshServer }) => {
  const faults: string[] = []
  for (const [lang, scheme] of looks) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.goto(`${freshServer.origin}/setup`)
    await page.evaluate(
      ([language, colours]) => {
        localStorage.setItem('gantry.language', language)
        localStorage.setItem('mantine-color-scheme-value', colours)
      },
      [lang, scheme] as const,
    )
    await page.goto('about:blank')
    await page.goto(freshServer.setupLink)
    const button = page.getByRole('button', { name: words[lang].setUp })
    await expect(button).toBeVisible()
    for (const state of ['empty', 'refused']) {
      if (state === 'refused') {
        await button.click()
        await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
      }
      const name = `${lang}, ${scheme}, ${state}`
      const { h1, overflow, words: texts } = await settle(page, name)
      if (h1.length !== 1 || h1[0] === '') faults.push(`${name}: headings ${JSON.stringify(h1)}`)
      if (overflow > 0) faults.push(`${name}: ${overflow} px too wide`)
      if (lang === 'zh')
        faults.push(...foreign([...texts, ...h1], []).map((text) => `${name}: not in Chinese: ${text}`))
      faults.push(...(await violations(page)).map((one) => `${name}: ${one}`))
    }
  }
  expect(faults).toEqual([])
})
