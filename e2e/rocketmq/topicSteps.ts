import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

export async function openTopics(
  page: Page,
  open: Open,
  options?: OpenOptions,
  instance = 'orders-prod',
): Promise<void> {
  await open((at) => rocketmqPaths.topics(seeded(at, instance)), options)
  await expect(page.getByRole('heading', { level: 1, name: instance })).toBeVisible()
}

export async function openTopic(page: Page, open: Open, topic: string, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.topic({ ...seeded(at), topic }), options)
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
}

export async function action(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}
