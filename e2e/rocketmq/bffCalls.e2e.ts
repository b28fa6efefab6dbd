/** What a big instance costs the cloud: counted in the cloud's own book, so only with the real server. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import type { ServerStack } from '../../scripts/stack.ts'
import { instanceId } from '../addresses.ts'
import { expect, fillForm, row, test, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

/** Opens the instance with 10,000 topics, 2,000 groups and 300 users. */
async function openMega(page: Page, open: Open): Promise<void> {
  await open((at) => rocketmqPaths.instances(at), { mock: 'large' })
  await page.getByRole('table').getByRole('link', { name: 'mega-cluster', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'mega-cluster' })).toBeVisible()
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
}

/** How many calls for records a step makes, by what they read: `{ topics: 1 }`. */
async function callsOf(page: Page, server: ServerStack, step: () => Promise<void>): Promise<Record<string, number>> {
  const { connection, cloud } = server
  const id = await instanceId(page, connection, 'mega-cluster')
  // The cloud keeps the newest requests of all flows: one that is like no other tells where this step begins.
  const mark = `mark-${crypto.randomUUID()}`
  await page.evaluate(async (path) => {
    await fetch(path, { headers: { 'x-gantry': '1' } })
  }, `/cloud/${connection}/rocketmq/v2/-/instances/${id}/topics/${mark}`)
  await step()
  const seen = await cloud.seen()
  const calls: Record<string, number> = {}
  for (const { target } of seen.slice(seen.findIndex((one) => one.target.includes(mark)) + 1)) {
    const { pathname, searchParams } = new URL(target, 'http://cloud')
    const what = /\/instances\/[^/]+\/(.+)$/.exec(pathname)?.[1]
    // One record is asked for where only the quota beside it is wanted.
    if (what !== undefined && searchParams.get('limit') !== '1') calls[what] = (calls[what] ?? 0) + 1
  }
  return calls
}

test('lists cost one call for each page of the cloud that is shown', async ({ page, open, server }) => {
  await openMega(page, open)
  const topics = await callsOf(page, server, async () => {
    await openTab(page, 'Topics')
    await expect(page.getByText('1–50 of 10,000')).toBeVisible()
  })
  expect(topics).toEqual({ topics: 1 })
  const more = await callsOf(page, server, async () => {
    await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('100')
    await expect(page.getByText('1–100 of 10,000')).toBeVisible()
  })
  expect(more).toEqual({ topics: 2 })
  const groups = await callsOf(page, server, async () => {
    await openTab(page, 'Consumer groups')
    await expect(page.getByText('1–50 of 2,000', { exact: true })).toBeVisible()
  })
  expect(groups).toEqual({ groups: 1 })
  const users = await callsOf(page, server, async () => {
    await openTab(page, 'Users')
    await expect(page.getByText('1–50 of 300')).toBeVisible()
  })
  expect(users).toEqual({ users: 1 })
})

test('a topic is chosen among the first, or its name is typed', async ({ page, open, server }) => {
  await openMega(page, open)
  const calls = await callsOf(page, server, async () => {
    await openTab(page, 'Messages')
    await expect(
      page.getByText('The first 50 of 10,000 topics are offered; type the exact name of another.'),
    ).toBeVisible()
  })
  expect(calls).toEqual({ topics: 1 })
  await page.getByRole('combobox', { name: 'Topic' }).fill('topic-09999')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText(/messages stored · newest/)).toBeVisible()
  const kept = await callsOf(page, server, async () => {
    await page.getByRole('combobox', { name: 'Topic' }).fill('%DLQ%group-1999')
    await expect(page.getByRole('option', { name: '%DLQ%group-1999', exact: true })).toBeVisible()
  })
  expect(kept).toEqual({ groups: 2 })
})

test('rights of a user are given to names that no list has shown', async ({ page, open, server }) => {
  await openMega(page, open)
  await openTab(page, 'Users')
  await expect(page.getByText('1–50 of 300')).toBeVisible()
  const form = page.getByRole('dialog', { name: 'Create user' })
  const opening = await callsOf(page, server, async () => {
    await page.getByRole('link', { name: 'Create user' }).click()
    await expect(form.getByRole('button', { name: 'Add a topic' })).toBeVisible()
  })
  expect(opening).toEqual({})
  const naming = await callsOf(page, server, async () => {
    await form.getByRole('button', { name: 'Add a consumer group' }).click()
    await expect(form.getByText('The first 50 of 2,000 consumer groups are offered')).toBeVisible()
    await form.getByRole('combobox', { name: 'Consumer group', exact: true }).fill('group-1999')
    await page.getByRole('option', { name: 'group-1999', exact: true }).click()
    await form.getByRole('button', { name: 'Add a topic' }).click()
    await expect(form.getByText('The first 50 of 10,000 topics are offered')).toBeVisible()
    await form.getByRole('combobox', { name: 'Topic', exact: true }).fill('topic-09999')
    await page.keyboard.press('Tab')
  })
  expect(naming).toEqual({ groups: 2, topics: 1 })
  await fillForm(form, { 'Name (access key)': 'flow-writer', 'Secret key': 'Flow#secret42' })
  await form.getByRole('button', { name: 'Create user' }).click()
  await expect(page.getByRole('dialog', { name: 'User flow-writer created' })).toBeVisible()
})

test('two groups of two thousand are changed without reading the others', async ({ page, open, server }) => {
  await openMega(page, open)
  await openTab(page, 'Consumer groups')
  await expect(page.getByText('1–50 of 2,000', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Page 40', exact: true }).click()
  for (const group of ['group-1960', 'group-1970']) await row(page, group).getByRole('checkbox').check()
  const dialog = page.getByRole('dialog', { name: 'Change settings of 2 groups' })
  const reading = await callsOf(page, server, async () => {
    await page.getByRole('button', { name: 'Change settings…' }).click()
    await expect(dialog.getByText('Nothing chosen yet.')).toBeVisible()
  })
  expect(reading).toEqual({ groups: 3 })
  await fillForm(dialog, { 'Max. retries': '7' })
  await expect(dialog.getByText('2 of 2 groups will be changed')).toBeVisible()
})
