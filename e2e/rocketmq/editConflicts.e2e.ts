/** Forms that send what differs: what somebody else did meanwhile is shown, and what is not known stays unknown. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, instanceId } from '../addresses.ts'
import { expect, fillForm, row, test, toast, type Locator, type Page } from '../fixtures.ts'
import { saveAsked } from './saveSteps.ts'

/** What somebody else does while the form is open. */
async function putPast(page: Page, path: string, body: object): Promise<void> {
  const status = await page.evaluate(
    async ([url, text]) => {
      const headers = { 'content-type': 'application/json', 'x-gantry': '1' }
      return (await fetch(url, { method: 'PUT', body: text, headers })).status
    },
    [path, JSON.stringify(body)] as const,
  )
  expect(status).toBeLessThan(300)
}

/** Bodies of what the page sends from now on. */
function sentBy(page: Page): unknown[] {
  const bodies: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') bodies.push(JSON.parse(request.postData() ?? 'null'))
  })
  return bodies
}

const conflict = (form: Locator) => form.getByRole('alert').filter({ hasText: 'Somebody changed this meanwhile' })

/** What more queues to write than to read mean. */
const unread = 'Fewer read'

test('a field of a topic that was changed meanwhile is not overwritten', async ({ page, open, connection }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  const instance_id = await instanceId(page, connection, 'orders-prod')
  const topic = 'order-created'
  await goTo(page, rocketmqPaths.topicEdit({ connection, instance_id, topic }))
  const form = page.getByRole('dialog', { name: 'Edit topic' })
  await form.getByLabel(/^Write queues/).fill('30')
  const path = `/cloud/${connection}/rocketmq/v2/-/instances/${instance_id}/topics/${topic}`
  await putPast(page, path, { write_queue_num: 24, permission: 'pub' })
  const sent = sentBy(page)
  await saveAsked(page, form, unread)
  await expect(conflict(form)).toContainText('24')
  expect(sent).toEqual([])
  await form.getByRole('button', { name: 'Take over the new state' }).click()
  await expect(conflict(form)).toHaveCount(0)
  await expect(form.getByLabel(/^Write queues/)).toHaveValue('30')
  await expect(form.getByRole('combobox', { name: /^Permission/ })).toHaveValue('Publish only')
  await saveAsked(page, form, unread)
  await expect(toast(page, 'Topic order-created changed.')).toBeVisible()
  expect(sent).toEqual([{ write_queue_num: 30 }])

  await test.step('what is not touched here may have changed', async () => {
    await goTo(page, rocketmqPaths.topicEdit({ connection, instance_id, topic }))
    await form.getByLabel(/^Write queues/).fill('33')
    await putPast(page, path, { permission: 'all' })
    await saveAsked(page, form, unread)
    await expect(toast(page, 'Topic order-created changed.').first()).toBeVisible()
    await expect(form).toHaveCount(0)
    expect(sent.at(-1)).toEqual({ write_queue_num: 33 })
  })
})

test('nor is one of an instance', async ({ page, open, connection }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'payments-prod')).toBeVisible()
  const instance_id = await instanceId(page, connection, 'payments-prod')
  await goTo(page, rocketmqPaths.instanceEdit({ connection, instance_id }))
  const form = page.getByRole('dialog', { name: 'Instance settings' })
  await fillForm(form, { Description: 'mine' })
  await putPast(page, `/cloud/${connection}/rocketmq/v2/-/instances/${instance_id}`, { description: 'theirs' })
  const sent = sentBy(page)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(conflict(form)).toContainText('theirs')
  expect(sent).toEqual([])
  await test.step('what is typed is unsaved work again', async () => {
    await form.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /^Keep/ }).click()
  })
  await form.getByRole('button', { name: 'Take over the new state' }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(toast(page, 'payments-prod changed.')).toBeVisible()
  expect(sent).toEqual([{ description: 'mine' }])
})

test('a switch that the cloud does not tell is not shown as off', async ({ page, open, connection }) => {
  await open((at) => rocketmqPaths.instances(at), { mock: 'large' })
  await expect(row(page, 'team-01-events')).toBeVisible()
  const instance_id = await instanceId(page, connection, 'team-01-events')
  await goTo(page, rocketmqPaths.instanceEdit({ connection, instance_id }))
  const form = page.getByRole('dialog', { name: 'Instance settings' })
  const acl = form.getByRole('combobox', { name: /^Access control/ })
  await expect(acl).toHaveValue('Not known: leave as it is')
  const sent = sentBy(page)
  await fillForm(form, { Description: 'team 1' })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(toast(page, 'team-01-events changed.')).toBeVisible()
  await goTo(page, rocketmqPaths.instanceEdit({ connection, instance_id }))
  await acl.click()
  await page.getByRole('option', { name: 'Off', exact: true }).click()
  await expect(form.getByRole('table', { name: 'Changes' })).toContainText('not set')
  await saveAsked(page, form, 'Turning ACL off')
  await expect(form).toHaveCount(0)
  expect(sent).toEqual([{ description: 'team 1' }, { enable_acl: false }])
})
