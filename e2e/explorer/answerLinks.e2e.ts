/** Where the values of an answer lead: to the call that reads what an id names, to its page, into other calls. */
import { explorerPaths, type OperationParams } from '~/paths/explorer.ts'
import { seeded } from '../addresses.ts'
import { expect, row, test, toast, type Page } from '../fixtures.ts'
import { answer, confirm, control, goToOperation, preview, runButton } from './steps.ts'

/** Opens the menu of a value by its place in the answer. */
async function openMenu(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: `What to do with ${path}`, exact: true }).click()
}

/** A list of each family, with what it is asked for; the read that an id of it opens, and the parameter that takes the id. */
const ways: readonly [OperationParams['family'], string, Record<string, unknown>, string, string][] = [
  ['ddm', 'listParameterTemplates', {}, 'getParameterTemplate', 'config_id'],
  ['cse-engine', 'listEngines', { offset: 0, limit: '10' }, 'getEngine', 'engine_id'],
  ['servicecomb', 'listMicroservices', { '@engine': 'e-1' }, 'getMicroservice', 'service_id'],
  ['roma-apic', 'listApiGroups', { instance_id: 'r-1' }, 'getApiGroup', 'group_id'],
  ['roma-link', 'listProducts', { instance_id: 'r-1' }, 'getProduct', 'product_id'],
]

test('an id leads to the call that reads what it names, and to its page', async ({ page, open, connection }) => {
  const { instance_id } = seeded({ connection })
  const at = { connection, family: 'rocketmq' } as const
  await open(explorerPaths.operation({ ...at, operationId: 'listUsers' }, { instance_id }))

  await test.step('the call, with the id and what is around it', async () => {
    await runButton(page).click()
    await answer(page, 200).getByRole('link', { name: 'order-service', exact: true }).click()
    await expect(page).toHaveURL(/rocketmq\/getUser/)
    await expect(control(page, 'user_name')).toHaveValue('order-service')
    await expect(control(page, 'instance_id')).toHaveValue(instance_id)
    await runButton(page).click()
    await expect(answer(page, 200)).toContainText('order-service')
  })

  await test.step('the page', async () => {
    await openMenu(page, '$.access_key')
    await page.getByRole('menuitem', { name: 'Open the page' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'order-service' })).toBeVisible()
  })

  for (const [family, list, values, read, parameter] of ways)
    await test.step(`${family}: ${list}`, async () => {
      await goToOperation(page, { connection, family, operationId: list }, values)
      await runButton(page).click()
      const id = answer(page, 200).locator('tbody').getByRole('link').first()
      const text = await id.innerText()
      await id.click()
      await expect(page).toHaveURL(new RegExp(`${family}/${read}\\?`))
      await expect(control(page, parameter)).toHaveValue(text)
      if (family === 'servicecomb') await expect(page.getByRole('combobox', { name: 'Engine' })).toHaveValue('e-1')
      await runButton(page).click()
      await expect(answer(page, 200)).toBeVisible()
    })
})

test('a number beyond 2^53 stays exact until it is sent on', async ({ page, open, connection, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const exact = '9007199254740993'
  const { instance_id } = seeded({ connection })
  const at = { connection, family: 'rocketmq' } as const
  await open(explorerPaths.operation({ ...at, operationId: 'listConsumerGroups' }, { instance_id }))
  await runButton(page).click()
  const shown = answer(page, 200)

  await test.step('in the table', async () => {
    await shown.getByRole('button', { name: 'Columns' }).click()
    const chooser = page.getByRole('dialog', { name: 'Columns and density' })
    await chooser.getByRole('checkbox', { name: 'ticket' }).check()
    await page.keyboard.press('Escape')
    await expect(row(page, 'billing-writer')).toContainText(exact)
  })

  await test.step('in the tree, the text and the clipboard', async () => {
    await shown.getByRole('tab', { name: 'Text' }).click()
    await expect(shown.locator('pre')).toContainText(exact)
    await shown.getByRole('tab', { name: 'Tree' }).click()
    await shown.getByRole('searchbox', { name: 'Search in the answer' }).fill('ticket')
    await expect(shown.getByRole('treeitem').filter({ hasText: 'ticket' })).toContainText(exact)
    await shown
      .getByRole('treeitem')
      .filter({ hasText: 'ticket' })
      .getByRole('button', { name: /^What to do with/ })
      .click()
    await page.getByRole('menuitem', { name: 'Copy value' }).click()
    await expect(toast(page, 'Copied')).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(exact)
  })

  await test.step('as an id that is sent on', async () => {
    const url = `/cloud/${connection}/rocketmq/v2/-/instances/${instance_id}/groups/billing-writer`
    await page.evaluate(
      async ([where, id]) => {
        const body = `{"name":"billing-writer","enabled":true,"retry_max_time":5,"broadcast":false,"from_beginning":false,"task_id":${id}}`
        await fetch(where, { method: 'PUT', body, headers: { 'content-type': 'application/json', 'x-gantry': '1' } })
      },
      [url, exact] as const,
    )
    await goToOperation(page, { ...at, operationId: 'getConsumerGroup' }, { instance_id, group: 'billing-writer' })
    await runButton(page).click()
    await answer(page, 200).getByRole('link', { name: exact, exact: true }).click()
    await expect(page).toHaveURL(/rocketmq\/getTask/)
    await expect(control(page, 'task_id')).toHaveValue(exact)
    await expect(await preview(page, 'HTTP')).toContainText(`/tasks/${exact}`)
    // There is no such task: the cloud says so, not the form.
    await runButton(page).click()
    await expect(page.getByRole('region', { name: 'The call failed' })).toContainText('Code DMS.')
  })
})

test('a value goes into a list of another call; what then runs on leads to what shows how far it is', async ({
  page,
  open,
  connection,
}) => {
  const { instance_id } = seeded({ connection })
  await open(explorerPaths.operation({ connection, family: 'rocketmq', operationId: 'listTopics' }, { instance_id }))
  await runButton(page).click()
  await row(page, 'order-paid')
    .getByRole('button', { name: /\.name$/ })
    .click()
  await page.getByRole('menuitem', { name: /· body\.topics$/ }).click()
  await expect(page).toHaveURL(/rocketmq\/batchDeleteTopics/)
  await expect(control(page, 'topics 1')).toHaveValue('order-paid')
  await runButton(page).click()
  await confirm(page, instance_id)
  const shown = answer(page, 200)
  await expect(shown).toContainText('The job tray follows this until it ends.')
  await shown.getByRole('link', { name: /^See how far it is/ }).click()
  await expect(page).toHaveURL(/rocketmq\/getTask/)
  await runButton(page).click()
  await expect(answer(page, 200)).toContainText('batchDeleteTopics')
})

test('a value that many calls take offers twenty of a family, and the rest when asked', async ({
  page,
  open,
  connection,
}) => {
  await open(explorerPaths.operation({ connection, family: 'rocketmq', operationId: 'listInstances' }, {}))
  await runButton(page).click()
  await row(page, 'orders-prod')
    .getByRole('button', { name: /\.instance_id$/ })
    .click()
  const calls = page.getByRole('group', { name: /RocketMQ/ }).getByRole('menuitem')
  await expect(calls).toHaveCount(21)
  const more = calls.last()
  const hidden = Number(/^Show (\d+) more calls$/.exec(await more.innerText())?.[1])
  await more.click()
  await expect(calls).toHaveCount(20 + hidden)
  // The first of the rest takes the place of what was pressed.
  await expect(calls.nth(20)).toBeFocused()
})
