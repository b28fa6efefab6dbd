import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import {
  expect,
  field,
  fillForm,
  type OpenOptions,
  type Page,
  row,
  type Target,
  test,
  timedTest,
  toast,
} from '../fixtures.ts'
import { watch } from '../watch.ts'
import { saveAsked } from './saveSteps.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

const openList = (open: Open, options?: OpenOptions) => open((at) => rocketmqPaths.instances(at), options)

async function openInstance(page: Page, open: Open, name: string, options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.instance(seeded(at, name)), options)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

async function openSettings(page: Page, open: Open, name: string) {
  await openInstance(page, open, name)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit settings' }).click()
  const form = page.getByRole('dialog', { name: 'Instance settings' })
  await expect(form).toBeVisible()
  return form
}

/** Opens a list of choices by keyboard and takes some of them. */
async function choose(page: Page, label: string, options: readonly string[]): Promise<void> {
  await field(page, label).focus()
  await page.keyboard.press('ArrowDown')
  for (const option of options) await page.getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Tab')
}

const network = {
  'VPC ID': '7e6b7beb-ef13-4805-878d-285890170001',
  'Subnet ID': '7e6b7beb-ef13-4805-878d-285890170002',
  'Security group ID': '7e6b7beb-ef13-4805-878d-285890170003',
}

test('lists the instances of RocketMQ only, each with its state', async ({ page, open }) => {
  await openList(open)
  await expect(row(page, 'orders-prod')).toContainText('Running')
  await expect(row(page, 'search-staging')).toContainText('Creating')
  await expect(row(page, 'analytics-eu')).toContainText('Create failed')
  await expect(row(page, 'crm-events')).toContainText('Faulty')
  await expect(row(page, 'clickstream-kafka')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Filter Instances' }).fill('pay')
  await expect(row(page, 'orders-prod')).toHaveCount(0)
  await expect(page).toHaveURL(/[?&]q=pay/)
  await page.reload()
  await expect(row(page, 'payments-prod')).toBeVisible()
  await expect(row(page, 'orders-prod')).toHaveCount(0)
})

test('speaks Chinese, also of states', { tag: '@both' }, async ({ page, open }) => {
  await openList(open, { lang: 'zh' })
  await expect(page.getByRole('heading', { level: 1, name: 'RocketMQ 实例' })).toBeVisible()
  await expect(row(page, 'orders-prod')).toContainText('运行中')
})

test('shows a state that nobody knows as it came, and locks what needs a running instance', async ({ page, open }) => {
  await openInstance(page, open, 'state-upgrading-x', { mock: 'everyStatus' })
  await expect(page.getByText('UPGRADING_X', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await expect(page.getByRole('menuitem', { name: 'Edit settings' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('menuitem', { name: 'Edit settings' })).toContainText('The instance is UPGRADING_X')
})

test('an instance tells where it is reached and what it stores', async ({ page, open }) => {
  await openInstance(page, open, 'orders-prod')
  await expect(page.getByText(/^\d+ of [\d,]+ GB$/).first()).toBeVisible()
  await expect(page.getByText('env=prod, 部门=交易平台')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy Name servers' })).toBeVisible()
})

timedTest(
  'orders an instance: one zone or three, public access only with EIPs',
  { tag: '@both' },
  async ({ page, open, passTime }) => {
    test.slow()
    await openList(open)
    await page.getByRole('link', { name: 'Create instance' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Create a RocketMQ instance' })).toBeVisible()
    await field(page, 'Availability zones').focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('option', { name: 'AZ 5 (sold out)' })).toHaveAttribute(
      'data-combobox-disabled',
      'true',
    )
    await page.keyboard.press('Tab')
    await choose(page, 'Availability zones', ['AZ 1', 'AZ 3'])
    await fillForm(page, {
      Name: 'flow-orders',
      Brokers: '2',
      ...network,
      'IPv6 addresses': true,
      'Reach it from the public network': true,
    })
    await expect(page.getByText('1,200 GB are ordered in all.')).toBeVisible()
    const posts = watch(page, 'POST', /\/v2\/-\/instances$/)
    await page.getByRole('button', { name: 'Create instance' }).click()
    await expect(page.getByText('Two zones are not possible: choose one, or at least three.')).toBeVisible()
    await expect(page.getByText('Public access needs EIPs.')).toBeVisible()
    await expect(page.getByText('A chosen zone has no IPv6.')).toBeVisible()
    expect(posts).toHaveLength(0)

    await choose(page, 'Availability zones', ['AZ 2'])
    // The name of a switch holds its message as well.
    for (const name of [/^IPv6 addresses/, /^Reach it from/]) await page.getByRole('switch', { name }).press('Space')
    await page.getByRole('button', { name: 'Create instance' }).click()
    const told = toast(page, 'flow-orders is being created.')
    await expect(told.getByRole('link', { name: 'Open flow-orders' })).toHaveAttribute('href', /\/instances\/[^/]+$/)
    await expect(row(page, 'flow-orders')).toContainText('Creating')
    expect(JSON.parse(posts[0] ?? '')).toMatchObject({
      storage_space: 1200,
      broker_num: 2,
      enable_acl: true,
      enable_publicip: false,
    })
    expect(posts[0]).not.toContain('publicip_id')

    await passTime(100_000)
    await expect(row(page, 'flow-orders')).toContainText('Running', { timeout: 15_000 })
    await page.getByRole('button', { name: 'Jobs', exact: true }).click()
    await expect(
      page
        .getByRole('dialog', { name: 'Jobs' })
        .getByRole('listitem')
        .filter({ hasText: 'Create instance flow-orders' }),
    ).toContainText('Done')
  },
)

test('an order that is refused keeps what was typed', async ({ page, open }) => {
  await openList(open)
  await page.getByRole('link', { name: 'Create instance' }).click()
  await choose(page, 'Availability zones', ['AZ 1'])
  await fillForm(page, { Name: 'orders-prod', ...network })
  await page.getByRole('button', { name: 'Create instance' }).click()
  await expect(page.getByText(/DMS\.00400060/)).toBeVisible()
  await expect(field(page, 'Name')).toHaveValue('orders-prod')
})

test(
  'settings show old and new, warn where clients are cut off, and send what differs',
  { tag: '@both' },
  async ({ page, open }) => {
    const form = await openSettings(page, open, 'payments-prod')
    const puts = watch(page, 'PUT', /\/v2\/-\/instances\/[^/]+$/)
    await expect(form.getByText('Nothing has been changed.')).toBeVisible()
    await form.getByLabel(/^Description/).fill('支付 "quoted" \\ back')
    const review = form.getByRole('table', { name: 'Changes' })
    await expect(review.getByRole('row', { name: 'Description' })).toContainText('支付')
    await form.getByRole('switch', { name: /^Access control/ }).press('Space')
    await expect(
      form.getByText('Turning ACL off lets every client that reaches the instance publish and subscribe.'),
    ).toBeVisible()
    await form.getByRole('button', { name: 'Save' }).click()
    const question = page.getByRole('dialog', { name: 'Make this change?' })
    await expect(question.getByRole('definition').filter({ hasText: /^payments-prod$/ })).toBeVisible()
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect(puts).toEqual([])
    await saveAsked(page, form, 'Turning ACL off lets every client that reaches the instance publish and subscribe.')
    await expect(toast(page, 'payments-prod changed.')).toBeVisible()
    expect(puts.map((body) => JSON.parse(body) as unknown)).toEqual([
      { description: '支付 "quoted" \\ back', enable_acl: false },
    ])
    await expect(page.getByText('支付 "quoted" \\ back')).toBeVisible()
  },
)

test('settings saved without a change send nothing', async ({ page, open }) => {
  const form = await openSettings(page, open, 'orders-prod')
  const puts = watch(page, 'PUT', /\/instances\//)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toHaveCount(0)
  expect(puts).toHaveLength(0)
})

test('an instance that is being created cannot be deleted, and says why', async ({ page, open }) => {
  await openList(open)
  await row(page, 'search-staging')
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await expect(page.getByRole('menuitem', { name: 'Delete…' })).toContainText('The instance is Creating.')
})

for (const [fault, says] of [
  ['truncated:listInstances', 'gantry.bad_answer'],
  ['html:listInstances', 'gantry.bad_answer'],
  ['fail:listInstances:503', 'The cloud could not do this'],
  ['fail:listInstances:403', 'The cloud account needs the permission dms:instance:list.'],
] as const) {
  test(`a list that fails is not an empty one: ${fault}`, async ({ page, open }) => {
    await openList(open, { mock: fault })
    await expect(page.getByRole('table').or(page.getByRole('main')).getByText(says).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
    await expect(page.getByText('No instances in this project and region')).toHaveCount(0)
  })
}

test('sizes are grouped like every other number', async ({ page, open }) => {
  await openList(open)
  await expect(row(page, 'orders-prod')).toContainText(/\d of 1,674 GB/)
  await page.getByRole('link', { name: 'orders-prod', exact: true }).click()
  await expect(page.getByText(/\d of 1,674 GB$/).first()).toBeVisible()
  await expect(page.getByText('1,800 GB', { exact: true })).toBeVisible()
})

test('an empty project offers the first step', async ({ page, open }) => {
  await openList(open, { mock: 'empty' })
  await expect(page.getByText('No instances in this project and region')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Create instance' }).first()).toBeVisible()
})

test('an instance that is not there says so', async ({ page, open, expectedErrors }) => {
  expectedErrors.push(/ApiError/)
  await open((at) => rocketmqPaths.instance({ ...at, instance_id: '00000000-0000-4000-a000-000000000000' }))
  await expect(page.getByText(/DMS\.00404022/)).toBeVisible()
})
