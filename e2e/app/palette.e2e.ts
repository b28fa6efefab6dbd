import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { appPaths } from '~/paths/app.ts'
import { expect, test, type Page } from '../fixtures.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search or run' })

/** Opens the palette and types at once, all with the keyboard, as somebody does who knows it. */
async function find(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(text)
  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue(text)
}

/** The entry that Enter would take. */
const chosen = (page: Page) =>
  page.getByRole('listbox', { name: 'Search or run' }).getByRole('option', { selected: true })

test('finds pages, instances, topics and actions by keyboard alone', async ({ page, open }) => {
  await open((at) => appPaths.overview(at))
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()

  await test.step('a page', async () => {
    await find(page, 'connec')
    await expect(chosen(page)).toHaveText(/^Connections/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
    await page.goBack()
    // The palette closes with the page that it was opened on.
    await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()
  })

  await test.step('an instance, although no page has listed it', async () => {
    await find(page, 'payments')
    await expect(chosen(page)).toHaveText(/^payments-prod.*Instance/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'payments-prod' })).toBeVisible()
  })

  await test.step('a page of this instance', async () => {
    await find(page, 'topics')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('table', { name: 'Topics' }).getByRole('link', { name: 'payout' })).toBeVisible()
  })

  await test.step('a topic that was shown; words in any order', async () => {
    await find(page, 'payments payout')
    await expect(chosen(page)).toHaveText(/^payout.*Topic.*payments-prod/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'payout' })).toBeVisible()
  })

  await test.step('arrows pass the end; Escape gives the focus back', async () => {
    await find(page, '')
    const first = await chosen(page).textContent()
    await page.keyboard.press('ArrowUp')
    await expect(chosen(page)).not.toHaveText(first ?? '')
    await page.keyboard.press('ArrowDown')
    await expect(chosen(page)).toHaveText(first ?? '')
    await page.keyboard.press('Escape')
    await expect(field(page)).toHaveCount(0)
  })

  await test.step('an action', async () => {
    await find(page, 'dark')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Colour scheme: Dark' })).toBeVisible()
  })

  await test.step('nothing', async () => {
    await find(page, 'qqqq')
    await expect(page.getByText('Nothing matches “qqqq”.')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(field(page)).toBeVisible()
  })
})

test('a form is opened by its action, where one is', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'orders-prod' })).toBeVisible()
  await find(page, 'create topic')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Create topic/ })).toBeVisible()
  await expect(page.getByLabel('Name', { exact: false }).first()).toBeFocused()
})

test('keys typed before the field is there are its own, and none acts on the page behind', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true })).toBeVisible()
  const button = page.getByRole('button', { name: /^Search or run/ })

  await test.step('Escape calls it off, before its code has come', async () => {
    await button.focus()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('pay')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('crm')
    await expect(page.getByRole('searchbox')).toHaveValue('crm')
    await expect(field(page)).toHaveCount(0)
    await page.getByRole('searchbox').fill('')
  })

  await test.step('opened with its button, its keys in their order', async () => {
    await button.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('/pax')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('yments')
    await expect(field(page)).toHaveValue('/payments')
    await expect(page.getByRole('searchbox')).toHaveValue('')
    await page.keyboard.press('Escape')
    await expect(field(page)).toHaveCount(0)
    await expect(button).toBeFocused()
  })

  await test.step('opened again at once', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('dark')
    await expect(field(page)).toHaveValue('dark')
    await expect(field(page)).toBeFocused()
  })
})
