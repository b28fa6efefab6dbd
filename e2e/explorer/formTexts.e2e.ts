/** Texts that hold something else, and links that hold no secrets. */
import { explorerPaths } from '~/paths/explorer.ts'
import { expect, test, toast } from '../fixtures.ts'
import { control, editAs, goToOperation, preview, retype, valuesOf } from './steps.ts'

test('writes JSON and YAML in texts, and texts that are numbers and switches', async ({ page, open, connection }) => {
  const create = { connection, family: 'servicecomb', operationId: 'createConfig' } as const
  await open(explorerPaths.operation(create, { '@engine': 'e-1', body: { key: 'k', value_type: 'json', value: '{}' } }))
  const values = valuesOf(page)
  const http = await preview(page, 'HTTP')

  await test.step('in an editor of the language that a field beside it names', async () => {
    const editor = values.getByRole('textbox', { name: 'value', exact: true })
    await retype(editor, '{"a": 1}')
    await expect(http).toContainText('"value": "{\\"a\\": 1}"')
    await control(page, 'value_type').selectOption({ label: 'yaml · YAML' })
    await retype(values.getByRole('textbox', { name: 'value', exact: true }), 'a: "1" # why')
    await expect(http).toContainText('"value": "a: \\"1\\" # why"')
    await editAs(page, 'the body', 'JSON')
    await expect(values.getByRole('textbox', { name: 'Body as JSON' })).toContainText('"value_type": "yaml"')
  })

  await test.step('a switch and a number that go as text', async () => {
    await goToOperation(page, { connection, family: 'rocketmq', operationId: 'listInstances' })
    await control(page, 'include_failure').selectOption({ label: 'false · Leave failed out' })
    await expect(http).toContainText('include_failure=false')
    await goToOperation(page, { connection, family: 'cse-engine', operationId: 'listEngines' })
    await control(page, 'limit').fill('007')
    await expect(http).toContainText('limit=007')
  })
})

test('copies a link that works, without the secrets', async ({ page, open, connection, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const at = { connection, family: 'rocketmq', operationId: 'createUser' } as const
  await open(explorerPaths.operation(at, { instance_id: 'i-1', body: { access_key: 'linked', admin: true } }))
  await control(page, 'secret_key').fill('Canary#2026-x')
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(toast(page, 'Link copied')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(decodeURIComponent(link)).toContain('linked')
  expect(decodeURIComponent(link)).not.toContain('Canary')
  await page.goto(link)
  await expect(control(page, 'access_key')).toHaveValue('linked')
  await expect(control(page, 'secret_key')).toHaveValue('')
})
