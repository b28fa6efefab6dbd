/** Instances that serve nobody now: nothing is asked of them, and every place says why. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, instanceId, seeded } from '../addresses.ts'
import {
  expect,
  field,
  fillForm,
  type OpenOptions,
  type Page,
  type Target,
  test,
  timedTest,
  toast,
} from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

const faulty = 'The instance is Faulty; this needs a running one.'

async function openInstance(page: Page, open: Open, name: string, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.instance(seeded(at, name)), options)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

const openTab = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

/** Reads of what lives inside an instance, but for its tasks, that the page makes from now on. */
function watchInside(page: Page): string[] {
  const reads: string[] = []
  page.on('request', (request) => {
    if (/\/instances\/[^/]+\/(?!tasks)/.test(request.url()) && request.url().includes('/cloud/'))
      reads.push(request.url())
  })
  return reads
}

test('no tab asks an instance that does not run, and each says why', async ({ page, open }) => {
  await openInstance(page, open, 'crm-events')
  const reads = watchInside(page)
  for (const tab of ['Topics', 'Consumer groups', 'Messages', 'Users', 'Brokers'])
    await test.step(tab, async () => {
      await openTab(page, tab)
      await expect(page.getByRole('paragraph').filter({ hasText: faulty })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0)
    })
  await openTab(page, 'Topics')
  await expect(page.getByRole('button', { name: 'Create topic' })).toHaveAccessibleDescription(faulty)
  expect(reads).toEqual([])
})

timedTest('what belongs in a tab is read as soon as the instance runs', async ({ page, open, passTime }) => {
  await openInstance(page, open, 'search-staging')
  await openTab(page, 'Topics')
  await expect(page.getByText('The instance is Creating. Wait until it is running.').first()).toBeVisible()
  await expect(page.getByText('What belongs here is read as soon as the instance runs.')).toBeVisible()
  await passTime(100_000)
  await expect(page.getByText('No topics yet')).toBeVisible({ timeout: 15_000 })
  await openTab(page, 'Brokers')
  await expect(page.getByRole('cell', { name: 'broker-0', exact: true })).toBeVisible()
})

test('a form opened by its address stands over its page and says why it cannot be sent', async ({
  page,
  open,
  connection,
}) => {
  await openInstance(page, open, 'crm-events')
  const at = { connection, instance_id: await instanceId(page, connection, 'crm-events') }
  const forms = [
    { to: rocketmqPaths.topicCreate(at), form: 'Create topic', submit: 'Create topic' },
    { to: rocketmqPaths.groupCreate(at), form: /^Create consumer group/, submit: 'Create group' },
    { to: rocketmqPaths.userCreate(at), form: 'Create user', submit: 'Create user' },
  ]
  for (const { to, form, submit } of forms)
    await test.step(to, async () => {
      await goTo(page, to)
      const dialog = page.getByRole('dialog', { name: form })
      await expect(dialog.getByText(faulty)).toBeVisible()
      await expect(dialog.getByRole('button', { name: submit })).toBeDisabled()
      await expect(page.getByRole('heading', { level: 1, name: 'crm-events', includeHidden: true })).toBeAttached()
    })
})

test('the page of a topic, group or user says why, and no form is opened over nothing', async ({
  page,
  open,
  connection,
}) => {
  await openInstance(page, open, 'crm-events')
  const reads = watchInside(page)
  const at = { connection, instance_id: await instanceId(page, connection, 'crm-events') }
  const pages = [
    { to: rocketmqPaths.topicEdit({ ...at, topic: 'contacts' }), name: 'contacts' },
    { to: rocketmqPaths.groupEdit({ ...at, group: 'mailer' }), name: 'mailer' },
    { to: rocketmqPaths.userEdit({ ...at, user_name: 'crm-app' }), name: 'crm-app' },
    { to: rocketmqPaths.message({ ...at, topic: 'contacts', msg_id: 'C0A8' }), name: 'C0A8' },
  ]
  for (const { to, name } of pages) {
    await goTo(page, to)
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByText(faulty)).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  expect(reads).toEqual([])
})

test('the palette offers no creation there, and says why', async ({ page, open }) => {
  await openInstance(page, open, 'crm-events')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('combobox', { name: 'Search or run' })
  for (const typed of ['create topic', 'create consumer group', 'create user']) {
    await palette.fill(typed)
    const chosen = page.getByRole('listbox').getByRole('option', { selected: true })
    await expect(chosen).toContainText(faulty)
    await expect(chosen).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Enter')
    await expect(palette).toBeVisible()
  }
  await palette.fill('create instance')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Create a RocketMQ instance' })).toBeVisible()
})

for (const { tab, create } of [
  { tab: 'Topics', create: 'Create topic' },
  { tab: 'Consumer groups', create: 'Create group' },
])
  test(`brokers that cannot be read take nothing but the form's button: ${create}`, async ({
    page,
    open,
    setFaults,
  }) => {
    await openInstance(page, open, 'orders-prod', { mock: 'fail:listBrokers:500' })
    await openTab(page, tab)
    await page.getByRole('link', { name: create }).click()
    const form = page.getByRole('dialog')
    await expect(form.getByText('The brokers could not be read.')).toBeVisible()
    await expect(form.getByRole('button', { name: create })).toBeDisabled()
    await fillForm(form, { Name: 'late-brokers' })
    await setFaults('')
    await form.getByRole('button', { name: 'Retry' }).click()
    await expect(form.getByRole('alert')).toHaveCount(0)
    await expect(field(form, 'Name')).toHaveValue('late-brokers')
    await form.getByRole('button', { name: create }).click()
    await expect(toast(page, 'late-brokers created')).toBeVisible()
  })

test('a group is edited although its brokers cannot be listed', async ({ page, open }) => {
  await openInstance(page, open, 'orders-prod', { mock: 'fail:listBrokers:500' })
  await openTab(page, 'Consumer groups')
  await page.getByRole('link', { name: 'billing-writer', exact: true }).click()
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: /Edit consumer group/ })
  await expect(form.getByRole('alert')).toBeVisible()
  await form.getByLabel(/^Max\. retries/).fill('9')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(toast(page, 'billing-writer changed')).toBeVisible()
})
