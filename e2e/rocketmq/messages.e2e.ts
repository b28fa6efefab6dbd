import AxeBuilder from '@axe-core/playwright'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, row, test, type Page } from '../fixtures.ts'

type Open = (
  target: (at: { connection: string }) => string,
  options?: { mock?: string; lang?: 'en' | 'zh'; scheme?: 'light' | 'dark' },
) => Promise<void>

/** The tab for messages of an instance of the simulated cloud. */
async function openMessages(open: Open, page: Page, options?: Parameters<Open>[1], instance = 'orders-prod') {
  await open((at) => rocketmqPaths.messages(seeded(at, instance)), options)
  await expect(page.getByRole('form', { name: 'Search messages' })).toBeVisible()
}

async function search(page: Page, topic: string) {
  await page.getByRole('combobox', { name: 'Topic' }).fill(topic)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
}

/** Chooses in a row of choices; the radio buttons themselves are hidden behind their labels. */
async function pick(page: Page, choice: string) {
  await page.getByRole('radiogroup').getByText(choice, { exact: true }).click()
  await expect(page.getByRole('radio', { name: choice, exact: true })).toBeChecked()
}

const table = (page: Page) => page.getByRole('table', { name: 'Messages' })
const firstMessage = (page: Page) => table(page).getByRole('row').nth(1).getByRole('link')

test('searches by time, id and key, and a link shows the same', { tag: '@both' }, async ({ open, page }) => {
  await openMessages(open, page)

  await test.step('nothing is asked before a topic is there', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.getByText('Required')).toBeVisible()
    await expect(page.getByText('Choose a topic to see its messages')).toBeVisible()
    expect(asked.filter((url) => /\/messages\?/.test(url))).toEqual([])
  })

  await test.step('a topic of the list, the last hour', async () => {
    await page.getByRole('combobox', { name: 'Topic' }).fill('order-pa')
    await page.getByRole('option', { name: 'order-paid', exact: true }).click()
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.getByText(/messages stored · newest/)).toBeVisible()
    await expect(table(page).getByRole('row')).toHaveCount(51)
    await expect(page.getByText(/^1–50 of \d{3}/)).toBeVisible()
    await expect(page).toHaveURL(/topic=order-paid&range=1h&start_time=\d+&end_time=\d+/)
  })

  const id = (await firstMessage(page).textContent()) ?? ''
  const key = (await table(page).getByRole('row').nth(1).getByRole('cell').nth(2).textContent()) ?? ''
  expect(key).toMatch(/^ORD-\d+$/)

  await test.step('the same message by its key', async () => {
    await pick(page, 'Key')
    await page.getByRole('textbox', { name: 'Key' }).fill(key)
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(table(page).getByRole('row')).toHaveCount(2)
    await expect(row(page, key)).toContainText(id)
  })

  await test.step('the same message by its id', async () => {
    await pick(page, 'Message ID')
    await page.getByRole('textbox', { name: 'Message ID' }).fill(id)
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page).toHaveURL(/by=id/)
    await expect(table(page).getByRole('row')).toHaveCount(2)
  })

  await test.step('Back brings the search before, in the form too', async () => {
    await page.goBack()
    await expect(page.getByRole('textbox', { name: 'Key' })).toHaveValue(key)
    await expect(table(page).getByRole('row')).toHaveCount(2)
  })

  await test.step('what is not there is empty, not an error', async () => {
    await page.getByRole('textbox', { name: 'Key' }).fill('no-such-key')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.getByText('No message with this key in this range')).toBeVisible()
  })

  await test.step('a range needs both ends', async () => {
    await pick(page, 'Time')
    await page.getByLabel('Time stored').selectOption('custom')
    await page.getByLabel(/^From/).fill('')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.getByText('Required')).toBeVisible()
  })
})

test('offers all topics of an instance of a few pages', async ({ open, page }) => {
  await openMessages(open, page)
  await page.getByRole('combobox', { name: 'Topic' }).fill('review-fa')
  await expect(page.getByRole('option', { name: 'review-failed', exact: true })).toBeVisible()
  await expect(page.getByText('topics are offered')).toHaveCount(0)
})

test('says which messages sorting saw', async ({ open, page }) => {
  await openMessages(open, page)
  await page.getByLabel('Time stored').selectOption('3d')
  await search(page, 'order-paid')
  await expect(table(page).getByRole('row')).toHaveCount(51)
  await page.getByRole('button', { name: /Size/ }).click()
  await expect(page.getByText(/Sorted and filtered are the first 2,000 of \d\d,\d{3} messages/)).toBeVisible({
    timeout: 20_000,
  })
})

test('offsets beyond 2^53 keep every digit', async ({ open, page }) => {
  await openMessages(open, page)
  await search(page, 'audit-trail')
  await expect(table(page).getByRole('row').nth(1)).toContainText(/9,007,199,254,8\d\d,\d{3}/)
})

test('shows one message: trace, body, properties', { tag: '@both' }, async ({ open, page }) => {
  await openMessages(open, page)
  await search(page, 'order-paid')
  // Newer ones may still wait to be delivered, again.
  await table(page).getByRole('row').nth(49).getByRole('link').click()

  await test.step('trace', async () => {
    await expect(page.getByText('Consumed by 2 of 2 groups')).toBeVisible()
    const lanes = page.getByRole('region', { name: 'Time line' }).getByRole('listitem')
    await expect(lanes).toHaveCount(4)
    await expect(lanes.nth(0)).toContainText(/Producer.*sent in \d+ ms/)
    await expect(lanes.nth(1)).toContainText(/Broker.*stored/)
    await expect(lanes.filter({ hasText: 'billing-writer' })).toContainText(/done/)
    await expect(page.getByRole('table', { name: 'Steps' }).getByRole('row', { name: /Send/ })).toContainText('Stored')
    const axe = await new AxeBuilder({ page }).analyze()
    expect(axe.violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)])).toEqual([])
  })

  await test.step('body, 64-bit numbers as they came', async () => {
    await page.getByRole('link', { name: 'Body', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Body' })).toContainText(/"customerId": 9007199254\d{6},/)
    await pick(page, 'Hex')
    await expect(page.getByRole('region', { name: 'Body' })).toContainText('00000000  7b 22')
    await expect(page).toHaveURL(/view=hex/)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toMatch(/^[\dA-F]+\.json$/)
  })

  await test.step('properties', async () => {
    await page.getByRole('link', { name: /^Properties/ }).click()
    await expect(page.getByRole('table', { name: 'Properties' }).getByRole('row', { name: /UNIQ_KEY/ })).toContainText(
      'ID given by the producer',
    )
    await expect(page.getByRole('definition').filter({ hasText: /192\.168\.1\.\d+:\d+/ })).toBeVisible()
  })

  await test.step('a key leads to its messages', async () => {
    await page.getByRole('link', { name: /^ORD-/ }).click()
    await expect(page).toHaveURL(/by=key/)
    await expect(table(page).getByRole('row')).toHaveCount(2)
  })
})

test('a binary body opens as hex, a big one begins and says so', async ({ open, page }) => {
  await openMessages(open, page)
  await page.getByLabel('Time stored').selectOption('24h')
  await search(page, 'product-thumbnails')
  await firstMessage(page).click()
  await page.getByRole('link', { name: 'Body', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Body' })).toContainText('50 4e 47')
  await expect(page.getByText(/^\d+ characters stand for bytes that are no text/)).toBeVisible()
  await expect(page.getByText(/^The checksum does not fit/)).toBeVisible()

  await page.goBack()
  await page.goBack()
  await page.getByLabel('Time stored').selectOption('24h')
  await search(page, 'catalog-export')
  await table(page).getByRole('row', { name: /KiB/ }).first().getByRole('link').click()
  await page.getByRole('link', { name: 'Body', exact: true }).click()
  await expect(page.getByText(/The first 65,536 of \d{3},\d{3} characters are shown/)).toBeVisible()
})

test('an ID that is not there, a topic that is not there', async ({ open, page }) => {
  await openMessages(open, page)
  await pick(page, 'Message ID')
  await page.getByRole('textbox', { name: 'Message ID' }).fill('C0A8010A0000277400002000000000000')
  await search(page, 'order-paid')
  await expect(page.getByText('No message with this ID in this topic')).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname}/order-paid/C0A8`)
  await expect(page.getByText('This message is not there')).toBeVisible()
  await page.getByRole('link', { name: 'Back to messages' }).click()
  await expect(table(page).getByRole('row')).toHaveCount(51)
  await search(page, 'no-such-topic')
  await expect(page.getByRole('alert')).toContainText('DMS.10240401')
})

test('a failed search and a failed trace are told, and the rest stays', async ({ open, page }) => {
  await openMessages(open, page, { mock: 'fail:listMessageTrace:DMS.00500006' })
  await search(page, 'order-paid')
  await table(page).getByRole('row').nth(49).getByRole('link').click()
  await expect(page.getByRole('alert')).toContainText('DMS.00500006')
  await page.getByRole('link', { name: 'Body', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Body' })).toContainText('customerId')
})

test('an instance that is not running is not asked', async ({ open, page }) => {
  await openMessages(open, page, undefined, 'crm-events')
  await expect(
    page.getByRole('paragraph').filter({ hasText: 'The instance is Faulty; this needs a running one' }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toHaveAttribute('aria-disabled', 'true')
})

test('speaks Chinese', async ({ open, page }) => {
  await open((at) => rocketmqPaths.instances(at), { lang: 'zh', scheme: 'dark' })
  await page.getByRole('link', { name: 'orders-prod', exact: true }).first().click()
  await page.getByRole('link', { name: '消息', exact: true }).click()
  await page.getByRole('combobox', { name: '主题' }).fill('order-paid')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByRole('table', { name: '消息' }).getByRole('row').nth(49).getByRole('link').click()
  await expect(page.getByText('2 个消费组中已有 2 个消费')).toBeVisible()
  const axe = await new AxeBuilder({ page }).analyze()
  expect(axe.violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)])).toEqual([])
})
