/** Finding an operation: the catalogue, and the calls behind a page. */
import { createHash } from 'node:crypto'
import { explorerPaths } from '~/paths/explorer.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo } from '../addresses.ts'
import { expect, row, test } from '../fixtures.ts'
import { control, goToOperation, openAt, runButton } from './steps.ts'

test('finds operations by filters, and opens the first by Enter', async ({ page, open }) => {
  await open((at) => explorerPaths.find(at))
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Column', { exact: true }).selectOption({ label: 'Permission' })
  await page.getByRole('checkbox', { name: 'dms:instance:delete', exact: true }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(row(page, /^Delete an instance/)).toBeVisible()
  await expect(row(page, 'List topics')).toHaveCount(0)
  await page.getByRole('button', { name: /^Remove filter/ }).click()

  const filter = page.getByRole('searchbox').first()
  await filter.fill('listMicroservices')
  await expect(row(page, 'Not in every region')).toBeVisible()
  await filter.fill('getTopicStatus')
  await filter.press('Enter')
  await expect(page).toHaveURL(/rocketmq\/getTopicStatus/)
})

test('says in Chinese that its names are English, and marks them so', async ({ page, open }) => {
  await open((at) => explorerPaths.find(at), { lang: 'zh' })
  await expect(page.getByText('接口的名称、分组和说明取自 API 参考，为英文原文。')).toHaveCount(1)
  const first = page.getByRole('table').getByRole('link').first()
  await expect(first).toHaveAttribute('lang', 'en')
  const english = page.getByRole('table').locator('[lang=en]')
  await expect(english.filter({ hasText: /^Instances$/ }).first()).toBeVisible()
})

test('shows the calls behind a page, also those of a page from the cache', async ({
  page,
  open,
  connection,
  setFaults,
}) => {
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  const topics = rocketmqPaths.topics({ connection, instance_id })
  await goTo(page, topics)
  await expect(row(page, 'order-paid')).toBeVisible()
  const menu = page.getByRole('button', { name: 'API calls of this page' })
  await menu.click()
  await page
    .getByRole('menuitem', { name: /^Show this call: listTopics · 200/ })
    .first()
    .click()
  await expect(control(page, 'instance_id')).toHaveValue(instance_id)

  // Back on the page nothing is read again at once; what it shows still has its call.
  await page.goBack()
  await menu.click()
  await page.getByRole('menuitem', { name: 'All calls of this page' }).click()
  await expect(row(page, 'listTopics').first()).toContainText(instance_id)
  await row(page, 'listTopics').first().getByRole('link').first().click()
  await expect(control(page, 'instance_id')).toHaveValue(instance_id)

  await test.step('a failure leads to the call that failed', async () => {
    await setFaults('fail:listUsers:500')
    await goTo(page, rocketmqPaths.users({ connection, instance_id }))
    await page.getByRole('alert').getByRole('link', { name: 'Show this call' }).click({ timeout: 15_000 })
    await expect(page).toHaveURL(/rocketmq\/listUsers/)
    await expect(control(page, 'instance_id')).toHaveValue(instance_id)
  })
})

test('a link to a call keeps its values over a reload, or says that it cannot', async ({ page, open, connection }) => {
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  const operation = { connection, family: 'rocketmq', operationId: 'exportDeadLetterMessages' } as const
  /** Calls the operation, and opens that call from the list of the tab's calls. */
  const openCall = async (msg_id_list: readonly string[]) => {
    await goToOperation(page, operation, { instance_id, body: { topic: 'order-paid', msg_id_list } })
    await runButton(page).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await goTo(page, explorerPaths.calls({ connection }))
    await row(page, 'exportDeadLetterMessages').first().getByRole('link').first().click()
    await expect(control(page, 'msg_id_list 1')).toHaveValue(msg_id_list[0] ?? '')
  }

  const alike = Array.from({ length: 200 }, (_, n) => `${'message-'.repeat(6)}${n}`)
  await openCall(alike)
  await expect(page).toHaveURL(/\?z=[\w-]+$/)
  const link = page.url()
  await page.reload()
  await expect(control(page, 'msg_id_list 200')).toHaveValue(alike[199] ?? '')
  expect(page.url()).toBe(link)

  await test.step('values that no address can hold', async () => {
    await openCall(Array.from({ length: 200 }, (_, n) => createHash('sha256').update(`${n}`).digest('hex')))
    await expect(page).toHaveURL(/\?call=\d+$/)
    await expect(page.getByText('they are gone after a reload')).toBeVisible()
    await page.reload()
    await expect(page.getByText('held in the tab that made it')).toBeVisible()
  })
})
