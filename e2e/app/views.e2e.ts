import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { instanceId } from '../addresses.ts'
import { expect, row, test, type Page } from '../fixtures.ts'

const views = (page: Page) => page.getByRole('dialog', { name: 'Saved views' })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Filter Topics' })
const links = (page: Page) => page.getByRole('table', { name: 'Topics' }).getByRole('rowheader').getByRole('link')

async function openViews(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await expect(views(page)).toContainText('A view keeps filter')
}

test('a view is kept under a name, and opens in another browser of the same user', async ({
  page,
  open,
  browser,
  context,
  stack,
}) => {
  await open((at) => rocketmqPaths.instances(at))
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Topics', exact: true }).click()
  await search(page).fill('created')
  await expect(page).toHaveURL(/[?&]q=created/)
  await page
    .getByRole('button', { name: /^Sort by Name|^Name$/ })
    .first()
    .click()
  await expect(page).toHaveURL(/[?&]sort=/)
  await expect(row(page, 'app-log')).toHaveCount(0)
  const expected = await links(page).allTextContents()

  await test.step('saved under a name', async () => {
    await openViews(page)
    await expect(views(page)).toContainText('No saved views')
    await views(page).getByRole('button', { name: 'Save what is shown' }).click()
    await expect(views(page)).toContainText('A view needs a name.')
    await views(page).getByRole('textbox', { name: 'Name of the view' }).fill('new orders')
    await views(page).getByRole('button', { name: 'Save what is shown' }).click()
    await expect(views(page).getByRole('link', { name: 'new orders' })).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('Escape')
  })

  const address = page.url()
  await test.step('opened as a link after a visit elsewhere', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Consumer groups', exact: true }).click()
    await expect(page.getByRole('table', { name: 'Consumer groups' })).toBeVisible()
    await openViews(page)
    await expect(views(page)).toContainText('No saved views')
    await page.keyboard.press('Escape')
    await page.getByRole('navigation').getByRole('link', { name: 'Topics', exact: true }).click()
    await expect(row(page, 'app-log')).toBeVisible()
    await openViews(page)
    await views(page).getByRole('link', { name: 'new orders' }).click()
    await expect(views(page)).toHaveCount(0)
    await expect(page).toHaveURL(address)
    await expect(links(page)).toHaveText(expected)
  })

  await test.step('renamed, and overwritten with what is shown', async () => {
    await openViews(page)
    await views(page).getByRole('button', { name: 'Rename new orders' }).click()
    await views(page).getByRole('textbox', { name: 'Name of the view' }).first().fill('created')
    await views(page).getByRole('button', { name: 'Save', exact: true }).click()
    await expect(views(page).getByRole('link', { name: 'created' })).toBeVisible()
    await page.keyboard.press('Escape')
    await search(page).fill('app')
    await expect(page).toHaveURL(/[?&]q=app/)
    await openViews(page)
    await views(page).getByRole('button', { name: 'Overwrite created with what is shown' }).click()
    await expect(views(page).getByRole('link', { name: 'created' })).toHaveAttribute('aria-current', 'true')
  })

  if (stack === 'server')
    await test.step('the same user in another browser', async () => {
      const other = await browser.newContext()
      await other.addCookies(await context.cookies())
      const second = await other.newPage()
      // The address alone shows the same rows.
      await second.goto(address)
      await expect(links(second)).toHaveText(expected)
      await openViews(second)
      await views(second).getByRole('link', { name: 'created' }).click()
      await expect(second).toHaveURL(/[?&]q=app/)
      await other.close()
    })

  await test.step('the keyboard stays in the panel', async () => {
    await expect(views(page).getByRole('textbox', { name: 'Name of the view' })).toBeFocused()
  })

  await test.step('deleted, also after a reload', async () => {
    await views(page).getByRole('button', { name: 'Delete created' }).click()
    await expect(views(page)).toContainText('No saved views')
    await page.reload()
    await openViews(page)
    await expect(views(page)).toContainText('No saved views')
  })
})

test('the middle button opens a row in a tab of its own', async ({ page, open, context, connection }) => {
  await open((at) => rocketmqPaths.instances(at))
  const link = page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true })
  await link.waitFor()
  const instance = await instanceId(page, connection, 'orders-prod')
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click({ button: 'middle' })])
  await expect(tab).toHaveURL(new RegExp(instance))
  await expect(tab.getByRole('heading', { level: 1, name: 'orders-prod' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'RocketMQ instances' })).toBeVisible()
})
