import {
  expect,
  field,
  fillForm,
  type Locator,
  type Page,
  row,
  rowAction,
  test,
  timedTest,
  toast,
} from '../fixtures.ts'
import { watch } from '../watch.ts'
import { expectLocked } from './lockedActions.ts'
import { saveAsked } from './saveSteps.ts'
import { action, openTopic, openTopics } from './topicSteps.ts'

/** Opens a list of choices by keyboard and takes one of them. */
async function choose(page: Page, target: Locator, option: string): Promise<void> {
  await target.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Tab')
}

test('creates a topic on chosen brokers', { tag: '@both' }, async ({ page, open }) => {
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
  await toast(page, 'Topic flow%topic created.').getByRole('link', { name: 'Open flow%topic' }).click()
  await expect(page.getByRole('heading', { name: 'flow%topic', level: 1 })).toBeVisible()
  await expect(toast(page, 'Topic flow%topic created.')).toHaveCount(0)
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

test(
  'changes permission and queues: old and new first, and only what differs',
  { tag: '@both' },
  async ({ page, open }) => {
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
    await expect(form.getByRole('table', { name: 'Changes' }).getByRole('row', { name: 'Permission' })).toContainText(
      'Publish + subscribe',
    )
    await saveAsked(page, form, 'A narrower permission cuts off clients')
    await expect(toast(page, 'Topic order-created changed.')).toBeVisible()
    expect(puts.map((body) => JSON.parse(body) as unknown)).toEqual([{ permission: 'sub' }])
    await expect(page.getByText('Subscribe only').first()).toBeVisible()
  },
)

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

timedTest(
  'deletes several in the background; the tray tells the end',
  { tag: '@both' },
  async ({ page, open, passTime }) => {
    await openTopics(page, open)
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
    await expect(toast(page, 'Delete 3 topics')).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible()
    await expect(row(page, 'review-created')).toHaveCount(0)
    await expect(row(page, 'review-failed')).toBeVisible()
  },
)

timedTest('a job that fails in the background says so', async ({ page, open, passTime, connection }) => {
  await openTopics(page, open)
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

timedTest(
  'a topic that takes a while to appear and to go is followed until it has',
  { tag: '@both' },
  async ({ page, open, passTime }) => {
    await openTopics(page, open)
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
    await expectLocked(page, 'order-slow', [/^Edit/, /^Delete/], 'order-slow is being deleted; the cloud still has it.')
    await expect(toast(page, 'Topic order-slow deleted.')).toHaveCount(0)
    await expect(async () => {
      await passTime(2_000)
      await expect(toast(page, 'Topic order-slow deleted.')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await expect(row(page, 'order-slow')).toHaveCount(0)
  },
)

timedTest('a deletion that cannot be looked after is not told as done', async ({ page, open, setFaults }) => {
  await openTopics(page, open)
  await page.getByRole('searchbox', { name: 'Filter Topics' }).fill('order-paid')
  // Other rows close the menu of one.
  await expect(page).toHaveURL(/q=order-paid/)
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
