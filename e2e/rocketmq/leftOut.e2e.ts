/** Of the selected rows, those that a bulk action cannot be done to are left out, and named before it is confirmed. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import { expect, fillForm, row, rowAction, test, timedTest, type Page } from '../fixtures.ts'

const bulkButton = (page: Page, action: string) => page.getByRole('button', { name: action, exact: true })
const select = (page: Page, name: string) => row(page, name).getByRole('checkbox').check()

/** The open dialog names what it leaves out; it is closed again. */
async function expectLeftOut(page: Page, title: string, name: string, why: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  const left = dialog.getByRole('region', { name: '1 of the selected is left out' })
  await expect(left.getByRole('listitem')).toHaveCount(1)
  await expect(left.getByRole('listitem')).toContainText(name)
  await expect(left).toContainText(why)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

const kinds = [
  {
    kind: 'topic',
    list: rocketmqPaths.topics,
    create: 'Create topic',
    search: 'Filter Topics',
    both: 'order-',
    title: 'Delete topic',
    slow: 'order-slow',
    other: 'order-paid',
    more: [],
  },
  {
    kind: 'group',
    list: rocketmqPaths.groups,
    create: 'Create group',
    search: 'Filter Consumer groups',
    both: 'billing-',
    title: 'Delete consumer group',
    slow: 'billing-slow',
    other: 'billing-writer',
    more: [{ action: 'Change settings…', title: 'Change settings of 1 group' }],
  },
] as const

for (const { kind, list, create, search, both, title, slow, other, more } of kinds)
  timedTest(`a ${kind} that is being deleted is left out`, async ({ page, open, passTime }) => {
    await open((at) => list(seeded(at, 'orders-prod')))
    await page.getByRole('link', { name: create }).first().click()
    await fillForm(page.getByRole('dialog'), { Name: slow })
    await page.getByRole('dialog').getByRole('button', { name: create }).click()
    await page.getByRole('searchbox', { name: search }).fill(both)
    await expect(async () => {
      await passTime(2_000)
      await expect(row(page, slow)).toBeVisible({ timeout: 500 })
    }).toPass()
    await select(page, slow)
    await select(page, other)
    await rowAction(page, slow, 'Delete…')
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.getByRole('textbox').fill(slow)
    await dialog.getByRole('button', { name: title }).click()
    await expect(row(page, slow)).toContainText('deleting…')

    const why = `${slow} is being deleted; the cloud still has it.`
    await bulkButton(page, 'Delete…').click()
    // What remains is one: it is confirmed like one.
    await expect(dialog.getByLabel(`Type ${other} to confirm`)).toBeVisible()
    await expectLeftOut(page, title, slow, why)
    for (const one of more) {
      await bulkButton(page, one.action).click()
      await expectLeftOut(page, one.title, slow, why)
    }
    await row(page, other).getByRole('checkbox').uncheck()
    for (const action of ['Delete…', ...more.map((one) => one.action)]) {
      await expect(bulkButton(page, action)).toHaveAttribute('aria-disabled', 'true')
      await expect(bulkButton(page, action)).toHaveAccessibleDescription(why)
    }
  })

test('an instance that is being created is left out of a deletion', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  const why = 'The instance is Creating.'
  const remove = bulkButton(page, 'Delete…')
  await select(page, 'search-staging')
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toHaveAccessibleDescription(new RegExp(`^${why}`))
  await select(page, 'crm-events')
  await remove.click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'What is in it' })).toContainText('crm-events')
  await expectLeftOut(page, 'Delete 1 instance', 'search-staging', why)
})
