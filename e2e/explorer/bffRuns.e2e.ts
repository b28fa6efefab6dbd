/** What needs the real server: engines with a sign-in of their own, the record of a run, a link in another session. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { explorerPaths } from '~/paths/explorer.ts'
import { callGantry, draftFor } from '../../scripts/stack.ts'
import { administrator, expect, row, test, toast, type Page } from '../fixtures.ts'
import { answer, confirm, control, goToOperation, openAt, runButton, valuesOf } from './steps.ts'

/** Signs in where the sign-in is asked for. */
async function signInOn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(administrator.name)
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('asks an engine with its account, for its own calls and for those of the cloud', async ({
  page,
  open,
  server,
}) => {
  const { user, engineAccount } = server.cloud
  const cookie = await server.signIn()
  // Calls about the accounts of an engine carry its token where a signature would stand.
  const credential = { kind: 'password', domain: user.domain, user: user.name, password: user.password } as const
  const draft = { ...draftFor(server.cloud), name: 'Engines', credential }
  const { value } = await callGantry<{ id: string }>(server.origin, 'POST', '/api/connections', draft, cookie)
  const connection = value.id
  const giveAccount = async (password: string) => {
    await page.getByRole('button', { name: 'Give the account of the engine…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Account of the engine' })
    await dialog.getByRole('textbox', { name: 'Account name' }).fill(engineAccount.name)
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password)
    await dialog.getByRole('button', { name: 'Save and run' }).click()
    return dialog
  }

  await open(explorerPaths.operation({ connection, family: 'cse-engine', operationId: 'listEngines' }))
  await page.getByRole('button', { name: 'Fill in a sample' }).click()
  await runButton(page).click()
  await expect(answer(page, 200)).toContainText('shop-prod')

  await test.step('an account of an engine, in the family of the cloud', async () => {
    await goToOperation(page, { connection, family: 'servicecomb', operationId: 'listMicroservices' })
    await runButton(page).click()
    const engine = page.getByRole('combobox', { name: 'Engine' })
    await expect(engine).toBeFocused()
    const option = page.locator('datalist option', { hasText: 'shop-prod' })
    await expect(option).toHaveCount(1)
    const secured = (await option.getAttribute('value')) ?? ''
    const values = { name: 'ada', 'x-engine-id': secured }
    await goToOperation(page, { connection, family: 'cse-engine', operationId: 'deleteRbacAccount' }, values)
    await runButton(page).click()
    await confirm(page, 'ada')
    await expect(page.getByRole('alert')).toContainText('gantry.engine_sign_in')
    await giveAccount('not-the-password')
    await expect(page.getByRole('alert')).toContainText('gantry.engine_sign_in')
    await expect(await giveAccount(engineAccount.password)).toBeHidden()
    await expect(page.locator('section[data-status^="2"]')).toBeVisible()
  })

  await test.step('the engine is chosen among those that there are', async () => {
    await goToOperation(page, { connection, family: 'servicecomb', operationId: 'listMicroservices' })
    const engine = page.getByRole('combobox', { name: 'Engine' })
    const secured = await page.locator('datalist option', { hasText: 'shop-prod' }).getAttribute('value')
    await engine.fill(secured ?? '')
    await expect(valuesOf(page)).toContainText(/shop-prod · .*RBAC/)
    await page.getByRole('button', { name: 'Fill in a sample' }).click()
    await runButton(page).click()
    await expect(answer(page, 200)).toBeVisible()
  })

  await callGantry(server.origin, 'DELETE', `/api/connections/${connection}`, undefined, cookie)
})

test('a run is recorded with its risk, and a link to it works in another session', async ({
  page,
  open,
  connection,
  server,
  context,
  browser,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  const values = { instance_id, body: { permission: 'sub' } }
  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'updateTopic' }, values)
  await control(page, 'topic').fill('order-paid')
  await runButton(page).click()
  await expect(page.getByRole('dialog', { name: /^Run: / })).toContainText('more than usual: permission')
  await confirm(page)
  await expect(page.locator('section[data-status^="2"]')).toBeVisible()

  const recorded = () => {
    const store = new DatabaseSync(join(server.gantry.folder, 'gantry.db'))
    try {
      const find = `SELECT user_name, target, status FROM audit WHERE action = 'updateTopic' ORDER BY at DESC LIMIT 2`
      return store
        .prepare(find)
        .all()
        .map((found) => JSON.stringify(found))
        .join()
    } finally {
      store.close()
    }
  }
  await expect.poll(recorded).toContain('order-paid')
  expect(recorded()).toContain(administrator.name)

  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(toast(page, 'Link copied')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const other = await browser.newContext()
  try {
    const theirs = await other.newPage()
    await theirs.goto(link)
    await signInOn(theirs)
    await expect(control(theirs, 'topic')).toHaveValue('order-paid')
    await expect(control(theirs, 'permission')).toHaveValue(/./)
    await expect(theirs.getByText('The values below come from a link.')).toBeVisible()
  } finally {
    await other.close()
  }
})

test('what was run and saved is there on another machine, without its secrets', async ({
  page,
  open,
  connection,
  server,
  browser,
}) => {
  const instance_id = await openAt(page, open, connection, 'orders-prod')
  await goToOperation(page, { connection, family: 'rocketmq', operationId: 'createUser' }, { instance_id })
  await control(page, 'access_key').fill('explorer-user')
  await control(page, 'secret_key').fill('Canary#2026-x')
  await page.getByRole('button', { name: 'Save…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save the request' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('A user for the explorer')
  await dialog.getByRole('button', { name: 'Save the request' }).click()
  await expect(toast(page, 'Saved as')).toBeVisible()
  await runButton(page).click()
  await confirm(page)
  await expect(page.locator('section[data-status^="2"]')).toBeVisible()

  const other = await browser.newContext()
  try {
    const theirs = await other.newPage()
    await theirs.goto(server.origin + explorerPaths.history({ connection }))
    await signInOn(theirs)
    await expect(row(theirs, 'createUser')).toContainText(instance_id)
    await row(theirs, 'createUser').getByRole('link').click()
    await expect(control(theirs, 'access_key')).toHaveValue('explorer-user')
    await expect(control(theirs, 'secret_key')).toHaveValue('')

    await theirs.goto(server.origin + explorerPaths.saved({ connection }))
    await theirs.getByRole('link', { name: 'A user for the explorer' }).click()
    await expect(control(theirs, 'access_key')).toHaveValue('explorer-user')
    await expect(control(theirs, 'secret_key')).toHaveValue('')
  } finally {
    await other.close()
  }

  const store = new DatabaseSync(join(server.gantry.folder, 'gantry.db'))
  try {
    const all = store.prepare('SELECT data FROM past_requests UNION ALL SELECT data FROM saved_requests').all()
    expect(JSON.stringify(all)).toContain('explorer-user')
    expect(JSON.stringify(all)).not.toContain('Canary')
  } finally {
    store.close()
  }
  expect(server.gantry.output()).not.toMatch(/explorer-user|Canary/)
})
