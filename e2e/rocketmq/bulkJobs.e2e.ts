import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import {
  expect,
  fillForm,
  type OpenOptions,
  type Page,
  row,
  rowAction,
  type Target,
  timedTest,
  toast,
} from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

async function openTab(open: Open, tab: 'topics' | 'groups', mock: string): Promise<void> {
  await open((at) => rocketmqPaths[tab](seeded(at)), { mock })
}

/** Opens from the tray what became of each item of a job. */
async function openItems(page: Page, job: string) {
  await page.getByRole('button', { name: 'Jobs', exact: true }).click()
  await page.getByRole('button', { name: `What became of each: ${job}` }).click()
  return page.getByRole('dialog', { name: job })
}

timedTest('topics that a bulk deletion left are named and tried again', async ({ page, open, passTime, setFaults }) => {
  await openTab(open, 'topics', 'fail:batchDeleteTopics:409:review-updated')
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('review-')
  for (const topic of ['review-created', 'review-updated', 'review-removed'])
    await row(page, topic).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 3 topics' })
  await dialog.getByLabel('Type 3 to confirm').fill('3')
  await dialog.getByRole('button', { name: 'Delete 3 topics' }).click()
  await expect(dialog).toHaveCount(0)
  await passTime(60_000)
  await expect(toast(page, 'Delete 3 topics')).toContainText('2 done, 1 failed.')

  const items = await openItems(page, 'Delete 3 topics')
  await expect(items.getByRole('status')).toContainText('2 done, 1 failed')
  await expect(items.getByRole('listitem').filter({ hasText: 'review-updated' })).toContainText('Failed')
  await expect(items.getByRole('listitem').filter({ hasText: 'review-created' })).toContainText('Done')
  await setFaults('')
  await items.getByRole('button', { name: 'Retry 1 failed' }).click()
  const again = page.getByRole('dialog', { name: 'Retry 1 failed' })
  await expect(again).toContainText('review-updated')
  await expect(again).not.toContainText('review-created')
  await again.getByLabel('Type review-updated to confirm').fill('review-updated')
  await again.getByRole('button', { name: 'Retry 1 failed' }).click()
  await expect(again).toHaveCount(0)
  await passTime(60_000)
  await expect(toast(page, 'Delete 3 topics (again: 1)')).toContainText('1 done, 0 failed.')
  await expect(row(page, 'review-failed')).toBeVisible()
  await expect(row(page, 'review-updated')).toHaveCount(0)
})

timedTest('groups that a bulk change left are named and tried again', async ({ page, open, passTime, setFaults }) => {
  await openTab(open, 'groups', 'fail:batchUpdateConsumerGroups:409:fraud-check')
  for (const group of ['billing-writer', 'fraud-check', 'order-fulfilment'])
    await row(page, group).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Change settings…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change settings of 3 groups' })
  await fillForm(dialog, { 'Max. retries': '7' })
  await dialog.getByRole('button', { name: 'Change 3 groups' }).click()
  await expect(dialog).toHaveCount(0)
  await passTime(60_000)
  await expect(toast(page, 'Change 3 consumer groups').filter({ hasText: 'failed' })).toContainText('2 done, 1 failed.')

  await page.getByRole('button', { name: 'Jobs', exact: true }).click()
  await page.getByRole('link', { name: 'All jobs of this connection' }).click()
  await rowAction(page, 'Change 3 consumer groups', 'What became of each')
  const items = page.getByRole('dialog', { name: 'Change 3 consumer groups' })
  await expect(items.getByRole('listitem').filter({ hasText: 'fraud-check' })).toContainText('Failed')
  await setFaults('')
  await items.getByRole('button', { name: 'Retry 1 failed' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retry 1 failed' }).click()
  await expect(toast(page, 'Started again for 1.')).toBeVisible()
  await passTime(60_000)
  await expect(row(page, /again: 1/)).toContainText('Done')
  await expect(row(page, /again: 1/)).toContainText('1 done, 0 failed.')
})

timedTest('groups that a bulk deletion left are named', async ({ page, open, passTime }) => {
  await openTab(open, 'groups', 'fail:batchDeleteConsumerGroups:409:fraud-check')
  for (const group of ['billing-writer', 'fraud-check']) await row(page, group).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 consumer groups' })
  await dialog.getByLabel('Type 2 to confirm').fill('2')
  await dialog.getByRole('button', { name: 'Delete 2 consumer groups' }).click()
  await expect(dialog).toHaveCount(0)
  await passTime(60_000)
  await expect(toast(page, 'Delete 2 consumer groups')).toContainText('1 done, 1 failed.')
  const items = await openItems(page, 'Delete 2 consumer groups')
  await expect(items.getByRole('listitem').filter({ hasText: 'fraud-check' })).toContainText('Failed')
})
