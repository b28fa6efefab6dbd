import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, row, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

/** Opens the consumer groups of the instance that the shop lives in. */
export async function openGroups(page: Page, open: Open, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.groups(seeded(at)), options)
  await expect(row(page, 'billing-writer')).toBeVisible()
}

export async function openGroup(page: Page, open: Open, group: string, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.group({ ...seeded(at), group }), options)
  await expect(page.getByRole('heading', { level: 1, name: group })).toBeVisible()
}
