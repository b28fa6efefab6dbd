import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { appPaths } from '~/paths/app.ts'
import { ordersPlace, goTo, seeded } from '../addresses.ts'
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
    await find(page, 'connections')
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

const offered = (page: Page) => page.getByRole('listbox', { name: 'Search or run' }).getByRole('option')

test('what a page offers is found first, and leads to its own forms and dialogs', async ({
  page,
  open,
  connection,
}) => {
  await open((at) => rocketmqPaths.group({ ...seeded(at), group: 'billing-writer' }))
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('billing-writer')
  const place = await ordersPlace(page, connection)

  await test.step('a form of a group, before the operations of all families', async () => {
    await find(page, 'reset')
    await expect(chosen(page)).toHaveText('Reset offsetConsumer group · billing-writer')
    await expect(offered(page).filter({ hasText: 'ddm · ' }).first()).toBeVisible()
    const families = (await offered(page).allTextContents()).flatMap(
      (text) => /(rocketmq|ddm) · \w+$/.exec(text)?.[1] ?? [],
    )
    expect(families[0]).toBe('rocketmq')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: /^Reset consumer offset/ })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('a section of it', async () => {
    await find(page, 'may use')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: 'Who may use it' })).toHaveAttribute('aria-current', 'page')
    await expect(field(page)).toHaveCount(0)
  })

  await test.step('a dialog of a topic, which has the focus until it closes', async () => {
    await goTo(page, rocketmqPaths.topic({ ...place, topic: 'order-paid' }))
    await expect(heading).toHaveText('order-paid')
    await find(page, 'delete topic')
    await expect(chosen(page)).toHaveText('Delete…Topic · order-paid')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Delete topic' })
    await expect(dialog).toBeVisible()
    await expect(dialog.locator(':focus')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await find(page, 'queues')
    await expect(chosen(page)).toHaveText('Messages and queuesTopic · order-paid')
    await page.keyboard.press('Escape')
  })

  await test.step('of a topic its instance too, but not that of the page before', async () => {
    await find(page, 'settings of')
    await expect(chosen(page)).toHaveText('Edit settings of the instanceorders-prod')
    await page.keyboard.press('Escape')
    await find(page, 'reset offset')
    await expect(chosen(page)).not.toContainText('Consumer group')
    await page.keyboard.press('Escape')
  })

  await test.step('a user, and a message', async () => {
    await goTo(page, rocketmqPaths.user(place))
    await expect(heading).toHaveText(place.user_name)
    await find(page, 'edit')
    await expect(chosen(page)).toHaveText(`EditUser · ${place.user_name}`)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: /^Edit/ })).toBeVisible()
    await goTo(page, rocketmqPaths.message(place))
    await expect(heading).toHaveText(place.msg_id)
    await find(page, 'body')
    await expect(chosen(page)).toHaveText(`BodyMessage · ${place.msg_id}`)
    await page.keyboard.press('Escape')
  })
})

test('what a page cannot do now says why, and Chinese finds it without spaces', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instance(seeded(at, 'crm-events')), { lang: 'zh' })
  await expect(page.getByRole('heading', { level: 1, name: 'crm-events' })).toBeVisible()
  const name = '搜索或执行'
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name }).fill('修改设置实例')
  const [first] = await page.getByRole('option').all()
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(first!).toHaveText(/^修改设置实例处于“.+”状态/)
  await expect(first!).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name })).toBeFocused()
})
