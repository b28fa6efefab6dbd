import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, type OpenOptions, type Page, row, type Target, test, timedTest, toast } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

async function openTasks(page: Page, open: Open, instance = 'orders-prod', options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.tasks(seeded(at, instance)), options)
  await expect(page.getByRole('heading', { level: 1, name: instance })).toBeVisible()
}

/** The rows of the list without its head. */
const tasks = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('button', { name: /^Actions for/ }) })

test('lists tasks page by page', async ({ page, open }) => {
  await openTasks(page, open)
  await expect(page.getByText('1–24 of 24')).toBeVisible()
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption({ label: '10 / page' })
  await expect(page.getByText('1–10 of 24')).toBeVisible()
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('21–24 of 24')).toBeVisible()
  await expect(tasks(page)).toHaveCount(4)
  await expect(page).toHaveURL(/page=3/)
})

test('shows a task, and deletes its record', { tag: '@both' }, async ({ page, open }) => {
  await openTasks(page, open)
  const first = tasks(page).first()
  await first.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Show details' }).click()
  const details = page.getByRole('dialog', { name: 'Details of the task' })
  await expect(details.getByRole('button', { name: 'Copy Task ID' })).toBeVisible()
  await details.getByRole('button', { name: 'Close' }).click()

  await first.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete record…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the record of a task' })
  await expect(dialog).toContainText('Only the record goes.')
  await dialog.getByRole('button', { name: 'Delete the record of a task' }).click()
  await expect(toast(page, 'Record deleted.')).toBeVisible()
  await expect(page.getByText('1–23 of 23')).toBeVisible()
})

timedTest('a running task keeps its record, and is told when it ends', async ({ page, open, passTime }) => {
  await openTasks(page, open, 'state-running', { mock: 'everyStatus' })
  await expect(row(page, 'restart').filter({ hasText: 'ops-bot' }).first()).toContainText('Running')
  await row(page, 'Running')
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await expect(page.getByRole('menuitem', { name: 'Delete record…' })).toContainText('The task is still running.')
  await page.keyboard.press('Escape')
  await passTime(30_000)
  await expect(row(page, 'Running').first()).toBeVisible()
})

test('a task has an address, and leads back to the page of the list that it was opened from', async ({
  page,
  open,
}) => {
  await openTasks(page, open)
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption({ label: '10 / page' })
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('11–20 of 24')).toBeVisible()
  await tasks(page).nth(2).getByRole('link').click()
  const details = page.getByRole('dialog', { name: 'Details of the task' })
  await expect(page).toHaveURL(/\/tasks\/[0-9a-f]{32}\?.*page=2/)
  const id = /tasks\/([0-9a-f]+)/.exec(page.url())?.[1] ?? ''
  await expect(details).toContainText(id)
  await page.reload()
  await expect(details).toContainText(id)
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(page.getByText('11–20 of 24')).toBeVisible()
  await page.goBack()
  await expect(details).toContainText(id)
})

test('an instance without tasks says what would be here', async ({ page, open }) => {
  await openTasks(page, open, 'legacy-events')
  await expect(page.getByText('No background tasks')).toBeVisible()
})

test('tasks that cannot be read are not none; a task that is gone meanwhile says so', async ({ page, open }) => {
  await openTasks(page, open, 'orders-prod', { mock: 'fail:getTask:DMS.00400970,fail:deleteTask:503' })
  await tasks(page)
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: 'Show details' }).click()
  await expect(page.getByRole('dialog', { name: 'Details of the task' }).getByText(/DMS\.00400970/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await tasks(page)
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: 'Delete record…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the record of a task' })
  await dialog.getByRole('button', { name: 'Delete the record of a task' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
})

test('a list of tasks that fails is not an empty one', async ({ page, open }) => {
  await openTasks(page, open, 'orders-prod', { mock: 'fail:listTasks:500' })
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
  await expect(page.getByText('No background tasks')).toHaveCount(0)
})
