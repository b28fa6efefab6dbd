import { rocketmqPaths } from '~/paths/rocketmq.ts'
import {
  expect,
  type OpenOptions,
  type Page,
  row,
  rowAction,
  type Target,
  test,
  timedTest,
  toast,
} from '../fixtures.ts'
import { watch } from '../watch.ts'
import { expectLocked } from './lockedActions.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

const openList = (open: Open, options?: OpenOptions) => open((at) => rocketmqPaths.instances(at), options)

const select = (page: Page, name: string) => row(page, name).getByRole('checkbox').check()

/** Path of something of the connection's RocketMQ, as the page itself calls it. */
const cloudPath = (connection: string, rest: string) => `/cloud/${connection}/rocketmq/v2/-/instances${rest}`

/** Somebody else, meanwhile: calls past the page, one after the other. */
async function behind(page: Page, method: string, path: string, bodies: readonly object[] = [{}]): Promise<void> {
  const failed = await page.evaluate(
    async ([how, where, all]) => {
      for (const body of all) {
        const headers = { 'x-gantry': '1', 'content-type': 'application/json' }
        const sent = how === 'DELETE' ? {} : { body: JSON.stringify(body) }
        const response = await fetch(where, { method: how, headers, ...sent })
        if (!response.ok) return `${how} ${where}: ${response.status} ${await response.text()}`
      }
      return ''
    },
    [method, path, bodies] as const,
  )
  expect(failed).toBe('')
}

/** Id of an instance of the list. */
async function idOf(page: Page, name: string): Promise<string> {
  const href = await page.getByRole('table').getByRole('link', { name, exact: true }).getAttribute('href')
  return href?.split('/').pop() ?? ''
}

/** An order that the cloud takes; with a name that ends in `-fail` its creation fails after 90 seconds. */
const order = (name: string) => ({
  name,
  engine: 'reliability',
  engine_version: '4.8.0',
  product_id: 'c6.4u8g.cluster',
  storage_spec_code: 'dms.physical.storage.ultra.v2',
  storage_space: 600,
  broker_num: 1,
  vpc_id: '7e6b7beb-ef13-4805-878d-285890170001',
  subnet_id: '7e6b7beb-ef13-4805-878d-285890170002',
  security_group_id: '7e6b7beb-ef13-4805-878d-285890170003',
  available_zones: ['9f1c5806706d4c1fb0eb72f0a9b18c77'],
})

timedTest(
  'deletes an instance after counting what goes with it',
  { tag: '@both' },
  async ({ page, open, passTime }) => {
    await openList(open)
    await page.getByRole('table').getByRole('link', { name: 'legacy-events', exact: true }).click()
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete instance' })
    // Its ACL is off: it has no users to count.
    await expect(dialog.getByText(/^4 topics, 2 consumer groups, [\d,]+ GB of messages$/)).toBeVisible()
    const confirm = dialog.getByRole('button', { name: 'Delete instance' })
    await dialog.getByRole('textbox').fill('legacy')
    await expect(confirm).toBeDisabled()
    await dialog.getByRole('textbox').fill('legacy-events')
    await confirm.click()
    await expect(toast(page, 'legacy-events is being deleted.')).toBeVisible()
    await expect(row(page, 'legacy-events')).toContainText('Deleting')
    await expectLocked(page, 'legacy-events', [/^Edit/, /^Delete/], 'The instance is being deleted.')
    await passTime(30_000)
    await expect(row(page, 'legacy-events')).toHaveCount(0, { timeout: 15_000 })
    await expect(row(page, 'orders-prod')).toBeVisible()
  },
)

test('what an instance holds is counted again each time, and nothing is confirmed before', async ({
  page,
  open,
  setFaults,
  connection,
}) => {
  await openList(open)
  const path = cloudPath(connection, `/${await idOf(page, 'payments-prod')}/topics/payout`)
  await rowAction(page, 'payments-prod', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete instance' })
  await expect(dialog.getByText(/^5 topics, 3 consumer groups, 2 users, [\d,]+ GB of messages$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await behind(page, 'DELETE', path)
  await setFaults('slow')
  await rowAction(page, 'payments-prod', 'Delete…')
  await dialog.getByRole('textbox').fill('payments-prod')
  await expect(dialog.getByText('Looking up what depends on it…')).toBeVisible()
  await expect(dialog.getByText('5 topics')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Delete instance' })).toBeDisabled()
  await expect(dialog.getByText('4 topics, 3 consumer groups, 2 users')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Delete instance' })).toBeEnabled()
})

test('what cannot be counted is unknown, not none', async ({ page, open }) => {
  await openList(open, { mock: 'fail:listTopics:403,fail:listUsers:500' })
  for (const name of ['payments-prod', 'crm-events']) await select(page, name)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const items = page.getByRole('dialog', { name: 'Delete 2 instances' }).getByRole('listitem')
  await expect(items.filter({ hasText: 'payments-prod' })).toContainText('– topics, 3 consumer groups, – users, ')
  // Only a running instance tells what is in it.
  await expect(items.filter({ hasText: 'crm-events' })).toContainText(': – topics, – consumer groups, ')
})

test('of many instances the first ten are counted, and it says so', async ({ page, open }) => {
  await openList(open, { mock: 'large' })
  const counts = watch(page, 'GET', /\/instances\/[^/]+\/topics\?/)
  for (let at = 1; at <= 12; at++) await select(page, `team-${String(at).padStart(2, '0')}-events`)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 12 instances' })
  await expect(dialog.getByText('Counted for the first 10 of 12 only.')).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: '4 topics, 2 consumer groups, ' })).toHaveCount(10)
  await expect(dialog.getByRole('listitem').filter({ hasText: 'team-12-events' })).toBeVisible()
  expect(counts).toHaveLength(10)
})

test(
  'deletes several in one call, tells of each, and sends the refused one again',
  { tag: '@both' },
  async ({ page, open, setFaults }) => {
    await openList(open)
    const refused = await idOf(page, 'legacy-events')
    const posts = watch(page, 'POST', /\/instances\/action$/)
    await setFaults(`fail:batchDeleteInstancesById:409:${refused}`)
    for (const name of ['crm-events', 'legacy-events', 'payments-prod']) await select(page, name)
    await page.getByRole('button', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete 3 instances' })
    await expect(dialog.getByRole('listitem').filter({ hasText: 'legacy-events' })).toContainText(
      '4 topics, 2 consumer groups, ',
    )
    await expect(dialog.getByRole('listitem').filter({ hasText: 'payments-prod' })).toContainText('2 users, ')
    await dialog.getByRole('textbox').fill('3')
    await dialog.getByRole('button', { name: 'Delete 3 instances' }).click()
    const results = page.getByRole('dialog', { name: 'Result for each instance' })
    await expect(results.getByText('2 done, 1 failed')).toBeVisible()
    await expect(results.getByRole('listitem').filter({ hasText: 'legacy-events' })).toContainText(
      'Refused by the cloud',
    )
    await results.getByRole('button', { name: 'Close' }).last().click()

    // What was accepted is still there, on its way out; only what failed stays selected.
    await expect(row(page, 'crm-events')).toContainText('Deleting')
    await expect(row(page, 'crm-events').getByRole('checkbox')).not.toBeChecked()
    await expect(row(page, 'payments-prod').getByRole('checkbox')).not.toBeChecked()
    await expect(row(page, 'legacy-events').getByRole('checkbox')).toBeChecked()
    await expect(page.getByText('1 selected')).toBeVisible()

    await page.getByRole('button', { name: 'Delete…' }).click()
    const again = page.getByRole('dialog', { name: 'Delete 1 instance' })
    await again.getByLabel('Type legacy-events to confirm').fill('legacy-events')
    await again.getByRole('button', { name: 'Delete 1 instance' }).click()
    await expect(results.getByText('0 done, 1 failed')).toBeVisible()
    // A try that fails as a whole is told at its item, and can be made once more.
    await setFaults('fail:batchDeleteInstancesById:429')
    await results.getByRole('button', { name: 'Retry 1 failed' }).click()
    await expect(results.getByText('0 done, 1 failed')).toBeVisible()
    await expect(results.getByRole('listitem').filter({ hasText: 'legacy-events' })).not.toContainText('Refused')
    await setFaults('')
    await results.getByRole('button', { name: 'Retry 1 failed' }).click()
    await expect(results.getByText('1 done, 0 failed')).toBeVisible()
    await expect(results.getByRole('button', { name: /^Retry/ })).toHaveCount(0)
    await results.getByRole('button', { name: 'Close' }).last().click()
    await expect(row(page, 'legacy-events').getByRole('checkbox')).not.toBeChecked()
    await expect(page.getByText('1 selected')).toHaveCount(0)
    const sent = posts.map((body) => (JSON.parse(body) as { instances: string[] }).instances)
    expect(sent.map((ids) => ids.length)).toEqual([3, 1, 1, 1])
    expect(sent.slice(1).flat()).toEqual([refused, refused, refused])
  },
)

test('whether a second try was carried out may not be known: then there is no third', async ({
  page,
  open,
  setFaults,
}) => {
  await openList(open)
  const refused = await idOf(page, 'legacy-events')
  await setFaults(`fail:batchDeleteInstancesById:409:${refused}`)
  for (const name of ['crm-events', 'legacy-events']) await select(page, name)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 instances' })
  await dialog.getByRole('textbox').fill('2')
  await dialog.getByRole('button', { name: 'Delete 2 instances' }).click()
  const results = page.getByRole('dialog', { name: 'Result for each instance' })
  await expect(results.getByText('1 done, 1 failed')).toBeVisible()
  await setFaults('html:batchDeleteInstancesById')
  await results.getByRole('button', { name: 'Retry 1 failed' }).click()
  await expect(results.getByText('1 done, 0 failed · 1 not known')).toBeVisible()
  await expect(results.getByRole('button', { name: /^Retry/ })).toHaveCount(0)
  await results.getByRole('button', { name: 'Close' }).last().click()
  await expect(row(page, 'legacy-events').getByRole('checkbox')).toBeChecked()
})

timedTest(
  'removes all whose creation failed, on whatever page they stand',
  async ({ page, open, passTime, connection }) => {
    test.slow()
    await open((at) => `${rocketmqPaths.instances(at)}?size=10`)
    await expect(row(page, 'analytics-eu')).toBeVisible()
    // More than one page of the cloud (50) fails, and the newest ten do not.
    const name = (at: number) => `flow-${String(at).padStart(2, '0')}-fail`
    const path = cloudPath(connection, '')
    await behind(page, 'POST', path, [
      ...Array.from({ length: 51 }, (_, at) => order(name(at))),
      ...Array.from({ length: 10 }, (_, at) => order(`flow-fine-${at}`)),
    ])
    await passTime(100_000)
    await page.getByRole('region', { name: 'Instances' }).getByRole('button', { name: 'Refresh' }).click()
    await expect(row(page, 'flow-fine-9')).toContainText('Running')
    await expect(row(page, 'Create failed')).toHaveCount(0)

    const posts = watch(page, 'POST', /\/instances\/action$/)
    await page.getByRole('button', { name: 'Delete failed…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete all instances whose creation failed' })
    await expect(dialog.getByText('52 instances in state “Create failed” are removed.')).toBeVisible()
    const items = dialog.getByRole('listitem')
    await expect(items).toHaveCount(52)
    for (const one of [name(0), name(50), 'analytics-eu']) await expect(items.filter({ hasText: one })).toHaveCount(1)

    // One more fails while it is being read: no id is sent, so the cloud takes that one too, and the result says so.
    await behind(page, 'POST', path, [order('flow-late-fail')])
    await passTime(100_000)
    await dialog.getByRole('textbox').fill('52')
    await dialog.getByRole('button', { name: 'Delete all instances whose creation failed' }).click()
    const results = page.getByRole('dialog', { name: 'Result for each instance' })
    await expect(results.getByText('53 done, 0 failed')).toBeVisible()
    await expect(results.getByRole('listitem').filter({ hasText: /^[0-9a-f-]{36}/ })).toHaveCount(1)
    expect(posts.map((body) => JSON.parse(body) as unknown)).toEqual([{ action: 'delete', all_failure: 'reliability' }])
    await results.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('searchbox', { name: 'Filter Instances' }).fill('analytics-eu')
    await expect(row(page, 'analytics-eu')).toContainText('Deleting')
  },
)

test(
  'a failed instance that is refused is sent again by its id alone',
  { tag: '@both' },
  async ({ page, open, setFaults }) => {
    await openList(open)
    const refused = await idOf(page, 'analytics-eu')
    const posts = watch(page, 'POST', /\/instances\/action$/)
    await setFaults(`fail:deleteFailedInstances:409:${refused}`)
    await page.getByRole('button', { name: 'Delete failed…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete all instances whose creation failed' })
    await dialog.getByLabel('Type analytics-eu to confirm').fill('analytics-eu')
    await dialog.getByRole('button', { name: 'Delete all instances whose creation failed' }).click()
    const results = page.getByRole('dialog', { name: 'Result for each instance' })
    await expect(results.getByText('0 done, 1 failed')).toBeVisible()
    await results.getByRole('button', { name: 'Retry 1 failed' }).click()
    await expect(results.getByText('1 done, 0 failed')).toBeVisible()
    expect(JSON.parse(posts[1] ?? '')).toEqual({ action: 'delete', instances: [refused] })
  },
)

test('where nothing failed, and where that cannot be read, nothing can be confirmed', async ({
  page,
  open,
  setFaults,
}) => {
  await openList(open)
  await expect(row(page, 'analytics-eu')).toBeVisible()
  await setFaults('fail:listInstances:503')
  await page.getByRole('button', { name: 'Delete failed…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete all instances whose creation failed' })
  await expect(dialog.getByRole('alert')).toContainText('The cloud could not do this')
  await expect(dialog.getByRole('button', { name: /^Delete/ })).toHaveCount(0)
  await setFaults('')
  await dialog.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog.getByText('1 instance in state “Create failed” is removed.')).toBeVisible()
  await dialog.getByRole('textbox').fill('analytics-eu')
  await dialog.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(row(page, 'analytics-eu')).toContainText('Deleting')
  await page.getByRole('button', { name: 'Delete failed…' }).click()
  await expect(dialog.getByText('No instance is in state “Create failed”.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Delete/ })).toHaveCount(0)
})
