import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { seeded } from '../addresses.ts'
import {
  administrator,
  expect,
  fillForm,
  row,
  test,
  toast,
  type OpenOptions,
  type Page,
  type Target,
} from '../fixtures.ts'
import { watch } from '../watch.ts'
import { saveAsked } from './saveSteps.ts'

type Open = (target: Target, options?: OpenOptions) => Promise<void>

/** Goes to the users of an instance as a person does. */
async function openUsers(page: Page, open: Open, instance = 'orders-prod', mock = ''): Promise<void> {
  await open((at) => rocketmqPaths.users(seeded(at, instance)), { mock })
  await expect(page.getByRole('heading', { level: 1, name: instance })).toBeVisible()
}

/** Gives the password for the next five minutes, so that secrets can be read without being asked for it. */
async function confirmPassword(page: Page): Promise<void> {
  const status = await page.evaluate(async (password) => {
    const headers = { 'x-gantry': '1', 'content-type': 'application/json' }
    return (await fetch('/api/session/confirm', { method: 'POST', headers, body: JSON.stringify({ password }) })).status
  }, administrator.password)
  expect(status).toBe(204)
}

async function openUser(page: Page, open: Open, name: string): Promise<void> {
  await open((at) => rocketmqPaths.user({ ...seeded(at), user_name: name }))
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

async function openEdit(page: Page, open: Open, name: string) {
  await openUser(page, open, name)
  await confirmPassword(page)
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: 'Edit user' })
  await expect(form).toBeVisible()
  return form
}

/** Path of a user of the page's instance, as the page itself calls it. */
function userPath(page: Page, name: string): string {
  const [, connection = '', instance = ''] = /\/c\/([^/]+)\/rocketmq\/instances\/([^/?]+)/.exec(page.url()) ?? []
  return `/cloud/${connection}/rocketmq/v2/-/instances/${instance}/users/${name}`
}

/** Somebody else, meanwhile: a call past the page. The answer is text, so that long numbers stay. */
async function behind(page: Page, method: string, path: string, body?: string): Promise<string> {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = {
        'x-gantry': '1',
        ...(how === 'GET' ? { 'x-gantry-reveal': '1' } : {}),
        ...(what ? { 'content-type': 'application/json' } : {}),
      }
      const response = await fetch(where, { method: how, headers, ...(what ? { body: what } : {}) })
      if (!response.ok) throw new Error(`${how} ${where}: ${response.status}`)
      return response.text()
    },
    [method, path, body] as const,
  )
}

/** JSON with its long numbers as text. */
const exact = (text: string) => JSON.parse(text.replace(/:(\d{16,})/g, ':"$1"')) as Record<string, unknown>

test(
  'lists users with their rights; the secret is shown on request only',
  { tag: '@both' },
  async ({ page, open, stack }) => {
    await openUsers(page, open)
    await expect(row(page, 'ops-admin')).toContainText('Publish + subscribe')
    await expect(row(page, 'order-service').getByRole('cell', { name: '4', exact: true })).toBeVisible()
    await expect(row(page, 'analytics')).toContainText('10.20.0.0/16')
    await expect(page.getByText('Sim#')).toHaveCount(0)
    await page.getByRole('button', { name: 'Show secret key of analytics' }).click()
    if (stack === 'mocks') {
      // In the other stack the session has just been opened with the password.
      const gate = page.getByRole('dialog', { name: 'Confirm that it is you' })
      await fillForm(gate, { Password: administrator.password })
      await gate.getByRole('button', { name: 'Continue' }).click()
    }
    await expect(row(page, 'analytics')).toContainText('Sim#analytics9')
    expect(page.url()).not.toContain('Sim')
    await page.getByRole('button', { name: 'Hide secret key of analytics' }).click()
    await expect(page.getByText('Sim#')).toHaveCount(0)
    await page.getByRole('searchbox', { name: 'Filter Users' }).fill('billing')
    await expect(row(page, 'analytics')).toHaveCount(0)
    await expect(row(page, 'billing_writer')).toBeVisible()
  },
)

test('creates a user, and says once how its clients sign in', { tag: '@both' }, async ({ page, open }) => {
  test.slow()
  await openUsers(page, open)
  await page.getByRole('link', { name: 'Create user' }).click()
  const form = page.getByRole('dialog', { name: 'Create user' })
  await fillForm(form, { 'Name (access key)': 'x', 'Secret key': 'tooweak' })
  await form.getByRole('button', { name: 'Create user' }).click()
  await expect(form.getByText('Use 4 to 64 letters, digits, hyphens or underscores.')).toBeVisible()
  await expect(form.getByText('Use 8 to 32 characters of three kinds.')).toBeVisible()

  await fillForm(form, {
    'Name (access key)': 'flow-writer',
    'Secret key': 'Flow#secret42',
    'Default right on groups': 'Subscribe',
  })
  await form.getByRole('button', { name: 'Add a topic' }).click()
  await form.getByLabel('Topic', { exact: true }).and(page.locator('input')).fill('order-pa')
  await page.getByRole('option', { name: 'order-paid' }).click()
  await fillForm(form, { 'Right on order-paid': 'Publish' })
  await form.getByText(/^Request what will be sent/).click()
  await expect(form.getByText('<secret_key>')).toBeVisible()
  await expect(form.getByText('Flow#secret42')).toHaveCount(0)
  await form.getByRole('button', { name: 'Create user' }).click()

  const told = page.getByRole('dialog', { name: 'User flow-writer created' })
  await expect(told).toContainText('AclClientRPCHook')
  await expect(page.getByText('Flow#secret42')).toHaveCount(0)
  await told.getByRole('button', { name: 'Show secret key of flow-writer' }).click()
  await expect(told.getByText('Flow#secret42')).toBeVisible()
  await told.getByRole('link', { name: 'Open flow-writer' }).click()
  await expect(told).toHaveCount(0)
  await expect(
    page.getByRole('table', { name: 'Rights on topics' }).getByRole('row', { name: 'order-paid' }),
  ).toContainText('Publish')
  await confirmPassword(page)
  await page.getByRole('button', { name: 'Show secret key of flow-writer' }).click()
  await expect(page.getByText('Flow#secret42')).toBeVisible()
})

test('a secret can be generated: it stays hidden, is sent, and can be had afterwards', async ({ page, open }) => {
  await openUsers(page, open)
  await page.getByRole('link', { name: 'Create user' }).click()
  const form = page.getByRole('dialog', { name: 'Create user' })
  const secret = form.getByRole('textbox', { name: 'Secret key' })
  await form.getByRole('button', { name: 'Generate a secret key' }).click()
  await expect(form.getByRole('status')).toHaveText('Generated: 24 random characters.')
  await expect(secret).toHaveAttribute('type', 'password')
  const first = await secret.inputValue()
  await form.getByRole('button', { name: 'Generate a secret key' }).click()
  await expect(secret).not.toHaveValue(first)
  const second = await secret.inputValue()
  await form.getByRole('button', { name: 'Show what is typed: Secret key' }).click()
  await expect(secret).toHaveAttribute('type', 'text')
  await fillForm(form, { 'Name (access key)': 'flow-writer' })
  const posts = watch(page, 'POST', /\/users$/)
  await form.getByRole('button', { name: 'Create user' }).click()
  const told = page.getByRole('dialog', { name: 'User flow-writer created' })
  await expect(told.getByText('hidden', { exact: true })).toBeAttached()
  await expect(page.getByText(second)).toHaveCount(0)
  await told.getByRole('button', { name: 'Show secret key of flow-writer' }).click()
  await expect(told.getByText(second)).toBeVisible()
  expect(posts.map(exact)).toMatchObject([{ access_key: 'flow-writer', secret_key: second }])
  await told.getByRole('button', { name: 'Done' }).last().click()
  await expect(row(page, 'flow-writer')).toBeVisible()
})

test('a refused secret is told at its field', async ({ page, open }) => {
  await openUsers(page, open, 'orders-prod', 'fail:createUser:DMS.00400012')
  await page.getByRole('link', { name: 'Create user' }).click()
  const form = page.getByRole('dialog', { name: 'Create user' })
  await fillForm(form, { 'Name (access key)': 'flow-writer', 'Secret key': 'Flow#secret42' })
  await form.getByRole('button', { name: 'Create user' }).click()
  const secret = form.getByRole('textbox', { name: 'Secret key' })
  await expect(secret).toHaveAccessibleDescription(/refused|weak|DMS/i)
  await expect(secret).toHaveValue('Flow#secret42')
  await expect(form.getByText(/DMS\.00400012/)).toBeVisible()
})

test('shows the rights as a matrix, with the default that others inherit', async ({ page, open }) => {
  await openUser(page, open, 'inventory-service')
  const topics = page.getByRole('table', { name: 'Rights on topics' })
  await expect(topics.getByRole('row', { name: 'discount-50%off' })).toContainText('No access')
  await expect(topics.getByRole('row', { name: 'All other topics' })).toContainText('default')
  await expect(
    page.getByRole('table', { name: 'Rights on consumer groups' }).getByRole('row', { name: 'search-indexer' }),
  ).toContainText('Subscribe')
  await topics.getByRole('link', { name: 'discount-50%off' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'discount-50%off' })).toBeVisible()
})

test('an administrator outranks the matrix', async ({ page, open }) => {
  await openUser(page, open, 'ops-admin')
  await expect(page.getByText('As administrator this user may do everything.')).toBeVisible()
})

test('changes one field and sends the rest back as it is', { tag: '@both' }, async ({ page, open }) => {
  const form = await openEdit(page, open, 'inventory-service')
  const puts = watch(page, 'PUT', /\/users\//)
  const before = await behind(page, 'GET', userPath(page, 'inventory-service'))
  await expect(form.getByText('Nothing has been changed.')).toBeVisible()
  await form.getByRole('textbox', { name: /^Allowed addresses/ }).fill('10.1.0.0/16')
  await expect(form.getByText('Clients at other addresses are cut off at once.')).toBeVisible()
  await saveAsked(page, form, 'Clients at other addresses are cut off at once.')
  await expect(toast(page, 'User inventory-service changed.')).toBeVisible()
  await expect(form).toHaveCount(0)
  await expect(page.getByText('10.1.0.0/16')).toBeVisible()
  expect(puts).toHaveLength(1)
  expect(exact(puts[0] ?? '')).toEqual({ ...exact(before), white_remote_address: '10.1.0.0/16' })
  expect(exact(before)).toMatchObject({
    secret_key: 'Sim#inventory55',
    revision: '9007199254740993',
    labels: {},
    comment: '',
    expires_at: null,
  })
})

test('a save without a change sends nothing', async ({ page, open }) => {
  const form = await openEdit(page, open, 'inventory-service')
  const puts = watch(page, 'PUT', /\/users\//)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toHaveCount(0)
  expect(puts).toHaveLength(0)
})

test('rights are added, changed and removed; what clients lose is said before', async ({ page, open }) => {
  test.slow()
  const form = await openEdit(page, open, 'order-service')
  const puts = watch(page, 'PUT', /\/users\//)
  await form.getByRole('button', { name: 'Add a topic' }).click()
  await page.keyboard.press('Tab')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('This is required.')).toBeVisible()
  await form.getByLabel('Topic', { exact: true }).and(page.locator('input')).fill('order-paid')
  await page.keyboard.press('Tab')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('It is in the list already.')).toBeVisible()
  await form.getByLabel('Topic', { exact: true }).and(page.locator('input')).fill('a-topic-of-tomorrow')
  await page.keyboard.press('Tab')
  await expect(form.getByText('Clients in use')).toHaveCount(0)
  await fillForm(form, { 'Right on order-paid': 'No access' })
  await form.getByRole('button', { name: 'Remove order-cancelled' }).click()
  await expect(form.getByText('Clients in use lose rights at once: order-paid, order-cancelled')).toBeVisible()
  await saveAsked(page, form, 'Clients in use lose rights at once: order-paid, order-cancelled')
  await expect(toast(page, 'User order-service changed.')).toBeVisible()
  const rights = page.getByRole('table', { name: 'Rights on topics' })
  await expect(rights.getByRole('row', { name: 'order-paid' })).toContainText('No access')
  await expect(rights.getByRole('row', { name: 'a-topic-of-tomorrow' })).toContainText('Subscribe')
  await expect(rights.getByRole('row', { name: 'order-cancelled' })).toHaveCount(0)
  expect(puts).toHaveLength(1)
})

test('a new secret is sent, and told apart from the present one', async ({ page, open }) => {
  const form = await openEdit(page, open, 'analytics')
  await form.getByRole('textbox', { name: /^Secret key/ }).fill('Other#secret7')
  await expect(form.getByText('Clients that still use the present secret key are cut off at once.')).toBeVisible()
  await saveAsked(page, form, 'Clients that still use the present secret key')
  await expect(toast(page, 'User analytics changed.')).toBeVisible()
  await page.getByRole('button', { name: 'Show secret key of analytics' }).click()
  await expect(page.getByText('Other#secret7')).toBeVisible()
})

test('a new secret can be generated; what is typed over it is not called generated', async ({ page, open }) => {
  const form = await openEdit(page, open, 'analytics')
  await form.getByRole('button', { name: 'Generate a secret key' }).click()
  await expect(form.getByText('Clients that still use the present secret key are cut off at once.')).toBeVisible()
  await expect(form.getByText('Generated: 24 random characters.')).toBeVisible()
  await form.getByRole('textbox', { name: /^Secret key/ }).fill('Other#secret7')
  await expect(form.getByText('Generated: 24 random characters.')).toHaveCount(0)
})

test('what somebody else changed meanwhile is shown, not overwritten', async ({ page, open }) => {
  const form = await openEdit(page, open, 'inventory-service')
  const path = userPath(page, 'inventory-service')
  const theirs = (await behind(page, 'GET', path)).replace('"default_topic_perm":"DENY"', '"default_topic_perm":"SUB"')
  await behind(page, 'PUT', path, theirs)
  const puts = watch(page, 'PUT', /\/users\//)
  await form.getByRole('textbox', { name: /^Allowed addresses/ }).fill('10.1.0.0/16')
  await saveAsked(page, form, 'Clients at other addresses are cut off at once.')
  await expect(form.getByText('Somebody changed this meanwhile')).toBeVisible()
  expect(puts).toHaveLength(0)
  await form.getByRole('button', { name: 'Take over the new state' }).click()
  await expect(form.getByText('Somebody changed this meanwhile')).toHaveCount(0)
  await expect(form.getByRole('textbox', { name: /^Allowed addresses/ })).toHaveValue('10.1.0.0/16')
  await saveAsked(page, form, 'Clients at other addresses are cut off at once.')
  await expect(toast(page, 'User inventory-service changed.')).toBeVisible()
  expect(exact(puts[0] ?? '')).toEqual({ ...exact(theirs), white_remote_address: '10.1.0.0/16' })
})

test('what is typed is not left without asking', async ({ page, open }) => {
  const form = await openEdit(page, open, 'analytics')
  await form.getByRole('textbox', { name: /^Allowed addresses/ }).fill('10.9.0.1')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(form.getByRole('textbox', { name: /^Allowed addresses/ })).toHaveValue('10.9.0.1')
})

test('where ACL is off it says so, and asks nothing of the cloud', async ({ page, open }) => {
  const reads = watch(page, 'GET', /\/users(\?|\/|$)/)
  await openUsers(page, open, 'legacy-events')
  await expect(page.getByText('Access control (ACL) is off')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open settings' })).toBeVisible()
  expect(reads).toHaveLength(0)
})

test('a list that cannot be read is not an empty one', async ({ page, open }) => {
  await openUsers(page, open, 'orders-prod', 'fail:listUsers:403')
  await expect(page.getByText('You may not do this')).toBeVisible()
  await expect(page.getByText(/dms:instance:get/)).toBeVisible()
  await expect(page.getByText('No users yet')).toHaveCount(0)
})

test('the reading of a secret that fails shows nothing', async ({ page, open }) => {
  await openUsers(page, open, 'orders-prod', 'fail:getUser:503')
  await confirmPassword(page)
  await page.getByRole('button', { name: 'Show secret key of analytics' }).click()
  await expect(row(page, 'analytics').getByRole('alert')).toContainText('Not shown')
})
