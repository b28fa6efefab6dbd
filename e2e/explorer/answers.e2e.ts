/** What one does with an answer: look at it in every form, go on from it, and see what came of a call that failed. */
import { readFileSync } from 'node:fs'
import { explorerPaths } from '~/paths/explorer.ts'
import { goTo } from '../addresses.ts'
import { expect, row, test, toast } from '../fixtures.ts'
import { violations } from '../look.ts'
import { answer, control, goToOperation, openAt, runButton, valuesOf } from './steps.ts'

test('shows an answer as table, tree, text and headers, and what has changed', async ({
  page,
  open,
  connection,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'listTopics' }, { instance_id })
  await runButton(page).click()
  const shown = answer(page, 200)

  await test.step('the table has what the contract says', async () => {
    await expect(shown.getByRole('columnheader', { name: /^name/ })).toContainText(/topic/i)
    await expect(row(page, 'order-paid')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })

  await test.step('the tree is walked by keys', async () => {
    await shown.getByRole('tab', { name: 'Tree' }).click()
    const tree = shown.getByRole('tree')
    await tree.getByRole('treeitem').first().focus()
    await page.keyboard.press('ArrowLeft')
    await expect(tree.getByRole('treeitem')).toHaveCount(1)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await expect(tree.getByRole('treeitem').nth(1)).toBeFocused()
    expect(await violations(page)).toEqual([])
    await shown.getByRole('searchbox', { name: 'Search in the answer' }).fill('order-paid')
    await expect(shown.locator('output', { hasText: 'place' })).toBeVisible()
    const leaf = tree.getByRole('treeitem').filter({ hasText: 'order-paid' }).last()
    await leaf.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Copy path' }).click()
    expect(await clipboard()).toMatch(/^\$\.topics\[\d+\]\.name$/)
    await expect(toast(page, 'Copied')).toBeVisible()
    await leaf.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Copy value' }).click()
    expect(await clipboard()).toBe('order-paid')
    await leaf.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Open the page' })).toHaveAttribute('href', /topics\/order-paid/)
    await page.keyboard.press('Escape')
  })

  await test.step('text, headers, download', async () => {
    await shown.getByRole('tab', { name: 'Text' }).click()
    await expect(shown.locator('pre')).toContainText('"order-paid"')
    await shown.getByRole('tab', { name: 'Headers' }).click()
    await expect(shown.getByRole('tabpanel')).toContainText('x-request-id')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      shown.getByRole('button', { name: 'Download' }).click(),
    ])
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toHaveProperty('topics')
  })

  await test.step('a large integer stays exact, and differences are told', async () => {
    const group = { instance_id, group: 'billing-writer' }
    const change = (ticket: string) =>
      page.evaluate(
        async ([url, body]) => {
          await fetch(url, { method: 'PUT', body, headers: { 'content-type': 'application/json', 'x-gantry': '1' } })
        },
        [
          `/cloud/${connection}/rocketmq/v2/-/instances/${instance_id}/groups/billing-writer`,
          `{"name":"billing-writer","enabled":true,"retry_max_time":5,"broadcast":false,"from_beginning":false,"ticket":${ticket}}`,
        ] as const,
      )
    await change('9007199254740993')
    await goToOperation(page, { connection, family: 'rocketmq', operationId: 'getConsumerGroup' }, group)
    await runButton(page).click()
    await expect(shown.getByRole('tree')).toContainText('9007199254740993')
    await change('9007199254740995')
    await runButton(page).click()
    await expect(shown.getByRole('tree')).toContainText('9007199254740995')
    await shown.getByRole('tab', { name: 'Differences' }).click()
    await expect(shown.getByRole('tabpanel')).toContainText('$.ticket 9007199254740993 9007199254740995')
    expect(await violations(page)).toEqual([])
  })
})

test('sends a value on in two clicks, into a parameter, a body and an engine', async ({ page, open, connection }) => {
  await openAt(page, open, connection, 'orders-prod', { lang: 'en', scheme: 'dark' })
  const firstMenu = () =>
    page
      .locator('tbody')
      .getByRole('button', { name: /^What to do with .*\bid$/ })
      .first()

  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'listInstances' })
  await runButton(page).click()
  await page
    .locator('tbody')
    .getByRole('button', { name: /instance_id$/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'List topics · instance_id' }).click()
  await expect(control(page, 'instance_id')).not.toHaveValue('')

  await goToOperation(page, { connection, family: 'roma-common', operationId: 'listApps' }, { instance_id: 'r-1' })
  await page.getByRole('button', { name: 'Fill in a sample' }).click()
  await runButton(page).click()
  await firstMenu().click()
  const apic = page.getByRole('group', { name: 'Send to ROMA APIC' })
  await expect(apic).toBeVisible()
  expect(await violations(page)).toEqual([])
  await apic
    .getByRole('menuitem', { name: /· body\./ })
    .first()
    .click()
  await expect(page).toHaveURL(/roma-apic/)
  await expect(valuesOf(page)).toBeVisible()

  await goToOperation(page, { connection, family: 'cse-engine', operationId: 'listEngines' })
  await page.getByRole('button', { name: 'Fill in a sample' }).click()
  await runButton(page).click()
  await firstMenu().click()
  await page
    .getByRole('group', { name: 'Send to CSE ServiceComb' })
    .getByRole('menuitem', { name: /· engine$/ })
    .first()
    .click()
  await expect(page.getByRole('combobox', { name: 'Engine' })).not.toHaveValue('')
})

test('shows all that came of a call that failed', async ({ page, open, connection, setFaults }) => {
  const instance_id = await openAt(page, open, connection, 'orders-prod', { lang: 'zh' })
  const failed = page.getByRole('region', { name: '调用失败' })
  const run = page.getByRole('button', { name: '执行', exact: true })
  const at = { connection, family: 'rocketmq', operationId: 'listTopics' } as const
  for (const status of [403, 500]) {
    await setFaults(`fail:listTopics:${status}`)
    await goTo(page, explorerPaths.operation(at, { instance_id, limit: status === 403 ? 10 : 20 }))
    await run.click()
    await expect(failed).toContainText(String(status), { timeout: 15_000 })
    await expect(failed).toContainText(/\d+ 毫秒/)
    await failed.getByRole('tab', { name: '响应头' }).click()
    await expect(failed.getByRole('tabpanel')).toContainText('content-type')
    // What is half out of sight is small for the check.
    await page.evaluate(() => scrollTo(0, 0))
    expect(await violations(page)).toEqual([])
  }
  await setFaults('')
  await goTo(page, explorerPaths.operation({ ...at, operationId: 'getTopic' }, { instance_id, topic: 'no-such' }))
  await run.click()
  await expect(failed).toContainText('404')
  await failed.getByRole('tab', { name: '文本' }).click()
  await expect(failed.locator('pre')).toContainText('"requestId"')

  await goTo(page, explorerPaths.operation({ ...at, operationId: 'noSuchOperation' }))
  await expect(page.getByRole('main')).toContainText('noSuchOperation')
})
