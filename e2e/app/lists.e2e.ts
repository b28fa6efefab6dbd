import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { instanceId, seeded } from '../addresses.ts'
import { expect, exported, row, test, type Locator, type OpenOptions, type Page, type Target } from '../fixtures.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

const table = (page: Page) => page.getByRole('table', { name: 'Topics' })
const rows = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Filter Topics' })
const counts = (page: Page) => page.getByRole('region', { name: 'Topics' })

async function openTopics(page: Page, open: Open, instance = 'orders-prod', options?: OpenOptions): Promise<void> {
  await open((at) => rocketmqPaths.topics(seeded(at, instance)), options)
  await expect(rows(page).first()).toBeVisible()
}

/** Names of the topics in the order of the rows. */
const names = (page: Page) =>
  rows(page).evaluateAll((all) => all.map((one) => one.querySelector('a')?.textContent ?? ''))

async function addFilter(page: Page, column: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Filter' })
  await form.getByLabel('Column').selectOption({ label: column })
  await fill(form)
  await form.getByRole('button', { name: 'Apply' }).click()
}

test('what is filtered, sorted and paged stands in the address, and a colleague sees the same rows', async ({
  page,
  open,
  context,
}) => {
  await openTopics(page, open)

  await test.step('text', async () => {
    await search(page).fill('created')
    await expect(counts(page)).toContainText('that match')
    for (const name of await names(page)) expect(name).toContain('created')
    await expect(page).toHaveURL(/[?&]q=created/)
  })

  await test.step('a filter of a column, as a chip', async () => {
    await search(page).fill('')
    await expect(row(page, 'app-log')).toBeVisible()
    await addFilter(page, 'Type', async (form) => {
      await form.getByRole('checkbox', { name: 'Ordered' }).check()
      await form.getByRole('checkbox', { name: 'Transactional' }).check()
    })
    await expect(rows(page)).toHaveCount(2)
    await expect(
      page.getByRole('button', { name: /^Remove filter Type is one of Ordered, Transactional/ }),
    ).toBeVisible()
    await addFilter(page, 'Read queues', async (form) => {
      await form.getByLabel('Condition').selectOption({ label: '≥' })
      await form.getByLabel('Value').fill('7')
    })
    await expect(rows(page)).toHaveCount(1)
    await page.goBack()
    await expect(rows(page)).toHaveCount(2)
    await page.goForward()
    await expect(rows(page)).toHaveCount(1)
    await page.getByRole('button', { name: /^Remove filter Read queues/ }).click()
    await expect(rows(page)).toHaveCount(2)
  })

  await test.step('order: up, down, as the cloud has it', async () => {
    const head = table(page).getByRole('columnheader', { name: 'Name' })
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', 'ascending')
    const up = await names(page)
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', 'descending')
    await expect.poll(() => names(page)).toEqual(up.toReversed())
  })

  await test.step('the same in a new page', async () => {
    const wanted = await names(page)
    const other = await context.newPage()
    await other.goto(page.url())
    await expect(rows(other)).toHaveCount(wanted.length)
    expect(await names(other)).toEqual(wanted)
    await expect(other.getByRole('button', { name: /^Remove filter Type/ })).toBeVisible()
    await expect(table(other).getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')
    await other.close()
  })

  await test.step('nothing matches: said so, and undone in one step', async () => {
    await search(page).fill('no such topic')
    await expect(page.getByText('Nothing matches the filter')).toBeVisible()
    await expect(page.getByText('No topics yet')).toHaveCount(0)
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(rows(page).first()).toBeVisible()
    await expect(search(page)).toHaveValue('')
  })
})

test('columns and height of rows are chosen and kept', async ({ page, open }) => {
  await openTopics(page, open)
  const heads = table(page).getByRole('columnheader')
  const height = async () => (await rows(page).first().boundingBox())?.height ?? 0
  const dense = await height()
  await page.getByRole('button', { name: 'Columns' }).click()
  const chooser = page.getByRole('dialog', { name: 'Columns and density' })
  await expect(chooser.getByRole('checkbox', { name: 'Name' })).toBeDisabled()
  await chooser.getByRole('checkbox', { name: 'Type' }).uncheck()
  await chooser.getByRole('button', { name: 'Move Permission up' }).click()
  await chooser.getByRole('radio', { name: 'Relaxed' }).check()
  await page.keyboard.press('Escape')
  const isChosen = async () => {
    await expect(heads.filter({ hasText: 'Type' })).toHaveCount(0)
    const texts = await heads.allTextContents()
    expect(texts.indexOf('Permission')).toBeLessThan(texts.indexOf('Write queues'))
    expect(await height()).toBeGreaterThan(dense)
  }
  await isChosen()
  await page.reload()
  await expect(rows(page).first()).toBeVisible()
  await isChosen()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(heads.filter({ hasText: 'Type' })).toHaveCount(1)
})

test('a selection goes over pages, and "all" is a second step that says how many', async ({ page, open }) => {
  await openTopics(page, open)
  const pager = page.getByRole('navigation', { name: 'Pages' })
  const selected = page.getByText(/^[\d,]+ selected$/)
  await pager.getByRole('combobox', { name: 'Rows per page' }).selectOption('10')
  await expect(rows(page)).toHaveCount(10)
  await rows(page).nth(1).getByRole('checkbox').check()
  await rows(page)
    .nth(3)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expect(selected).toHaveText('3 selected')
  await pager.getByRole('button', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/[?&]page=2/)
  await rows(page).first().getByRole('checkbox').check()
  await expect(selected).toHaveText('4 selected')
  await pager.getByRole('button', { name: 'Previous page' }).click()
  await expect(rows(page).nth(2).getByRole('checkbox')).toBeChecked()
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  await expect(selected).toHaveText('11 selected')
  const offer = page.getByRole('button', { name: /^Select all \d+$/ })
  const all = /\d+/.exec((await offer.textContent()) ?? '')?.[0] ?? ''
  expect(Number(all)).toBeGreaterThan(50)
  await offer.click()
  await expect(selected).toHaveText(`${all} selected`)
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await expect(selected).toHaveCount(0)
})

test('all that match are selected out of ten thousand', async ({ page, open }) => {
  test.setTimeout(120_000)
  await openTopics(page, open, 'mega-cluster', { mock: 'large' })
  await search(page).fill('topic-012')
  // Two hundred pages are read for it.
  await expect(counts(page)).toContainText('of 100 that match', { timeout: 40_000 })
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  await page.getByRole('button', { name: 'Select all 100 that match' }).click()
  await expect(page.getByText('100 selected')).toBeVisible({ timeout: 40_000 })
  await search(page).fill('')
  await expect(page.getByText('1–50 of 10,000')).toBeVisible()
  await expect(page.getByText('100 selected')).toBeVisible()
})

test('the export holds every page: the columns shown as CSV, the whole rows as JSON', async ({ page, open }) => {
  await openTopics(page, open)
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('10')
  await expect(rows(page)).toHaveCount(10)
  const total = Number(/of (\d+)$/.exec((await page.getByText(/^1–10 of \d+$/).textContent()) ?? '')?.[1])
  const json = await exported(page, 'JSON')
  expect(json.name).toMatch(/^Topics \d{4}-\d\d-\d\d\.json$/)
  const whole = JSON.parse(json.text) as { name: string; brokers: unknown[] }[]
  expect(whole).toHaveLength(total)
  expect(whole[0]?.brokers).toBeInstanceOf(Array)
  await expect(page.getByText(`${total} rows exported`)).toBeVisible()

  await search(page).fill('%')
  await expect(counts(page)).toContainText('1–5 of 5 that match')
  const csv = await exported(page, 'CSV')
  const [head = '', ...lines] = csv.text.trimEnd().split('\r\n')
  expect(head.replace('\uFEFF', '').split(',').slice(0, 2)).toEqual(['Name', 'Type'])
  expect(new Set(lines.map((line) => line.split(',')[0]))).toEqual(
    new Set([
      '%DLQ%billing-writer',
      '%DLQ%refund-worker',
      '%RETRY%billing-writer',
      'discount-50%off',
      'promo%2Fsummer',
    ]),
  )
})

test('the list is worked by keyboard', async ({ page, open }) => {
  await openTopics(page, open)
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type('order-')
  await expect(rows(page).first()).toContainText('order-')
  await expect(counts(page)).toContainText('that match')
  await page.keyboard.press('/')
  await expect(search(page)).toHaveValue('order-/')
  await page.keyboard.press('Backspace')
  await expect(rows(page).nth(1)).toBeVisible()
  await rows(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows(page).nth(1)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(rows(page).nth(1).getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('End')
  await expect(rows(page).last()).toBeFocused()
  await page.keyboard.press('Home')
  await expect(rows(page).first()).toBeFocused()
  const [first = ''] = await names(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible()
  await page.goBack()
  await expect(search(page)).toHaveValue('order-')
})

test('names with %, encoded slashes and bars are opened as they are', async ({ page, open, connection }) => {
  await openTopics(page, open)
  const instance_id = await instanceId(page, connection, 'orders-prod')
  for (const topic of ['discount-50%off', 'promo%2Fsummer', 'customer|vip'])
    await test.step(topic, async () => {
      await search(page).fill(topic)
      await expect(rows(page)).toHaveCount(1)
      await table(page).getByRole('link', { name: topic, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
      expect(new URL(page.url()).pathname).toBe(rocketmqPaths.topic({ connection, instance_id, topic }))
      await expect(page.getByRole('table').first()).toBeVisible()
      await page.reload()
      await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
      await page.goBack()
      await expect(search(page)).toHaveValue(topic)
    })
})
