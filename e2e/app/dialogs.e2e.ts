import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, ordersPlace, seeded } from '../addresses.ts'
import { expect, test, type Locator, type Page } from '../fixtures.ts'

/** Opens the deletion of what the page shows, and types something into it. */
async function startDeletion(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByLabel(`Type ${name} to confirm`).fill(name)
}

test('a dialog ends with what it was opened for', async ({ page, open, connection }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true })).toBeVisible()
  const at = await ordersPlace(page, connection)
  const pairs: [string, string, string, string][] = [
    [rocketmqPaths.topic(at), 'order-paid', rocketmqPaths.topic({ ...at, topic: 'order-created' }), 'order-created'],
    [rocketmqPaths.group(at), 'billing-writer', rocketmqPaths.group({ ...at, group: 'fraud-check' }), 'fraud-check'],
    [rocketmqPaths.user(at), 'order-service', rocketmqPaths.user({ ...at, user_name: 'analytics' }), 'analytics'],
  ]
  for (const [first, name, second, other] of pairs)
    await test.step(name, async () => {
      await goTo(page, first)
      await startDeletion(page, name)
      await goTo(page, second)
      await expect(page.getByRole('heading', { level: 1, name: other })).toBeVisible()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.goBack()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
})

/** The dialog that is open names this instance; closes it. */
async function expectInstance(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('definition').filter({ hasText: new RegExp(`^${name}$`) })).toBeVisible()
  await expect(dialog.getByRole('term').filter({ hasText: /^Instance$/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

test('what lives in an instance is deleted by the name of that instance, too', async ({ page, open, connection }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true })).toBeVisible()
  const at = seeded({ connection })
  // Both hold a topic of this name.
  const [topic, twin] = ['payment-captured', seeded({ connection }, 'payments-prod')]
  const pages: [string, string, string][] = [
    [rocketmqPaths.topic({ ...at, topic }), topic, 'orders-prod'],
    [rocketmqPaths.topic({ ...twin, topic }), topic, 'payments-prod'],
    [rocketmqPaths.group({ ...at, group: 'billing-writer' }), 'billing-writer', 'orders-prod'],
    [rocketmqPaths.user({ ...at, user_name: 'analytics' }), 'analytics', 'orders-prod'],
  ]
  for (const [address, name, instance] of pages)
    await test.step(`${name} of ${instance}`, async () => {
      await goTo(page, address)
      await startDeletion(page, name)
      await expectInstance(page, instance)
    })
})

test('what is done to several names the instance that they live in', async ({ page, open, connection }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true })).toBeVisible()
  const at = seeded({ connection })
  const lists: [string, string][] = [
    [rocketmqPaths.topics(at), 'Delete…'],
    [rocketmqPaths.groups(at), 'Delete…'],
    [rocketmqPaths.groups(at), 'Change settings…'],
    [rocketmqPaths.users(at), 'Delete…'],
    [rocketmqPaths.groupDeadLetters({ ...at, group: 'billing-writer' }), 'Export messages…'],
  ]
  for (const [address, button] of lists)
    await test.step(`${button} at ${address}`, async () => {
      await goTo(page, address)
      const boxes = page.getByRole('table').getByRole('checkbox')
      await boxes.nth(1).check()
      await boxes.nth(2).check()
      await page.getByRole('button', { name: button }).click()
      await expectInstance(page, 'orders-prod')
    })
})

test('Back closes a form; what was typed is asked for first', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at))
  await page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Topics', exact: true }).click()
  await page.getByRole('link', { name: 'Create topic' }).first().click()
  const form = page.getByRole('dialog', { name: /^Create topic/ })
  await expect(form).toBeVisible()
  await page.goBack()
  await expect(form).toHaveCount(0)
  await page.getByRole('link', { name: 'Create topic' }).first().click()
  await form.getByRole('textbox', { name: 'Name' }).fill('half typed')
  await page.goBack()
  const question = page.getByRole('dialog').filter({ hasText: 'Keep' })
  await question.getByRole('button', { name: /^Keep/ }).click()
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('half typed')
  await page.goBack()
  await question.getByRole('button', { name: /^Discard/ }).click()
  await expect(form).toHaveCount(0)
})

test('what was opened by keyboard gives the focus back when it closes', async ({ page, open, connection }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(page.getByRole('table').getByRole('link', { name: 'orders-prod', exact: true })).toBeVisible()
  const at = await ordersPlace(page, connection)
  const dialog = page.getByRole('dialog')
  const closes = async (opener: Locator) => {
    await expect(dialog.locator(':focus')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(opener).toBeFocused()
  }
  await goTo(page, rocketmqPaths.topic({ ...at, topic: 'order-paid' }))
  const actions = page.getByRole('button', { name: 'Actions', exact: true })
  for (const item of ['Edit', 'Delete…', 'Delete…'])
    await test.step(item, async () => {
      await actions.press('Enter')
      await page.getByRole('menuitem', { name: item }).press('Enter')
      await expect(dialog).toBeVisible()
      await closes(actions)
    })
  await goTo(page, rocketmqPaths.topics(at))
  for (const _ of ['first', 'again']) {
    const create = page.getByRole('link', { name: 'Create topic' }).first()
    await create.press('Enter')
    await closes(create)
  }
  await goTo(page, rocketmqPaths.tasks(at))
  const task = page.getByRole('table').getByRole('link').first()
  await task.press('Enter')
  await closes(task)
})
