import { readFileSync } from 'node:fs'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, instanceId } from '../addresses.ts'
import { expect, fillForm, row, test, type Page } from '../fixtures.ts'
import { openGroup, openGroups } from './groupSteps.ts'

/** The switch of the tree is a radio group whose inputs are drawn as their labels. */
const unfold = (page: Page, depth: string) =>
  page.getByRole('radiogroup', { name: 'Unfold to' }).getByText(depth, { exact: true }).click()
const tree = (page: Page) => page.getByRole('table', { name: /with their lag$/ })

/** The file that a button makes, as lines of fields; none of these names has a comma. */
async function exported(page: Page, click: () => Promise<void>): Promise<string[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  const text = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '')
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
}

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

test('a group that may not consume is not said to keep up', async ({ page, open }) => {
  await openGroup(page, open, 'promo-mailer')
  await expect(page.getByText('Blocked with lag')).toBeVisible()
  await expect(page.getByText('Keeping up')).toHaveCount(0)
})

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

test(
  'lag goes down to the queue that hangs, by keyboard, and stands in the address',
  { tag: '@both' },
  async ({ page, open }) => {
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
  },
)

test('the tree is ordered by lag and exported queue by queue', async ({ page, open }) => {
  await openGroup(page, open, 'search-indexer')
  await unfold(page, 'Topics')
  await expect(tree(page)).toHaveAttribute('aria-busy', 'false')
  const lags = await tree(page)
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1).map((one) => Number((one.querySelectorAll('td')[2]?.textContent ?? '').replaceAll(',', ''))),
    )
  expect(lags).toHaveLength(2)
  expect(lags).toEqual(lags.toSorted((a, b) => b - a))
  await page.getByRole('radiogroup', { name: 'Order of topics' }).getByText('As listed').click()
  await expect(page).toHaveURL(/order=listed/)
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

test('long offsets hide neither what a reset moves nor the way to it', async ({ page, open }) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await openGroup(page, open, 'audit-archiver')
  await unfold(page, 'Queues')
  await expect(row(page, 'queue 0').first()).toContainText('9,007,199,254')
  const link = page.getByRole('link', { name: 'Reset the offset of audit-trail' })
  await expect(link).toBeInViewport({ ratio: 1 })
  await link.click()
  const form = page.getByRole('dialog', { name: /Reset consumer offset/ })
  await fillForm(form, { 'Move to': 'Oldest message stored' })
  for (const head of ['Now', 'Difference', 'After'])
    await expect(form.getByRole('columnheader', { name: head })).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 480, height: 1024 })
  await expect(form.getByRole('columnheader', { name: 'Difference' })).toBeInViewport({ ratio: 1 })
})

test('what a reset will do is counted where the API tells it', async ({ page, open }) => {
  await openGroup(page, open, 'search-indexer')
  await page.getByRole('link', { name: 'Reset the offset of stock-changed' }).click()
  const form = page.getByRole('dialog', { name: /Reset consumer offset/ })
  await expect(form.getByText('the API tells no offset for a time')).toBeVisible()
  await form.getByRole('button', { name: '1 h ago' }).click()
  await expect(form.getByLabel(/^Time/)).toHaveValue(/^\d{4}-\d\d-\d\dT\d\d:\d\d/)
  await fillForm(form, { 'Move to': 'Newest message, skip what waits' })
  await expect(form.getByText(/\d+ messages will be skipped/)).toBeVisible()
  await fillForm(form, { 'Move to': 'Oldest message stored' })
  await expect(form.getByText(/[\d,]+ messages will be delivered again/)).toBeVisible()
  await form.getByLabel('Type search-indexer to confirm').fill('billing-writer')
  await form.getByRole('button', { name: 'Reset offset' }).click()
  await expect(form.getByText('This is not the name of the group.')).toBeVisible()
})

test('a reset tells what it did, queue by queue', { tag: '@both' }, async ({ page, open }) => {
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
  await fillForm(form, { 'Move to': 'Newest message, skip what waits' })
  await form.getByLabel('Type billing-writer to confirm').fill('billing-writer')
  await form.getByRole('button', { name: 'Reset offset' }).click()
  await expect(form.getByRole('alert')).toBeVisible()
  await expect(form.getByLabel('Type billing-writer to confirm')).toHaveValue('billing-writer')
})
