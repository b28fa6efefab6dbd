import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, row, rowAction, test, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

async function openTopics(page: Page, open: Open, q: string, options?: OpenOptions, instance = 'orders-prod') {
  await open((at) => rocketmqPaths.topics(seeded(at, instance)), options)
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill(q)
  await expect(page).toHaveURL(/[?&]q=/)
}

/** Somebody else deletes a topic meanwhile and makes it anew, empty. */
async function replaceBehind(page: Page, name: string): Promise<void> {
  const [, connection = '', instance = ''] = /\/c\/([^/]+)\/rocketmq\/instances\/([^/?]+)/.exec(page.url()) ?? []
  const statuses = await page.evaluate(
    async ([path, topic]) => {
      const headers = { 'x-gantry': '1', 'content-type': 'application/json' }
      const gone = await fetch(`${path}/${topic}`, { method: 'DELETE', headers: { 'x-gantry': '1' } })
      const made = await fetch(path, { method: 'POST', headers, body: JSON.stringify({ name: topic }) })
      return [gone.ok, made.ok]
    },
    [`/cloud/${connection}/rocketmq/v2/-/instances/${instance}/topics`, name] as const,
  )
  expect(statuses).toEqual([true, true])
}

test('what a topic holds is counted again each time, and nothing is confirmed before', async ({
  page,
  open,
  setFaults,
}) => {
  await openTopics(page, open, 'order-paid')
  await rowAction(page, 'order-paid', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete topic' })
  await expect(dialog.getByText(/^Messages stored [1-9][\d,]+\.$/)).toBeVisible()
  await expect(dialog.getByText('Consumer groups that read it: billing-writer')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await replaceBehind(page, 'order-paid')
  await setFaults('slow')
  await rowAction(page, 'order-paid', 'Delete…')
  await dialog.getByRole('textbox').fill('order-paid')
  await expect(dialog.getByText('Looking up what depends on it…')).toBeVisible()
  await expect(dialog.getByText('Messages stored')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Delete topic' })).toBeDisabled()
  await expect(dialog.getByText('Messages stored 0.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Delete topic' })).toBeEnabled()
})

test('names the users with a right on the topic', async ({ page, open }) => {
  await openTopics(page, open, 'order-paid')
  await rowAction(page, 'order-paid', 'Delete…')
  await expect(page.getByRole('dialog')).toContainText(
    'Users with a right on it: ops-admin, order-service, billing_writer, analytics, partner-gateway.',
  )
})

test('of many users the first fifty are named', async ({ page, open }) => {
  await openTopics(page, open, 'load-test', { mock: 'large' }, 'mega-cluster')
  await rowAction(page, 'load-test', 'Delete…')
  await expect(page.getByRole('dialog')).toContainText(/Users with a right on it: user-000, .*, user-049 \+250\./)
})

test('users that cannot be looked up are not none; where ACL is off nobody asks', async ({ page, open }) => {
  const reads: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/accesspolicy')) reads.push(request.url())
  })
  await openTopics(page, open, 'order-paid', { mock: 'fail:listTopicAccessPolicies:403' })
  await rowAction(page, 'order-paid', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete topic' })
  await expect(dialog).toContainText('It is not known which users have a right on it.')
  expect(reads).toHaveLength(1)
  await openTopics(page, open, 'events', {}, 'legacy-events')
  await rowAction(page, /^events/, 'Delete…')
  await expect(dialog).toContainText('event-store')
  await expect(dialog).not.toContainText('users')
  expect(reads).toHaveLength(1)
})

test('of many topics the first ten are looked up, and it says so', async ({ page, open }) => {
  await openTopics(page, open, 'created', { mock: 'large' }, 'mega-cluster')
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('')
  for (let at = 1; at <= 12; at++)
    await row(page, `topic-${String(at).padStart(5, '0')}`)
      .getByRole('checkbox')
      .check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 12 topics' })
  await expect(dialog).toContainText('Looked up for the first 10 of 12 only.')
  await expect(dialog).toContainText('topic-00011, topic-00012')
})
