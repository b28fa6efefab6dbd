import { readFileSync } from 'node:fs'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, instanceId, seeded } from '../addresses.ts'
import { expect, fillForm, row, test, toast, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

/** Opens the consumer groups of the instance that the shop lives in. */
async function openGroups(page: Page, open: Open, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.groups(seeded(at)), options)
  await expect(row(page, 'billing-writer')).toBeVisible()
}

async function openGroup(page: Page, open: Open, group: string, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.group({ ...seeded(at), group }), options)
  await expect(page.getByRole('heading', { level: 1, name: group })).toBeVisible()
}

const select = (page: Page, name: string) => row(page, name).getByRole('checkbox').check()
/** The switch of the tree is a radio group whose inputs are drawn as their labels. */
const unfold = (page: Page, depth: string) =>
  page.getByRole('radiogroup', { name: 'Unfold to' }).getByText(depth, { exact: true }).click()
const tree = (page: Page) => page.getByRole('table', { name: /with their lag$/ })

test('the list tells the quota, and the lag when it is asked for', async ({ page, open }) => {
  await openGroups(page, open)
  await expect(page.getByText('25 of 24,000 groups used')).toBeVisible()
  await expect(row(page, 'promo-mailer')).toContainText('Blocked')
  await expect(row(page, 'price-cache')).toContainText('Broadcasting')
  await expect(page.getByRole('columnheader', { name: 'Lag' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show lag' }).click()
  await expect(row(page, 'analytics-loader')).toContainText(/\d,\d{3}/)
  await expect(page).toHaveURL(/[?&]lag=1/)
  await page.getByRole('button', { name: 'Hide lag' }).click()
  await expect(page.getByRole('columnheader', { name: 'Lag' })).toHaveCount(0)
})

/** The file that a button makes, as lines of fields; none of these names has a comma. */
async function exported(page: Page, click: () => Promise<void>): Promise<string[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  const text = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '')
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
}

test('groups are ordered, filtered and exported by the lag that is known', async ({ page, open, connection }) => {
  test.slow()
  await openGroups(page, open)
  await page.getByRole('button', { name: 'Show lag' }).click()
  await expect(page.getByText('Lag known of 25 of 25 groups.')).toBeVisible({ timeout: 20_000 })
  const head = page.getByRole('columnheader', { name: 'Lag' })
  await head.getByRole('button').click()
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  const [titles = [], ...lines] = await exported(page, async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
  })
  const lags = lines.map((line) => Number(line[titles.indexOf('Lag')]))
  expect(lags).toHaveLength(25)
  expect(lags[0]).toBeGreaterThan(1000)
  expect(lags).toEqual(lags.toSorted((a, b) => b - a))

  await test.step('what is ordered by it goes when it is hidden', async () => {
    await page.getByRole('button', { name: 'Hide lag' }).click()
    await expect(page).not.toHaveURL(/lag/)
  })

  await test.step('a link that filters by a lag nobody has read says so, and offers to read it', async () => {
    const at = { connection, instance_id: await instanceId(page, connection, 'orders-prod') }
    // Loaded anew: nothing is known yet.
    await page.reload()
    await expect(row(page, 'billing-writer')).toBeVisible()
    await goTo(page, `${rocketmqPaths.groups(at)}?lag=1&sort=-lag&f=lag:ge:1000`)
    await expect(page.getByText('Lag known of 0 of 25 groups.')).toBeVisible()
    await expect(page.getByText('The others come last, and no filter on lag lets them pass.')).toBeVisible()
    await page.getByRole('button', { name: 'Read the lag of 25 more' }).click()
    await expect(page.getByText('Lag known of 25 of 25 groups.')).toBeVisible({ timeout: 20_000 })
    await expect(row(page, 'analytics-loader')).toBeVisible()
    await expect(page.getByText('The others come last')).toHaveCount(0)
  })
})

test('a lag that cannot be read is not zero', async ({ page, open }) => {
  await openGroups(page, open, { mock: 'fail:listConsumerGroupTopics:403' })
  await page.getByRole('button', { name: 'Show lag' }).click()
  await expect(row(page, 'billing-writer')).toContainText('– could not be read')
  await expect(page.getByText('Lag known of 0 of 25 groups.')).toBeVisible()
  await page.getByRole('link', { name: 'billing-writer', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'billing-writer' })).toBeVisible()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByText('Up to date')).toHaveCount(0)
})

test('a group is created, changed and deleted', async ({ page, open }) => {
  await openGroups(page, open)

  await test.step('create', async () => {
    await page.getByRole('link', { name: 'Create group' }).first().click()
    const form = page.getByRole('dialog', { name: /Create consumer group/ })
    await fillForm(form, { Name: 'no spaces please' })
    await form.getByRole('button', { name: 'Create group' }).click()
    await expect(form.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
    await fillForm(form, { Name: 'coupon-writer' })
    await form.getByRole('button', { name: 'Create group' }).click()
    await expect(toast(page, 'coupon-writer created')).toBeVisible()
    await expect(row(page, 'coupon-writer')).toBeVisible()
  })

  await test.step('open', async () => {
    await page.getByRole('link', { name: 'coupon-writer', exact: true }).click()
    await expect(page.getByText('The group reads no topic')).toBeVisible()
  })

  await test.step('change', async () => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const form = page.getByRole('dialog', { name: /Edit consumer group/ })
    await expect(form.getByText('Nothing has been changed.')).toBeVisible()
    await fillForm(form, { 'Clients may consume': false })
    await expect(form.getByText('stop consuming at once')).toBeVisible()
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(toast(page, 'coupon-writer changed')).toBeVisible()
    await expect(page.getByText('Blocked', { exact: true })).toBeVisible()
  })

  await test.step('delete', async () => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete consumer group' })
    await expect(dialog.getByText('reads no topic')).toBeVisible()
    await expect(dialog.getByText('%RETRY%coupon-writer')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Delete consumer group' })).toBeDisabled()
    await dialog.getByLabel('Type coupon-writer to confirm').fill('coupon-writer')
    await dialog.getByRole('button', { name: 'Delete consumer group' }).click()
    await expect(toast(page, 'coupon-writer deleted')).toBeVisible()
    await expect(row(page, 'billing-writer')).toBeVisible()
    await expect(row(page, 'coupon-writer')).toHaveCount(0)
  })
})

test('a change made meanwhile is not overwritten, and unknown fields survive', async ({ page, open, connection }) => {
  await openGroup(page, open, 'billing-writer')
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: /Edit consumer group/ })
  await form.getByLabel(/^Retries at most/).fill('9')
  const instance = /instances\/([^/]+)/.exec(page.url())?.[1] ?? ''
  const path = `/cloud/${connection}/rocketmq/v2/-/instances/${instance}/groups/billing-writer`
  const theirs =
    '{"name":"billing-writer","enabled":false,"retry_max_time":5,"broadcast":false,"from_beginning":false,"ticket":9007199254740993}'
  await page.evaluate(
    async ([url, body]) => {
      await fetch(url, { method: 'PUT', body, headers: { 'content-type': 'application/json', 'x-gantry': '1' } })
    },
    [path, theirs] as const,
  )
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('Somebody changed this meanwhile')).toBeVisible()
  await form.getByRole('button', { name: 'Take over the new state' }).click()
  await expect(form.getByLabel(/^Retries at most/)).toHaveValue('9')
  await expect(form.getByRole('switch', { name: 'Clients may consume' })).not.toBeChecked()
  const sent = page.waitForRequest((request) => request.method() === 'PUT')
  await form.getByRole('button', { name: 'Save' }).click()
  const body = (await sent).postData() ?? ''
  expect(body).toContain('"ticket":9007199254740993')
  expect(JSON.parse(body)).toMatchObject({ enabled: false, retry_max_time: 9, from_beginning: false })
  await expect(toast(page, 'billing-writer changed')).toBeVisible()
})

test('several groups are changed and deleted in the background', async ({ page, open, passTime }) => {
  await openGroups(page, open, { clock: true })

  await test.step('change', async () => {
    for (const group of ['billing-writer', 'fraud-check', 'promo-mailer']) await select(page, group)
    await page.getByRole('button', { name: 'Change settings…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change settings of 3 groups' })
    await expect(dialog.getByText('Nothing chosen yet.')).toBeVisible()
    await fillForm(dialog, { 'Retries at most': '7', 'Clients may consume': 'Off' })
    await expect(row(page, 'billing-writer').filter({ hasText: 'Retries at most' })).toContainText('57')
    await expect(dialog.getByText('3 of 3 groups will be changed')).toBeVisible()
    await dialog.getByRole('button', { name: 'Change 3 groups' }).click()
    await expect(toast(page, 'The change of 3 groups has started')).toBeVisible()
    await passTime(120_000)
    await page.getByRole('button', { name: 'Refresh', exact: true }).last().click()
    await expect(row(page, 'fraud-check')).toContainText('Blocked')
    await expect(row(page, 'fraud-check')).toContainText('7')
  })

  await test.step('delete', async () => {
    await page.getByRole('button', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete 3 consumer groups' })
    await expect(dialog.getByText(/billing-writer.*reads order-paid.*billing_writer/)).toBeVisible()
    await dialog.getByLabel('Type 3 to confirm').fill('3')
    await dialog.getByRole('button', { name: 'Delete 3 consumer groups' }).click()
    await expect(toast(page, 'The deletion of 3 groups has started')).toBeVisible()
    await passTime(120_000)
    await page.getByRole('button', { name: 'Refresh', exact: true }).last().click()
    await expect(row(page, 'fraud-check')).toHaveCount(0)
    await expect(row(page, 'order-fulfilment')).toBeVisible()
  })
})

test('lag goes down to the queue that hangs, by keyboard, and stands in the address', async ({ page, open }) => {
  await openGroup(page, open, 'search-indexer')
  await expect(page.getByText('Behind', { exact: true })).toBeVisible()
  await expect(row(page, 'queue 0')).toHaveCount(0)
  await tree(page).getByRole('button', { name: 'broker-1', expanded: false }).first().focus()
  await page.keyboard.press('Enter')
  await expect(row(page, 'queue 0').first()).toContainText('@')
  await page.reload()
  await expect(row(page, 'queue 0').first()).toContainText('@')
  await unfold(page, 'Topics')
  await expect(tree(page).getByRole('row')).toHaveCount(3)
})

test('the tree is ordered by lag and exported queue by queue', async ({ page, open }) => {
  await openGroup(page, open, 'search-indexer')
  await unfold(page, 'Topics')
  await page.getByRole('radiogroup', { name: 'Order of topics' }).getByText('Most lag first').click()
  await expect(page).toHaveURL(/order=lag/)
  const lags = await tree(page)
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1).map((one) => Number((one.querySelectorAll('td')[2]?.textContent ?? '').replaceAll(',', ''))),
    )
  expect(lags).toHaveLength(2)
  expect(lags).toEqual(lags.toSorted((a, b) => b - a))
  const [titles, ...lines] = await exported(page, () => page.getByRole('button', { name: 'Export CSV' }).click())
  expect(titles?.slice(0, 3)).toEqual(['Topic', 'Broker', 'Queue'])
  expect(new Set(lines.map(([topic]) => topic))).toEqual(new Set(['stock-changed', 'price-updated']))
  expect(lines.length).toBeGreaterThan(6)
})

test('offsets beyond 2^53 are shown digit for digit', async ({ page, open }) => {
  await openGroup(page, open, 'audit-archiver')
  await unfold(page, 'Queues')
  await expect(row(page, 'queue 0').first()).toContainText(/9,007,199,254,\d{3},\d{3}/)
})

test('what a reset will do is counted where the API tells it', async ({ page, open }) => {
  await openGroup(page, open, 'search-indexer')
  await page.getByRole('link', { name: 'Reset the offset of stock-changed' }).click()
  const form = page.getByRole('dialog', { name: /Reset consumer offset/ })
  await expect(form.getByText('the API tells no offset for a time')).toBeVisible()
  await fillForm(form, { 'Move to': 'Now, skip what waits' })
  await expect(form.getByText(/\d+ messages will be skipped/)).toBeVisible()
  await fillForm(form, { 'Move to': 'Oldest message stored' })
  await expect(form.getByText(/[\d,]+ messages will be delivered again/)).toBeVisible()
  await form.getByLabel('Type search-indexer to confirm').fill('billing-writer')
  await form.getByRole('button', { name: 'Reset offset' }).click()
  await expect(form.getByText('This is not the name of the group.')).toBeVisible()
})

test('a reset tells what it did, queue by queue', async ({ page, open }) => {
  await openGroup(page, open, 'search-indexer')
  await page.getByRole('link', { name: 'Reset the offset of stock-changed' }).click()
  const form = page.getByRole('dialog', { name: /Reset consumer offset/ })
  await expect(form.getByRole('radio')).toHaveCount(3)
  await fillForm(form, { 'Move to': 'Oldest message stored' })
  await form.getByLabel('Type search-indexer to confirm').fill('search-indexer')
  await form.getByRole('button', { name: 'Reset offset' }).click()
  const result = page.getByRole('dialog', { name: 'Offset reset' })
  await expect(result.getByText('search-indexer on stock-changed')).toBeVisible()
  await expect(result.getByRole('row').nth(1)).toContainText(/-\d,\d{3}/)
  await result.getByRole('button', { name: 'Close' }).last().click()
  await expect(result).toHaveCount(0)
  await expect(row(page, 'stock-changed')).toContainText(/1\d\d,\d{3}/)
})

test('a refused reset keeps what was typed', async ({ page, open }) => {
  await openGroup(page, open, 'billing-writer', { mock: 'fail:resetConsumerOffset:500' })
  await page.getByRole('link', { name: 'Reset the offset of order-paid' }).click()
  const form = page.getByRole('dialog', { name: /Reset consumer offset/ })
  await expect(form.getByRole('radio')).toHaveCount(3)
  await fillForm(form, { 'Move to': 'Now, skip what waits' })
  await form.getByLabel('Type billing-writer to confirm').fill('billing-writer')
  await form.getByRole('button', { name: 'Reset offset' }).click()
  await expect(form.getByRole('alert')).toBeVisible()
  await expect(form.getByLabel('Type billing-writer to confirm')).toHaveValue('billing-writer')
})

test('users of a group, also where only the older operation exists', async ({ page, open, setMock }) => {
  await openGroup(page, open, 'billing-writer')
  await page.getByRole('link', { name: 'Who may use it' }).click()
  await expect(row(page, 'billing_writer')).toContainText('Subscribe')
  await setMock('fail:listConsumerGroupAccessPolicies:404')
  // A page that is left while it loads may complain of it.
  await expect(row(page, 'billing_writer')).toContainText('Subscribe')
  await page.reload()
  await expect(row(page, 'billing_writer')).toContainText('Subscribe')
})

test('a failed creation is told in the form', async ({ page, open }) => {
  await openGroups(page, open, { mock: 'fail:createConsumerGroup:503' })
  await page.getByRole('link', { name: 'Create group' }).first().click()
  const form = page.getByRole('dialog', { name: /Create consumer group/ })
  await fillForm(form, { Name: 'coupon-writer' })
  await form.getByRole('button', { name: 'Create group' }).click()
  await expect(form.getByRole('alert')).toBeVisible()
  await expect(form.getByLabel('Name')).toHaveValue('coupon-writer')
})

test('a list that cannot be read is not an empty one', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at), { mock: 'fail:listConsumerGroups:500' })
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  await page.getByRole('link', { name: 'Consumer groups', exact: true }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByText('No consumer groups yet')).toHaveCount(0)
})
