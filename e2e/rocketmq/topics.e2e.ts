import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import {
  expect,
  field,
  fillForm,
  row,
  rowAction,
  test,
  toast,
  type Locator,
  type OpenOptions,
  type Page,
  type Target,
} from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

async function openTopics(page: Page, open: Open, options?: OpenOptions, instance = 'orders-prod'): Promise<void> {
  await open((at) => rocketmqPaths.topics(seeded(at, instance)), options)
  await expect(page.getByRole('heading', { level: 1, name: instance })).toBeVisible()
}

async function openTopic(page: Page, open: Open, topic: string, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.topic({ ...seeded(at), topic }), options)
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
}

/** Opens a list of choices by keyboard and takes one of them. */
async function choose(page: Page, target: Locator, option: string): Promise<void> {
  await target.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Tab')
}

async function action(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Bodies of the calls of a kind that the page makes from now on. */
function watch(page: Page, method: string, path: RegExp): string[] {
  const bodies: string[] = []
  page.on('request', (request) => {
    if (request.method() === method && path.test(request.url())) bodies.push(request.postData() ?? '')
  })
  return bodies
}

test('lists topics; page, filter and order stand in the address', async ({ page, open }) => {
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

test('creates a topic on chosen brokers', async ({ page, open }) => {
  await openTopics(page, open)
  const posts = watch(page, 'POST', /\/topics/)
  await page.getByRole('link', { name: 'Create topic' }).click()
  const form = page.getByRole('dialog', { name: 'Create topic' })
  await form.getByRole('button', { name: 'Create topic' }).click()
  await expect(field(form, 'Name')).toHaveAttribute('aria-invalid', 'true')
  await fillForm(form, { Name: 'flow%topic' })
  await choose(page, form.getByRole('combobox', { name: /^Brokers/ }), 'broker-1')
  await choose(page, form.getByRole('combobox', { name: /^Permission/ }), 'Publish only')
  await form.getByRole('button', { name: 'Create topic' }).click()
  await expect(toast(page, 'Topic flow%topic created.')).toBeVisible()
  expect(posts.map((body) => JSON.parse(body) as unknown)).toEqual([
    { name: 'flow%topic', brokers: ['broker-1'], queue_num: 3, permission: 'pub' },
  ])
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('flow%')
  await expect(row(page, 'flow%topic')).toContainText('Publish only')
})

test('a topic that cannot be created keeps what was typed', async ({ page, open }) => {
  await openTopics(page, open)
  await page.getByRole('link', { name: 'Create topic' }).click()
  const form = page.getByRole('dialog', { name: 'Create topic' })
  await fillForm(form, { Name: 'order-paid' })
  await form.getByRole('button', { name: 'Create topic' }).click()
  await expect(form.getByText('The topic order-paid exists already.').first()).toBeVisible()
  await expect(field(form, 'Name')).toHaveValue('order-paid')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(form).toHaveCount(0)
})

test('changes permission and queues: old and new first, and only what differs', async ({ page, open }) => {
  await openTopic(page, open, 'order-created')
  await action(page, 'Edit')
  const form = page.getByRole('dialog', { name: 'Edit topic' })
  const puts = watch(page, 'PUT', /\/topics\//)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toHaveCount(0)
  expect(puts).toHaveLength(0)
  await action(page, 'Edit')
  await choose(page, form.getByRole('combobox', { name: /^Permission/ }), 'Subscribe only')
  await expect(
    form.getByText('A narrower permission cuts off clients that use the other direction at once.'),
  ).toBeVisible()
  await expect(form.getByText('This interrupts running clients.')).toBeVisible()
  await expect(form.getByRole('table', { name: 'Changes' }).getByRole('row', { name: 'Permission' })).toContainText(
    'Publish + subscribe',
  )
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(toast(page, 'Topic order-created changed.')).toBeVisible()
  expect(puts.map((body) => JSON.parse(body) as unknown)).toEqual([{ permission: 'sub' }])
  await expect(page.getByText('Subscribe only').first()).toBeVisible()
})

test('shows who reads a topic and who may use it', async ({ page, open }) => {
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

test('deletes a topic after telling who reads it', async ({ page, open }) => {
  await openTopic(page, open, 'order-paid')
  await action(page, 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete topic' })
  await expect(dialog).toContainText('billing-writer')
  const confirm = dialog.getByRole('button', { name: 'Delete topic' })
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill('order-paid')
  await confirm.click()
  await expect(toast(page, 'Topic order-paid deleted.')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('order-')
  await expect(row(page, 'order-created')).toBeVisible()
  await expect(page.getByRole('link', { name: 'order-paid', exact: true })).toHaveCount(0)
})

test('deletes several in the background; the tray tells the end', async ({ page, open, passTime }) => {
  await openTopics(page, open, { clock: true })
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('review-')
  for (const topic of ['review-created', 'review-updated', 'review-removed'])
    await row(page, topic).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 3 topics' })
  await expect(dialog).toContainText('review-projector')
  await dialog.getByRole('textbox').fill('3')
  await dialog.getByRole('button', { name: 'Delete 3 topics' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: '1 job is running' })).toBeVisible()
  await passTime(60_000)
  await expect(toast(page, 'Deleting 3 topics')).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible()
  await expect(row(page, 'review-created')).toHaveCount(0)
  await expect(row(page, 'review-failed')).toBeVisible()
})

test('a job that fails in the background says so', async ({ page, open, passTime, connection }) => {
  await openTopics(page, open, { clock: true })
  const instance = /instances\/([^/]+)/.exec(page.url())?.[1] ?? ''
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('review-')
  for (const topic of ['review-created', 'review-updated']) await row(page, topic).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 topics' })
  await expect(dialog).toContainText('review-projector')
  await page.evaluate(async (path) => {
    await fetch(path, { method: 'DELETE', headers: { 'x-gantry': '1' } })
  }, `/cloud/${connection}/rocketmq/v2/-/instances/${instance}/topics/review-updated`)
  await dialog.getByRole('textbox').fill('2')
  await dialog.getByRole('button', { name: 'Delete 2 topics' }).click()
  await expect(page.getByRole('button', { name: '1 job is running' })).toBeVisible()
  await passTime(60_000)
  await expect(toast(page, 'The cloud reports: FAILED.')).toBeVisible({ timeout: 15_000 })
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
  await rowAction(page, 'order-paid', 'Delete…')
  await expect(page.getByRole('dialog')).toContainText('It is not known which consumer groups read it.')
})

test('where ACL is off, nobody has rights to show', async ({ page, open }) => {
  await openTopics(page, open, undefined, 'legacy-events')
  await page.getByRole('table').getByRole('link', { name: 'events', exact: true }).click()
  await page.getByRole('link', { name: 'Who may use it', exact: true }).click()
  await expect(page.getByText('Access control (ACL) is off')).toBeVisible()
})

test('the list tells the quota; where it is used up, nothing is created, and it says why', async ({ page, open }) => {
  await openTopics(page, open, { mock: 'large' }, 'full-cluster')
  await expect(page.getByText('4,000 of 4,000 topics used')).toBeVisible()
  const create = page.getByRole('button', { name: 'Create topic' })
  await expect(create).toBeDisabled()
  await expect(create).toHaveAccessibleDescription('The instance holds as many topics as it may.')
  await page.goto(page.url().replace(/\/topics(?=\?|$)/, '/topics-new'))
  const form = page.getByRole('dialog', { name: /^Create topic/ })
  await expect(form.getByText('The instance holds as many topics as it may.')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Create topic' })).toBeDisabled()
})

test('a topic that takes a while to appear and to go is followed until it has', async ({ page, open, passTime }) => {
  await openTopics(page, open, { clock: true })
  await page.getByRole('link', { name: 'Create topic' }).click()
  const form = page.getByRole('dialog', { name: 'Create topic' })
  await fillForm(form, { Name: 'order-slow' })
  await form.getByRole('button', { name: 'Create topic' }).click()
  await expect(toast(page, 'Topic order-slow created.')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('-slow')
  await expect(page.getByText('Nothing matches the filter')).toBeVisible()
  await expect(async () => {
    await passTime(2_000)
    await expect(row(page, 'order-slow')).toBeVisible({ timeout: 500 })
  }).toPass()

  await rowAction(page, 'order-slow', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete topic' })
  await dialog.getByRole('textbox').fill('order-slow')
  await dialog.getByRole('button', { name: 'Delete topic' }).click()
  await expect(toast(page, 'order-slow is being deleted; the cloud still has it.')).toBeVisible()
  await expect(row(page, 'order-slow')).toContainText('deleting…')
  await expect(toast(page, 'Topic order-slow deleted.')).toHaveCount(0)
  await expect(async () => {
    await passTime(2_000)
    await expect(toast(page, 'Topic order-slow deleted.')).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(row(page, 'order-slow')).toHaveCount(0)
})

test('a deletion that cannot be looked after is not told as done', async ({ page, open, setFaults }) => {
  await openTopics(page, open, { clock: true })
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('order-paid')
  await rowAction(page, 'order-paid', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete topic' })
  await expect(dialog).toContainText('billing-writer')
  await setFaults('fail:getTopic:403')
  await dialog.getByRole('textbox').fill('order-paid')
  await dialog.getByRole('button', { name: 'Delete topic' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(async () => {
    await page.clock.fastForward(8_000)
    await expect(toast(page, 'Whether it is gone could not be read')).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(toast(page, 'Topic order-paid deleted.')).toHaveCount(0)
})

test('Refresh in the header of a topic reads its counts again too', async ({ page, open }) => {
  await openTopic(page, open, 'order-paid')
  const reads: string[] = []
  page.on('request', (request) => {
    if (/\/topics\/order-paid(\/status)?$/.test(request.url())) reads.push(request.url().split('/topics/')[1] ?? '')
  })
  await page
    .getByRole('button', { name: /^Refresh/ })
    .first()
    .click()
  await expect.poll(() => reads.toSorted()).toEqual(['order-paid', 'order-paid/status'])
})

test('ten thousand topics are read page by page', async ({ page, open }) => {
  await openTopics(page, open, { mock: 'large' }, 'mega-cluster')
  await expect(page.getByText('1–50 of 10,000')).toBeVisible()
})
