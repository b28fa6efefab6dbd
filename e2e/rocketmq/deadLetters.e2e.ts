import { readFile } from 'node:fs/promises'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, test, type Page } from '../fixtures.ts'

type Open = (target: (at: { connection: string }) => string, options?: { mock?: string }) => Promise<void>

/** The dead letters of a group of the simulated cloud. */
async function openDeadLetters(open: Open, page: Page, group: string, mock?: string) {
  const to = (at: { connection: string }) => rocketmqPaths.groupDeadLetters({ ...seeded(at), group })
  await open(to, mock === undefined ? {} : { mock })
  await expect(page.getByText('Sending them again is not part of the cloud’s API')).toBeVisible()
}

const table = (page: Page) => page.getByRole('table', { name: 'Dead letters' })

async function exportAs(page: Page, format: 'JSON' | 'CSV') {
  await page.getByRole('button', { name: 'Export messages…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Export [\d,]+ dead letters?$/ })
  await dialog.getByRole('radio', { name: format }).check()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const file = await download
  return { dialog, name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

test('lists and exports what the group gave up on, in several calls', { tag: '@both' }, async ({ open, page }) => {
  await openDeadLetters(open, page, 'billing-writer')
  await expect(page.getByRole('link', { name: '%DLQ%billing-writer' })).toBeVisible()
  const rows = table(page).getByRole('row')
  await expect(rows.nth(1)).toBeVisible()
  const count = (await rows.count()) - 1
  expect(count).toBeGreaterThan(20)
  const calls: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/messages/export')) calls.push(request.postDataJSON())
  })
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  const { dialog, name, text } = await exportAs(page, 'JSON')
  expect(name).toMatch(/^DLQ-billing-writer \d{4}-\d\d-\d\d\.json$/)
  const messages = JSON.parse(text) as { msg_id: string; body: string }[]
  expect(messages).toHaveLength(count)
  expect(messages.every((message) => message.body.length > 0)).toBe(true)
  // Numbers of the body are in a text, so nothing rounds them.
  expect(text).toMatch(/customerId\\":9007199254\d{6}/)
  expect(calls).toHaveLength(Math.ceil(count / 20))
  expect(calls[0]).toMatchObject({ topic: '%DLQ%billing-writer' })
  await expect(dialog.getByRole('status')).toContainText(`${count} of ${count} messages exported.`)
})

test('exports one of them as CSV', async ({ open, page }) => {
  await openDeadLetters(open, page, 'billing-writer')
  await table(page).getByRole('row').nth(1).getByRole('checkbox').check()
  const { name, text } = await exportAs(page, 'CSV')
  expect(name).toMatch(/\.csv$/)
  expect(text.split('\r\n')).toHaveLength(3)
  expect(text).toContain('msg_id,UNIQ_KEY,topic,RETRY_TOPIC,ORIGIN_MESSAGE_ID')
})

test('the sentence around the topic is Chinese to its last mark', async ({ open, page }) => {
  await open((at) => rocketmqPaths.groupDeadLetters({ ...seeded(at), group: 'billing-writer' }), { lang: 'zh' })
  await expect(page.getByText(/存放在主题 %DLQ%billing-writer。云服务/)).toBeVisible()
})

test('a dead letter shows its tries and its original', async ({ open, page }) => {
  await openDeadLetters(open, page, 'billing-writer')
  await table(page).getByRole('row').nth(1).getByRole('link').click()
  await expect(page.getByText('Dead letter of')).toBeVisible()
  await expect(page.getByText('This message is a copy. The trace is that of the original message.')).toBeVisible()
  await expect(page.getByText('time is compressed between tries')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Steps' }).getByRole('row', { name: /Consume, retry 5/ })).toContainText(
    'Failed',
  )
})

test('another range of time stands in the address', async ({ open, page }) => {
  await openDeadLetters(open, page, 'billing-writer')
  await page.getByLabel('Time stored').selectOption('24h')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/range=24h&start_time=\d+&end_time=\d+/)
  await expect(table(page).getByRole('row').nth(1)).toBeVisible()
})

test('a group that never gave up has none, and that is no error', async ({ open, page }) => {
  await openDeadLetters(open, page, 'order-fulfilment')
  await expect(page.getByText('No dead letters', { exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a failed export saves nothing and can be tried again', async ({ open, page }) => {
  await openDeadLetters(open, page, 'billing-writer', 'fail:exportDeadLetterMessages:DMS.00500006')
  await table(page).getByRole('row').nth(1).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Export messages…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('DMS.00500006')
  await expect(dialog).toContainText('1 was not asked for')
  await expect(dialog.getByRole('button', { name: 'Try the rest again' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Save/ })).toHaveCount(0)
})

test('a failed list is an error, not "none"', async ({ open, page }) => {
  await openDeadLetters(open, page, 'billing-writer', 'fail:listMessages:503')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByText('No dead letters', { exact: true })).toHaveCount(0)
})
