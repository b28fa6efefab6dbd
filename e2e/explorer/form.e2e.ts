/** Filling in an operation: every kind of field, what is said of mistakes, the request before it is sent. */
import { explorerPaths } from '~/paths/explorer.ts'
import { instanceId } from '../addresses.ts'
import { expect, test } from '../fixtures.ts'
import {
  answer,
  confirm,
  control,
  editAs,
  goToOperation,
  openAt,
  preview,
  retype,
  runButton,
  valuesOf,
} from './steps.ts'

test('fills in a call by hand, sees it before, and runs it by keyboard', async ({ page, open, connection }) => {
  await open((at) => explorerPaths.operation({ ...at, family: 'rocketmq', operationId: 'createTopic' }))
  const values = valuesOf(page)

  await test.step('a mistake is said while it is typed, what is missing is not', async () => {
    await control(page, 'queue_num').fill('0')
    await expect(values.getByText('At least 1', { exact: true })).toBeVisible()
    await expect(values.getByText('Required', { exact: true })).toHaveCount(0)
    await expect(page.getByText('1 value has to be corrected')).toBeVisible()
  })

  await test.step('a try to send goes to the first mistake', async () => {
    await runButton(page).click()
    await expect(control(page, 'instance_id')).toBeFocused()
    await expect(control(page, 'instance_id')).toHaveAccessibleDescription(/Required/)
    await expect(page.getByText('3 values have to be corrected')).toBeVisible()
  })

  await test.step('choices are read from the cloud, for entries of a list too', async () => {
    await control(page, 'instance_id').click()
    await page.getByRole('option', { name: /orders-prod/ }).click()
    await expect(values.getByText(/^\d+ from listInstances$/)).toBeVisible()
    await values.getByRole('checkbox', { name: 'Send brokers' }).check()
    await values.getByRole('button', { name: 'Add to brokers' }).click()
    await control(page, 'brokers 1').click()
    await page.getByRole('option', { name: 'broker-0' }).first().click()
  })

  await test.step('the request stands beside it, in four ways', async () => {
    await control(page, 'name').fill('made-in-explorer')
    await control(page, 'queue_num').fill('4')
    await control(page, 'permission').fill('pub')
    const http = await preview(page, 'HTTP')
    await expect(http).toContainText(/POST .+\/v2\/[^/{]+\/instances\/[\w-]+\/topics/)
    await expect(http).toContainText('"brokers": [')
    await expect(http).toContainText('"permission": "pub"')
    await expect(await preview(page, 'curl')).toContainText(/curl --request POST "\$ENDPOINT"\/v2\/"\$PROJECT_ID"/)
    await expect(await preview(page, 'Node SDK')).toContainText(/client\.createTopic\w*\(request\)/)
    await expect(await preview(page, 'Python SDK')).toContainText('"queue_num": 4')
  })

  await test.step('Ctrl+Enter runs it', async () => {
    await control(page, 'name').press('Control+Enter')
    await confirm(page)
    await expect(answer(page, 200)).toContainText('made-in-explorer')
    await expect(page.getByText('have to be corrected')).toHaveCount(0)
    const instance_id = await instanceId(page, connection, 'orders-prod')
    await goToOperation(
      page,
      { connection, family: 'rocketmq', operationId: 'getTopic' },
      { instance_id, topic: 'made-in-explorer' },
    )
    await runButton(page).click()
    await expect(answer(page, 200)).toBeVisible()
  })
})

test('knows secrets, lists of objects, maps, shapes, conditions and files', async ({ page, open, connection }) => {
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  const values = valuesOf(page)

  await test.step('a secret is hidden, and a placeholder wherever the request is shown', async () => {
    await goToOperation(page, { connection, family: 'rocketmq', operationId: 'createUser' }, { instance_id })
    const secret = control(page, 'secret_key')
    await secret.fill('Canary#2026-x')
    await expect(secret).toHaveAttribute('type', 'password')
    await values.getByRole('button', { name: 'Show secret_key' }).click()
    await expect(secret).toHaveAttribute('type', 'text')
    await values.getByRole('button', { name: 'Hide secret_key' }).click()
    await expect(secret).toHaveAttribute('type', 'password')
    for (const tab of ['HTTP', 'curl', 'Node SDK', 'Python SDK'] as const) {
      const shown = await preview(page, tab)
      await expect(shown).toContainText('<secret_key>')
      await expect(shown).not.toContainText('Canary')
    }
  })

  await test.step('entries are added, moved and taken away', async () => {
    await preview(page, 'HTTP')
    await values.getByRole('checkbox', { name: 'Send topic_perms' }).check()
    const list = values.getByRole('list', { name: 'topic_perms' })
    for (const name of ['one', 'two']) {
      await values.getByRole('button', { name: 'Add to topic_perms' }).click()
      await list.getByRole('listitem').last().getByLabel('name', { exact: true }).fill(name)
    }
    await list.getByRole('button', { name: 'Move topic_perms 2 up' }).click()
    const http = page.getByRole('tabpanel', { name: 'HTTP' })
    await expect(http).toContainText(/"two"[^]*"one"/)
    await list.getByRole('button', { name: 'Remove topic_perms 1' }).click()
    await expect(http).not.toContainText('"two"')
  })

  await test.step('a map', async () => {
    await goToOperation(page, { connection, family: 'ddm', operationId: 'createParameterTemplate' })
    await values.getByRole('checkbox', { name: 'Send values' }).check()
    const name = control(page, 'New name in values')
    await name.fill('bind_table')
    await name.press('Enter')
    await control(page, 'values bind_table').fill('[]')
    await name.fill('bind_table')
    await expect(values.getByText('This name is there already')).toBeVisible()
    await expect(page.getByRole('tabpanel', { name: 'HTTP' })).toContainText('"bind_table": "[]"')
  })

  await test.step('a field that another value makes mandatory', async () => {
    await goToOperation(page, { connection, family: 'roma-link', operationId: 'createServiceProperty' })
    await control(page, 'data_type').selectOption({ label: 'integer · Integer' })
    await expect(control(page, 'step')).toHaveAttribute('aria-required', 'true')
    await expect(control(page, 'max_length')).not.toHaveAttribute('aria-required')
    await control(page, 'data_type').selectOption({ label: 'string · Text' })
    await expect(control(page, 'step')).not.toHaveAttribute('aria-required')
    await expect(control(page, 'max_length')).toHaveAttribute('aria-required', 'true')
  })

  await test.step('a shape that another value names, and the risk that comes with it', async () => {
    await goToOperation(
      page,
      { connection, family: 'cse-engine', operationId: 'createGovernancePolicy' },
      { kind: 'fault-injection' },
    )
    await page.getByRole('button', { name: 'Fill in a sample' }).click()
    await expect(values.getByText(/, as kind says$/)).toBeVisible()
    await runButton(page).click()
    const dialog = page.getByRole('dialog', { name: /^Run: / })
    await expect(dialog).toContainText('more than usual: fault-injection')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('a file', async () => {
    await goToOperation(page, { connection, family: 'roma-apic', operationId: 'importApis' })
    await page.getByRole('button', { name: 'Fill in a sample' }).click()
    await values.getByRole('button', { name: 'Remove sample.json' }).click()
    await runButton(page).click()
    await expect(control(page, 'file_name')).toBeFocused()
    await control(page, 'file_name').setInputFiles({
      name: 'apis.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{}'),
    })
    await expect(values.getByText('apis.json', { exact: true })).toBeVisible()
    await expect(await preview(page, 'HTTP')).toContainText('file_name = @apis.json')
    await expect(await preview(page, 'Python SDK')).toContainText('file_name=FormFile(open("apis.json", "rb"))')
    await runButton(page).click()
    await confirm(page)
    await expect(page.locator('section[data-status^="2"]')).toBeVisible()
  })
})

test('edits the body, or everything, as JSON in step with the form', async ({ page, open }) => {
  await open((at) => explorerPaths.operation({ ...at, family: 'rocketmq', operationId: 'createTopic' }))
  const values = valuesOf(page)
  await control(page, 'name').fill('typed')
  const http = page.getByRole('tabpanel', { name: 'HTTP' })

  await test.step('the body', async () => {
    await editAs(page, 'the body', 'JSON')
    const editor = values.getByRole('textbox', { name: 'Body as JSON' })
    await expect(editor).toContainText('"name": "typed"')
    // While it is no JSON, what was there last counts.
    await editor.press('ControlOrMeta+End')
    await page.keyboard.insertText(' and more')
    await expect(values.getByText(/^Not JSON at line 3/)).toBeVisible()
    await expect(http).toContainText('"name": "typed"')
    await retype(editor, '{"name": 5, "queue_num": 900719925474099312}')
    await expect(values.locator('.cm-lintRange-error')).toHaveText('"name": 5')
    await expect(http).toContainText('900719925474099312')
    await retype(editor, '{"name": "edited", "permission": ""}')
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Control+Space']) await page.keyboard.press(key)
    await expect(page.getByRole('option', { name: '"sub"' })).toBeVisible()
    // Esc closes the choices first, then leaves the editor; Tab goes on behind it.
    await editor.press('Escape')
    await expect(page.getByRole('option', { name: '"sub"' })).toHaveCount(0)
    await expect(editor).toBeFocused()
    await editor.press('Escape')
    await expect(editor).not.toBeFocused()
    await page.keyboard.press('Tab')
    await expect(runButton(page)).toBeFocused()
    await editAs(page, 'the body', 'Form')
    await expect(control(page, 'name')).toHaveValue('edited')
  })

  await test.step('everything', async () => {
    await editAs(page, 'all values', 'JSON')
    const editor = values.getByRole('textbox', { name: 'All values as JSON' })
    await expect(editor).toContainText('"name": "edited"')
    await runButton(page).click()
    await expect(values.getByRole('status').filter({ hasText: 'instance_id' })).toContainText('Required')
    await expect(editor).toBeFocused()
    await retype(editor, '{"instance_id": "i-1", "body": {"name": "pasted", "queue_num": 2}, "odd": 1}')
    await expect(values.getByText('This call has no such value; it is not sent')).toBeVisible()
    await expect(http).toContainText(/\/instances\/i-1\/topics\s[^]*"name": "pasted"/)
    await editAs(page, 'all values', 'Form')
    await expect(control(page, 'instance_id')).toHaveValue('i-1')
    await expect(control(page, 'queue_num')).toHaveValue('2')
  })
})
