import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, row, rowAction, test, toast, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

async function openUsers(page: Page, open: Open, instance = 'orders-prod', mock = ''): Promise<void> {
  await open((at) => rocketmqPaths.users(seeded(at, instance)), { mock })
  await expect(page.getByRole('heading', { level: 1, name: instance })).toBeVisible()
}

/** Somebody else deletes a user meanwhile. */
async function deleteBehind(page: Page, name: string): Promise<void> {
  const [, connection = '', instance = ''] = /\/c\/([^/]+)\/rocketmq\/instances\/([^/?]+)/.exec(page.url()) ?? []
  const status = await page.evaluate(
    async (path) => (await fetch(path, { method: 'DELETE', headers: { 'x-gantry': '1' } })).status,
    `/cloud/${connection}/rocketmq/v2/-/instances/${instance}/users/${name}`,
  )
  expect(status).toBe(200)
}

test('deletes a user after saying what its clients lose', { tag: '@both' }, async ({ page, open }) => {
  await openUsers(page, open)
  await rowAction(page, 'billing_writer', 'Delete…')
  const dialog = page.getByRole('dialog', { name: 'Delete user' })
  await expect(dialog.getByRole('list', { name: 'What clients lose' })).toContainText('Topics: order-paid (Subscribe)')
  const confirm = dialog.getByRole('button', { name: 'Delete user' })
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill('billing_writer')
  await confirm.click()
  await expect(toast(page, 'User billing_writer deleted.')).toBeVisible()
  await expect(row(page, 'billing_writer')).toHaveCount(0)
  await expect(row(page, 'analytics')).toBeVisible()
})

test('deletes several users one by one and tells of each', async ({ page, open }) => {
  await openUsers(page, open)
  for (const name of ['billing_writer', 'analytics', 'partner-gateway'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 3 users' })
  // Each is named once, with what is lost beside it.
  const items = dialog.getByRole('listitem')
  await expect(items.filter({ hasText: 'billing_writer' })).toContainText('Topics: order-paid (Subscribe)')
  await expect(items).toHaveCount(3)
  await deleteBehind(page, 'analytics')
  await dialog.getByRole('textbox').fill('3')
  await dialog.getByRole('button', { name: 'Delete 3 users' }).click()
  await expect(dialog.getByText('2 done, 1 failed')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Retry 1 failed' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(row(page, 'billing_writer')).toHaveCount(0)
  await expect(row(page, 'inventory-service')).toBeVisible()

  await page.getByRole('navigation').getByRole('link', { name: 'Jobs', exact: true }).click()
  const job = row(page, 'Delete 3 users')
  await expect(job).toContainText('2 done, 1 failed.')
  // Only the id is kept: its name is looked up, also where no page has read it yet.
  await page.reload()
  await expect(job.getByRole('link', { name: 'orders-prod', exact: true })).toBeVisible()
  await expect(job.getByRole('button', { name: 'Copy ID of orders-prod' })).toBeVisible()
})

test('of twenty deletions two fail: they stay selected, and only they are sent again', async ({
  page,
  open,
  setFaults,
}) => {
  test.slow()
  const faults = 'large,fail:deleteUser:429:user-002,fail:deleteUser:409:user-006'
  await openUsers(page, open, 'mega-cluster', faults)
  // The server makes the calls, one per name of the run.
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/runs'))
      asked.push(...(request.postDataJSON() as { items: string[] }).items)
  })
  const names = () => asked.splice(0)
  const box = (at: number) =>
    page.getByRole('checkbox', { name: `Select user-${String(at).padStart(3, '0')}`, exact: true })
  await box(0).check()
  await box(19).click({ modifiers: ['Shift'] })
  await expect(page.getByText('20 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 20 users' })
  await dialog.getByRole('textbox').fill('20')
  await dialog.getByRole('button', { name: 'Delete 20 users' }).click()
  // The refusal with 429 holds the rest back for as long as the cloud asks.
  await expect(dialog.getByText('18 done, 2 failed')).toBeVisible({ timeout: 20_000 })
  expect(names()).toHaveLength(20)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('2 selected')).toBeVisible()
  await expect(box(2)).toBeChecked()
  await expect(box(6)).toBeChecked()

  await page.getByRole('button', { name: 'Delete…' }).click()
  const rest = page.getByRole('dialog', { name: 'Delete 2 users' })
  await rest.getByRole('textbox').fill('2')
  await rest.getByRole('button', { name: 'Delete 2 users' }).click()
  await expect(rest.getByText('0 done, 2 failed')).toBeVisible()
  names()
  await setFaults('large')
  await rest.getByRole('button', { name: 'Retry 2 failed' }).click()
  await expect(rest.getByText('2 done, 0 failed')).toBeVisible()
  expect(names().toSorted()).toEqual(['user-002', 'user-006'])
  await rest.getByRole('button', { name: 'Close' }).last().click()
  await expect(box(20)).toBeVisible()
  await expect(box(2)).toHaveCount(0)
  await expect(page.getByText(/\d selected/)).toHaveCount(0)
})

test('users on another page are deselected too once they are gone', async ({ page, open }) => {
  await openUsers(page, open, 'mega-cluster', 'large')
  await page.getByRole('checkbox', { name: 'Select user-001', exact: true }).check()
  await page.getByRole('button', { name: 'Page 2', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Select user-051', exact: true }).check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 users' })
  await dialog.getByRole('textbox').fill('2')
  await dialog.getByRole('button', { name: 'Delete 2 users' }).click()
  await expect(dialog.getByText('2 done, 0 failed')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/\d selected/)).toHaveCount(0)
})

test('a deletion goes on without its dialog and its page, and the tray tells how it ended', async ({
  page,
  open,
  stack,
  setFaults,
}) => {
  // The demo's server is the page itself: a reload ends what it is doing, and says so.
  const survives = stack === 'server'
  const faults = 'large,fail:deleteUser:409:user-002'
  await openUsers(page, open, 'mega-cluster', faults)
  const box = (at: number) =>
    page.getByRole('checkbox', { name: `Select user-${String(at).padStart(3, '0')}`, exact: true })
  await box(0).check()
  await box(19).click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 20 users' })
  await dialog.getByRole('textbox').fill('20')
  await setFaults(`${faults},slow`)
  await dialog.getByRole('button', { name: 'Delete 20 users' }).click()
  await expect(dialog.getByText(/^[1-9]\d? done/)).toBeVisible()
  await page.reload()
  await expect(box(30)).toBeVisible()
  const tray = page.getByRole('button', { name: /^Jobs|job is running/ })
  await expect(tray).toHaveAccessibleName('Jobs', { timeout: 20_000 })
  await tray.click()
  await page.getByRole('button', { name: 'What became of each: Delete 20 users' }).click()
  const ended = page.getByRole('dialog', { name: 'Delete 20 users' })
  if (survives) {
    await expect(ended.getByText('19 done, 1 failed')).toBeVisible()
    await expect(ended.getByRole('button', { name: 'Retry 1 failed' })).toBeVisible()
  } else await expect(ended.getByText(/not started/).first()).toBeVisible()
})
