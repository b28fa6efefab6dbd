import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { expect, row, rowAction, test } from '../fixtures.ts'
import { action, openTopic, openTopics } from './topicSteps.ts'

test('lists topics; page, filter and order stand in the address', { tag: '@both' }, async ({ page, open }) => {
  await openTopics(page, open)
  await expect(page.getByText('1–50 of 64')).toBeVisible()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('51–64 of 64')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('1–50 of 64')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('created')
  await expect(page.getByText(/of 10 that match/)).toBeVisible()
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(page).toHaveURL(/q=created/)
  await expect(page).toHaveURL(/sort=name/)
  await page.reload()
  await expect(page.getByText(/of 10 that match/)).toBeVisible()
})

for (const topic of ['discount-50%off', 'customer|vip', 'legacy.orders.v1']) {
  test(`a name leads where it says: ${topic}`, async ({ page, open }) => {
    await openTopic(page, open, topic)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
    await expect(page.getByRole('button', { name: `Copy ${topic}` })).toBeVisible()
  })
}

test('counts beyond 2^53 are exact', async ({ page, open }) => {
  await openTopic(page, open, 'audit-trail')
  const queues = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'broker-0', exact: true }) })
  await expect(queues.first()).toContainText(
    /4,503,599,627,\d{3},\d{3}|9,007,199,254,\d{3},\d{3}|1,501,199,875,\d{3},\d{3}/,
  )
})

test('shows who reads a topic and who may use it', { tag: '@both' }, async ({ page, open }) => {
  await openTopic(page, open, 'order-paid')
  await page.getByRole('link', { name: 'Consumers', exact: true }).click()
  await expect(row(page, 'billing-writer')).toBeVisible()
  await expect(row(page, 'order-fulfilment')).toBeVisible()
  await page.getByRole('link', { name: 'Who may use it', exact: true }).click()
  await expect(row(page, 'billing_writer')).toContainText('Subscribe')
  await expect(row(page, 'order-service')).toContainText('Publish')
  await page.getByRole('table').getByRole('link', { name: 'order-service' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'order-service' })).toBeVisible()
})

test('a reader of the topic is told with its lag, and reset from there', async ({ page, open }) => {
  await openTopic(page, open, 'order-created')
  await page.getByRole('link', { name: 'Consumers', exact: true }).click()
  await expect(row(page, 'legacy-sync').getByRole('cell').nth(1)).toHaveText(/^[1-9]\d,\d{3}$/)
  await rowAction(page, 'legacy-sync', 'Reset consumer offset')
  await expect(page.getByRole('dialog', { name: /Reset consumer offset/ })).toContainText('legacy-sync · order-created')
})

test('a lag that cannot be read is not zero', async ({ page, open }) => {
  await openTopic(page, open, 'order-created', { mock: 'fail:listConsumerGroupTopics:403' })
  await page.getByRole('link', { name: 'Consumers', exact: true }).click()
  await expect(row(page, 'legacy-sync')).toContainText('– could not be read')
})

test('the way back leads to the list', async ({ page, open }) => {
  await openTopic(page, open, 'order-created')
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' })
  await crumbs.getByRole('link', { name: 'Topics', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Topics' })).toBeVisible()
  await expect(crumbs.getByRole('listitem').last()).toHaveText('Topics')
  await expect(crumbs.getByText('Topics', { exact: true })).toHaveCount(1)
})

test('a list that shrinks under the reader shows its last page', async ({ page, open, connection }) => {
  await openTopics(page, open)
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption({ label: '10 / page' })
  await page.getByRole('button', { name: 'Page 7', exact: true }).click()
  await expect(page.getByText('61–64 of 64')).toBeVisible()
  const instance = /instances\/([^/]+)/.exec(page.url())?.[1] ?? ''
  await page.evaluate(async (path) => {
    for (const event of ['created', 'updated', 'removed', 'failed'])
      await fetch(`${path}${event}`, { method: 'DELETE', headers: { 'x-gantry': '1' } })
  }, `/cloud/${connection}/rocketmq/v2/-/instances/${instance}/topics/review-`)
  await page.getByRole('region', { name: 'Topics' }).getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('51–60 of 60')).toBeVisible()
  await expect(page).toHaveURL(/page=6/)
})

test('a failed list has a code, a way to try again, and is not empty', async ({ page, open }) => {
  await openTopics(page, open, { mock: 'fail:listTopics:503' })
  await expect(page.getByText('The cloud could not do this')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
  await expect(page.getByText('No topics yet')).toHaveCount(0)
})

test('without permission it says which one is missing', async ({ page, open, expectedErrors }) => {
  expectedErrors.push(/ApiError/)
  await open((at) => rocketmqPaths.instances(at), { mock: 'fail:getInstance:403' })
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  await expect(page.getByText('The cloud account needs the permission dms:instance:get.')).toBeVisible()
})

for (const fault of ['truncated:getTopicStatus', 'html:getTopicStatus']) {
  test(`message counts that do not arrive are not zero, and the topic stays usable: ${fault}`, async ({
    page,
    open,
  }) => {
    await openTopic(page, open, 'order-paid', { mock: fault })
    await expect(page.getByRole('alert').filter({ hasText: 'gantry.bad_answer' })).toBeVisible()
    await expect(page.getByRole('definition').filter({ hasText: /^0$/ })).toHaveCount(0)
    await action(page, 'Edit')
    await expect(page.getByRole('dialog', { name: 'Edit topic' })).toBeVisible()
  })
}

test('readers that cannot be looked up are not none', async ({ page, open }) => {
  await openTopics(page, open, { mock: 'fail:listTopicConsumerGroups:503' })
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('order-paid')
  // Other rows close the menu of one.
  await expect(page).toHaveURL(/q=order-paid/)
  await rowAction(page, 'order-paid', 'Delete…')
  await expect(page.getByRole('dialog')).toContainText('It is not known which consumer groups read it.')
})

test('where ACL is off, nobody has rights to show', async ({ page, open }) => {
  await openTopics(page, open, undefined, 'legacy-events')
  await page.getByRole('table').getByRole('link', { name: 'events', exact: true }).click()
  await page.getByRole('link', { name: 'Who may use it', exact: true }).click()
  await expect(page.getByText('Access control (ACL) is off')).toBeVisible()
})

test('one control refreshes a page: its object and the list that is open', async ({ page, open }) => {
  await openTopic(page, open, 'order-paid')
  const refresh = page.getByRole('main').getByRole('button', { name: /^Refresh/ })
  await expect(refresh).toHaveCount(1)
  const reads: string[] = []
  page.on('request', (request) => {
    const read = /\/v2\/[^/]+\/(instances\/.*)$/.exec(new URL(request.url()).pathname)
    if (read) reads.push((read[1] ?? '').replace(/^instances\/[^/]+/, ''))
  })
  await refresh.click()
  await expect.poll(() => reads.toSorted()).toEqual(['/topics/order-paid', '/topics/order-paid/status'])

  await openTopics(page, open)
  await expect(page.getByText('1–50 of 64')).toBeVisible()
  await expect(refresh).toHaveCount(1)
  reads.length = 0
  await refresh.click()
  await expect.poll(() => reads.toSorted()).toEqual(['', '/topics'])

  await page.getByRole('link', { name: 'Summary' }).click()
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible()
  await expect(refresh).toHaveCount(1)
  reads.length = 0
  await refresh.click()
  await expect.poll(() => reads).toEqual([''])
})

test('ten thousand topics are read page by page', async ({ page, open }) => {
  await openTopics(page, open, { mock: 'large' }, 'mega-cluster')
  await expect(page.getByText('1–50 of 10,000')).toBeVisible()
})
