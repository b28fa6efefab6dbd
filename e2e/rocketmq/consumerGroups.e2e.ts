import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { expect, fillForm, type Page, row, rowAction, test, timedTest, toast } from '../fixtures.ts'
import { openGroup, openGroups } from './groupSteps.ts'
import { expectLocked } from './lockedActions.ts'
import { saveAsked } from './saveSteps.ts'

const select = (page: Page, name: string) => row(page, name).getByRole('checkbox').check()

test('a group is created, changed and deleted', { tag: '@both' }, async ({ page, open }) => {
  await openGroups(page, open)

  await test.step('create', async () => {
    await page.getByRole('link', { name: 'Create group' }).first().click()
    const form = page.getByRole('dialog', { name: /Create consumer group/ })
    await fillForm(form, { Name: 'no spaces please' })
    await form.getByRole('button', { name: 'Create group' }).click()
    await expect(form.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
    await fillForm(form, { Name: 'coupon-writer' })
    await form.getByRole('button', { name: 'Create group' }).click()
    await expect(row(page, 'coupon-writer')).toBeVisible()
  })

  await test.step('open', async () => {
    await toast(page, 'coupon-writer created').getByRole('link', { name: 'Open coupon-writer' }).click()
    await expect(page.getByText('The group reads no topic')).toBeVisible()
  })

  await test.step('change', async () => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const form = page.getByRole('dialog', { name: /Edit consumer group/ })
    await expect(form.getByText('Nothing has been changed.')).toBeVisible()
    await fillForm(form, { 'Clients may consume': false })
    await expect(form.getByText('stop consuming at once')).toBeVisible()
    await saveAsked(page, form, 'Clients of the group stop consuming at once.')
    await expect(toast(page, 'coupon-writer changed')).toBeVisible()
    await expect(page.getByText('Blocked', { exact: true })).toBeVisible()
  })

  await test.step('delete', async () => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete consumer group' })
    await expect(dialog.getByText('reads no topic')).toBeVisible()
    await expect(dialog.getByText('%RETRY%coupon-writer')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Delete consumer group' })).toBeDisabled()
    await dialog.getByLabel('Type coupon-writer to confirm').fill('coupon-writer')
    await dialog.getByRole('button', { name: 'Delete consumer group' }).click()
    await expect(toast(page, 'coupon-writer deleted')).toBeVisible()
    await expect(row(page, 'billing-writer')).toBeVisible()
    await expect(row(page, 'coupon-writer')).toHaveCount(0)
  })
})

timedTest('a group that takes a while to go is left alone until it has', async ({ page, open, passTime }) => {
  await openGroups(page, open)
  await page.getByRole('link', { name: 'Create group' }).first().click()
  const form = page.getByRole('dialog', { name: /Create consumer group/ })
  await fillForm(form, { Name: 'coupon-slow' })
  await form.getByRole('button', { name: 'Create group' }).click()
  await page.getByRole('searchbox', { name: 'Filter Consumer groups' }).fill('-slow')
  await expect(async () => {
    await passTime(2_000)
    await expect(row(page, 'coupon-slow')).toBeVisible({ timeout: 500 })
  }).toPass()

  await rowAction(page, 'coupon-slow', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete consumer group' })
  await dialog.getByRole('textbox').fill('coupon-slow')
  await dialog.getByRole('button', { name: 'Delete consumer group' }).click()
  const why = 'coupon-slow is being deleted; the cloud still has it.'
  await expect(toast(page, why)).toBeVisible()
  await expect(row(page, 'coupon-slow')).toContainText('deleting…')
  await expectLocked(page, 'coupon-slow', [/^Edit/, /^Reset/, /^Delete/], why)
  await expect(async () => {
    await passTime(2_000)
    await expect(row(page, 'coupon-slow')).toHaveCount(0, { timeout: 500 })
  }).toPass()
})

test('a change made meanwhile is not overwritten, and unknown fields survive', async ({ page, open, connection }) => {
  await openGroup(page, open, 'billing-writer')
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: /Edit consumer group/ })
  await form.getByLabel(/^Max\. retries/).fill('9')
  const instance = /instances\/([^/]+)/.exec(page.url())?.[1] ?? ''
  const path = `/cloud/${connection}/rocketmq/v2/-/instances/${instance}/groups/billing-writer`
  const theirs =
    '{"name":"billing-writer","enabled":false,"retry_max_time":5,"broadcast":false,"from_beginning":false,"ticket":9007199254740993}'
  await page.evaluate(
    async ([url, body]) => {
      await fetch(url, { method: 'PUT', body, headers: { 'content-type': 'application/json', 'x-gantry': '1' } })
    },
    [path, theirs] as const,
  )
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('Somebody changed this meanwhile')).toBeVisible()
  await form.getByRole('button', { name: 'Take over the new state' }).click()
  await expect(form.getByLabel(/^Max\. retries/)).toHaveValue('9')
  await expect(form.getByRole('switch', { name: 'Clients may consume' })).not.toBeChecked()
  const sent = page.waitForRequest((request) => request.method() === 'PUT')
  await form.getByRole('button', { name: 'Save' }).click()
  const body = (await sent).postData() ?? ''
  expect(body).toContain('"ticket":9007199254740993')
  expect(JSON.parse(body)).toMatchObject({ enabled: false, retry_max_time: 9, from_beginning: false })
  await expect(toast(page, 'billing-writer changed')).toBeVisible()
})

timedTest(
  'several groups are changed and deleted in the background',
  { tag: '@both' },
  async ({ page, open, passTime }) => {
    await openGroups(page, open)

    await test.step('change', async () => {
      for (const group of ['billing-writer', 'fraud-check', 'promo-mailer']) await select(page, group)
      await page.getByRole('button', { name: 'Change settings…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Change settings of 3 groups' })
      await expect(dialog.getByText('Nothing chosen yet.')).toBeVisible()
      await expect(dialog.getByRole('button', { name: 'Change groups' })).toBeDisabled()
      await fillForm(dialog, { 'Max. retries': '7', 'Clients may consume': 'Off' })
      await expect(row(page, 'billing-writer').filter({ hasText: 'Max. retries' })).toContainText('57')
      await expect(dialog.getByText('3 of 3 groups will be changed')).toBeVisible()
      await dialog.getByRole('button', { name: 'Change 3 groups' }).click()
      await expect(toast(page, 'The change of 3 groups has started')).toBeVisible()
      await passTime(120_000)
      await page.getByRole('button', { name: 'Refresh', exact: true }).last().click()
      await expect(row(page, 'fraud-check')).toContainText('Blocked')
      await expect(row(page, 'fraud-check')).toContainText('7')
    })

    await test.step('delete', async () => {
      await page.getByRole('button', { name: 'Delete…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete 3 consumer groups' })
      await expect(dialog.getByText(/billing-writer.*reads order-paid.*billing_writer/)).toBeVisible()
      await dialog.getByLabel('Type 3 to confirm').fill('3')
      await dialog.getByRole('button', { name: 'Delete 3 consumer groups' }).click()
      await expect(toast(page, 'The deletion of 3 groups has started')).toBeVisible()
      await passTime(100_000)
      // Sent one after the other, some perhaps after the time has passed.
      await expect(async () => {
        await passTime(10_000)
        await page.getByRole('button', { name: 'Refresh', exact: true }).last().click()
        await expect(row(page, 'fraud-check')).toHaveCount(0, { timeout: 1_000 })
      }).toPass()
      await expect(row(page, 'order-fulfilment')).toBeVisible()
    })
  },
)

test(
  'users of a group, also where only the older operation exists',
  { tag: '@both' },
  async ({ page, open, setMock }) => {
    await openGroup(page, open, 'billing-writer')
    await page.getByRole('link', { name: 'Who may use it' }).click()
    await expect(row(page, 'billing_writer')).toContainText('Subscribe')
    await setMock('fail:listConsumerGroupAccessPolicies:404')
    // A page that is left while it loads may complain of it.
    await expect(row(page, 'billing_writer')).toContainText('Subscribe')
    await page.reload()
    await expect(row(page, 'billing_writer')).toContainText('Subscribe')
  },
)

test('a failed creation is told in the form', async ({ page, open }) => {
  await openGroups(page, open, { mock: 'fail:createConsumerGroup:503' })
  await page.getByRole('link', { name: 'Create group' }).first().click()
  const form = page.getByRole('dialog', { name: /Create consumer group/ })
  await fillForm(form, { Name: 'coupon-writer' })
  await form.getByRole('button', { name: 'Create group' }).click()
  await expect(form.getByRole('alert')).toBeVisible()
  await expect(form.getByLabel('Name')).toHaveValue('coupon-writer')
})

test('a list that cannot be read is not an empty one', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at), { mock: 'fail:listConsumerGroups:500' })
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  await page.getByRole('link', { name: 'Consumer groups', exact: true }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByText('No consumer groups yet')).toHaveCount(0)
})
