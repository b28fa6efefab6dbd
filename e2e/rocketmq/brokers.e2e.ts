import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, row, test, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

async function openBrokers(page: Page, open: Open, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.brokers(seeded(at)), options)
  await expect(page.getByRole('heading', { level: 1, name: 'orders-prod' })).toBeVisible()
}

test('lists brokers with their nodes', { tag: '@both' }, async ({ page, open }) => {
  await openBrokers(page, open)
  for (const broker of ['broker-0', 'broker-1', 'broker-2']) await expect(row(page, broker)).toBeVisible()
  await expect(row(page, 'broker-0')).toContainText('3')
  // The answer has no count; its only page tells.
  await expect(page.getByText('1–3 of 3', { exact: true })).toBeVisible()
  await page
    .getByRole('button', { name: 'Sort by Broker' })
    .or(page.getByRole('columnheader', { name: 'Broker', exact: true }).getByRole('button'))
    .first()
    .click()
  await expect(page).toHaveURL(/sort=broker_name/)
})

test('brokers that cannot be read are not none', async ({ page, open }) => {
  await openBrokers(page, open, { mock: 'fail:listBrokers:503' })
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
  await expect(page.getByText('No brokers')).toHaveCount(0)
})
