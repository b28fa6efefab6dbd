/** What only the real server can show: sessions, secrets, signatures, and answers that are none. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { appPaths } from '~/paths/app.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, instanceId, ordersPlace } from './addresses.ts'
import { administrator, expect, fillForm, row, rowAction, test, toast, type Page } from './fixtures.ts'
import type { ServerStack } from '../scripts/stack.ts'

async function signIn(page: Page, secret = administrator.password): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(administrator.name)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Changes the store under the server, as the passing of time would. */
function inStore<T>(server: ServerStack, work: (store: DatabaseSync) => T): T {
  const store = new DatabaseSync(join(server.gantry.folder, 'gantry.db'))
  try {
    return work(store)
  } finally {
    store.close()
  }
}

/** A call past the page, with the session of the page: status, retry-after and text. */
async function callPast(page: Page, method: string, path: string, body?: string) {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'x-gantry': '1', ...(what === undefined ? {} : { 'content-type': 'application/json' }) }
      const response = await fetch(where, { method: how, headers, ...(what === undefined ? {} : { body: what }) })
      return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() }
    },
    [method, path, body] as const,
  )
}

test('the first run: a wrong link is refused, the right one makes the administrator, once', async ({
  page,
  freshServer,
}) => {
  await test.step('a wrong link', async () => {
    await page.goto(`${freshServer.origin}/setup#token=wrong`)
    await expect(page.getByRole('heading', { level: 1, name: 'Set up Gantry' })).toBeVisible()
    // The code is gone from the address at once.
    expect(page.url()).not.toContain('wrong')
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(administrator.password)
    await page.getByRole('textbox', { name: 'Repeat the password' }).fill('something else')
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByText('The two passwords differ.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Repeat the password' }).fill(administrator.password)
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByRole('alert')).toHaveText(/^This code is wrong or has been used/)
  })

  await test.step('the right one', async () => {
    await page.goto('about:blank')
    await page.goto(freshServer.setupLink)
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(administrator.password)
    await page.getByRole('textbox', { name: 'Repeat the password' }).fill(administrator.password)
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByText('Connect a cloud account')).toBeVisible()
  })

  await test.step('not twice', async () => {
    await page.goto('about:blank')
    await page.goto(freshServer.setupLink)
    await expect(page.getByRole('heading', { level: 1, name: 'Gantry is set up already.' })).toBeVisible()
    expect(freshServer.output()).not.toContain(administrator.password)
  })

  await test.step('the built-in cloud is one click away', async () => {
    await page.getByRole('link', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Use the built-in simulated cloud' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Simulated cloud' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'crm-events' })).toBeVisible()
  })
})

test('wrong passwords are slowed down, and the page says for how long', async ({ page, freshServer }) => {
  test.setTimeout(90_000)
  await page.goto(freshServer.setupLink)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(administrator.password)
  await page.getByRole('textbox', { name: 'Repeat the password' }).fill(administrator.password)
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByRole('button', { name: /^User menu/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await signIn(page, 'not the password')
  await expect(page.getByRole('alert')).toHaveText('User name or password is wrong.')
  // Each further failure doubles the time to wait, so that it is met sooner or later.
  await expect(async () => {
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toHaveText(/^Too many attempts\. Try again in \d+ s\.$/, { timeout: 700 })
  }).toPass({ timeout: 60_000, intervals: [50] })
})

test('signing out everywhere ends the other browser too', async ({ page, open, browser, server }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  const elsewhere = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await elsewhere.goto(`${server.origin}${new URL(page.url()).pathname}`)
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await signIn(elsewhere)
  await expect(row(elsewhere, 'orders-prod')).toBeVisible()
  await elsewhere.getByRole('button', { name: /^User menu/ }).click()
  await elsewhere.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await page.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible()
  await elsewhere.context().close()
})

/** Fills what all connections to the simulated cloud have in common. */
async function fillPlace(page: Page, server: ServerStack, name: string): Promise<void> {
  const form = page.getByRole('dialog', { name: /^Connect an account/ })
  await fillForm(form, { Name: name })
  await form
    .getByRole('textbox', { name: 'Region' })
    .or(form.getByRole('combobox', { name: 'Region' }))
    .first()
    .fill(server.cloud.region)
  await form.getByText(/^Endpoints/).click()
  const { rocketmq, ddm, cse, roma, iam } = server.cloud.endpoints
  for (const [label, url] of Object.entries({ RocketMQ: rocketmq, DDM: ddm, CSE: cse, 'ROMA Connect': roma, IAM: iam }))
    await form.getByRole('textbox', { name: label, exact: true }).fill(url)
}

test('connections with each kind of credential are tested, made, used and deleted', async ({ page, open, server }) => {
  test.setTimeout(90_000)
  const { accessKey, secretKey, temporary, user, projects } = server.cloud
  const credentials: [string, Record<string, string>][] = [
    ['AK/SK', { 'Access key (AK)': accessKey, 'Secret key (SK)': secretKey }],
    [
      'Temporary AK/SK',
      {
        'Access key (AK)': temporary.accessKey,
        'Secret key (SK)': temporary.secretKey,
        'Security token': temporary.securityToken,
      },
    ],
    ['IAM user and password', { 'Account name': user.domain, 'IAM user': user.name, Password: user.password }],
  ]
  await open(appPaths.connections())
  for (const [kind, fields] of credentials)
    await test.step(kind, async () => {
      const name = `By ${kind}`
      await page.getByRole('link', { name: 'Connect an account' }).click()
      const form = page.getByRole('dialog', { name: /^Connect an account/ })
      await fillPlace(page, server, name)
      await form.getByRole('radio', { name: kind, exact: true }).check()
      for (const [label, value] of Object.entries(fields))
        await form.getByRole('textbox', { name: label, exact: true }).fill(value)
      await form.getByRole('button', { name: 'Fetch projects' }).click()
      await expect(form.getByText(/^\d+ projects found$/)).toBeVisible()
      await fillForm(form, { Project: `${projects[0]?.name} (${projects[0]?.id})` })
      await form.getByRole('button', { name: 'Test', exact: true }).click()
      await expect(form.getByText('All endpoints answered')).toBeVisible({ timeout: 15_000 })
      await form.getByRole('button', { name: 'Connect', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      await expect(page.getByRole('link', { name: 'crm-events' })).toBeVisible()
      await goTo(page, appPaths.connections())
      await rowAction(page, name, 'Delete…')
      const dialog = page.getByRole('dialog', { name: 'Delete connection' })
      await dialog.getByLabel(`Type ${name} to confirm`).fill(name)
      await dialog.getByRole('button', { name: 'Delete connection' }).click()
      await expect(toast(page, `${name} deleted`)).toBeVisible()
      await expect(row(page, name)).toHaveCount(0)
    })
})

test('a test of a connection says which endpoint fails, and why', async ({ page, open, server, badHosts }) => {
  await open(appPaths.connectionCreate())
  const form = page.getByRole('dialog', { name: /^Connect an account/ })
  await fillPlace(page, server, 'Broken')
  await fillForm(form, { 'Project ID': server.cloud.projectId })
  await form.getByRole('textbox', { name: 'Access key (AK)' }).fill(server.cloud.accessKey)
  await form.getByRole('textbox', { name: 'Secret key (SK)' }).fill(server.cloud.secretKey)

  await test.step('one that cannot be reached', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill(`http://${badHosts.closed}`)
    await form.getByRole('button', { name: 'Test', exact: true }).click()
    await expect(form.getByRole('listitem').filter({ hasText: 'DDM' })).toContainText(
      'The endpoint could not be reached. gantry.unreachable',
    )
    await expect(form.getByRole('listitem').filter({ hasText: 'RocketMQ' })).toContainText('Answers')
  })

  await test.step('a certificate that nobody vouches for', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill(`https://${badHosts.untrusted}`)
    await form.getByRole('button', { name: 'Test again' }).click()
    const ddm = form.getByRole('listitem').filter({ hasText: 'DDM' })
    await expect(ddm).toContainText('The certificate of the endpoint is not trusted. gantry.tls')
    await expect(ddm).toContainText('add its certificate to the connection')
  })

  await test.step('one that is inside and was not allowed', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill('https://127.0.0.1:9')
    await form.getByRole('button', { name: 'Test again' }).click()
    await expect(
      form
        .getByText('gantry.unreachable')
        .or(form.getByText(/not allowed|private/i))
        .first(),
    ).toBeVisible()
  })

  await test.step('a wrong key: said once, and the cloud is not asked again and again', async () => {
    await form.getByRole('textbox', { name: 'DDM', exact: true }).fill(server.cloud.endpoints.ddm)
    await form.getByRole('textbox', { name: 'Secret key (SK)' }).fill('this-is-not-the-secret-key')
    const before = (await server.cloud.seen()).length
    await form.getByRole('button', { name: 'Test again' }).click()
    await expect(form.getByText('Not all endpoints answered')).toBeVisible()
    await expect(form.getByText('gantry.credentials_refused').first()).toBeVisible()
    expect((await server.cloud.seen()).length - before).toBe(1)
  })
})

test('a secret is shown for the password only, is recorded, and is nowhere else', async ({
  page,
  open,
  server,
  context,
}) => {
  const canary = 'Sim#orderSvc7781'
  const secrets = [canary, server.cloud.secretKey, administrator.password]
  const bodies: { url: string; text: Promise<string> }[] = []
  page.on('response', (response) => {
    if (/\/(api|cloud)\//.test(response.url()))
      bodies.push({ url: response.url(), text: response.text().catch(() => '') })
  })
  await open((at) => rocketmqPaths.instances(at))
  const at = await ordersPlace(page, server.connection)
  for (const address of [
    rocketmqPaths.users(at),
    rocketmqPaths.user(at),
    rocketmqPaths.userEdit(at),
    appPaths.connections(),
    appPaths.connectionEdit(at),
  ]) {
    await goTo(page, address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await page.keyboard.press('Escape')

  await goTo(page, rocketmqPaths.users(at))
  await expect(row(page, 'order-service')).toBeVisible()
  const clean = await Promise.all(bodies.map(async ({ url, text }) => ({ url, text: await text })))
  expect(clean.length).toBeGreaterThan(5)
  for (const secret of secrets)
    expect(clean.filter(({ text }) => text.includes(secret)).map(({ url }) => url)).toEqual([])

  await test.step('the password again', async () => {
    inStore(server, (store) => store.exec('UPDATE sessions SET confirmed_at = 0'))
    // The server looks at its store once a second when it has not changed it itself.
    const user = `/cloud/${at.connection}/rocketmq/v2/-/instances/${at.instance_id}/users/${at.user_name}`
    const reveal = (url: string) =>
      fetch(url, { headers: { 'x-gantry': '1', 'x-gantry-reveal': '1' } }).then((one) => one.status)
    await expect.poll(() => page.evaluate(reveal, user)).toBe(403)
    await row(page, 'order-service').getByRole('button', { name: 'Show secret key of order-service' }).click()
    const gate = page.getByRole('dialog', { name: 'Confirm that it is you' })
    await gate.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
    await gate.getByRole('button', { name: 'Continue' }).click()
    await expect(row(page, 'order-service')).toContainText(canary)
  })

  await test.step('recorded', async () => {
    const find = () =>
      inStore(server, (store) =>
        store.prepare(`SELECT user_name, action, target, status FROM audit WHERE reveal = 1 ORDER BY at DESC`).all(),
      )
    await expect.poll(() => find()[0]).toMatchObject({ user_name: administrator.name, action: 'getUser', status: 200 })
    expect(String(find()[0]?.['target'])).toContain('order-service')
    expect(find().map((entry) => entry['status'])).toContain(403)
    expect(JSON.stringify(find())).not.toContain(canary)
  })

  await test.step('and kept nowhere', async () => {
    await row(page, 'order-service').getByRole('button', { name: 'Hide secret key of order-service' }).click()
    const kept = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        history.state,
        location.href,
        document.documentElement.innerHTML,
      ]),
    )
    const cookies = JSON.stringify(await context.cookies())
    for (const secret of secrets) {
      expect(kept).not.toContain(secret)
      expect(cookies).not.toContain(secret)
      expect(server.gantry.output()).not.toContain(secret)
    }
    // The cookie is out of reach of the page.
    expect(await page.evaluate(() => document.cookie)).toBe('')
    for (const cookie of await context.cookies()) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  })
})

const badAnswers = { html: 'a page of some proxy', truncated: 'an answer that is cut off' }
for (const [fault, what] of Object.entries(badAnswers))
  test(`${what} is not taken for data`, async ({ page, open }) => {
    await open((at) => rocketmqPaths.instances(at), { mock: `${fault}:listInstances` })
    const alert = page.getByRole('table').getByRole('alert')
    await expect(alert).toContainText('gantry.bad_answer')
    await expect(alert.getByRole('button', { name: 'Retry' })).toBeVisible()
    await expect(page.getByText('No instances in this project and region')).toHaveCount(0)
  })

test('bodies beyond 12 MB, unknown connections and paths of no contract are refused in words', async ({
  page,
  open,
  server,
}) => {
  await open((at) => rocketmqPaths.instances(at))
  const instance_id = await instanceId(page, server.connection, 'orders-prod')
  const topics = `/cloud/${server.connection}/rocketmq/v2/-/instances/${instance_id}/topics`
  const result = await page.evaluate(async (url) => {
    const body = JSON.stringify({ name: 'x'.repeat(12 * 1024 * 1024 + 1 - '{"name":""}'.length) })
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'x-gantry': '1', 'content-type': 'application/json' },
    })
    return { length: body.length, status: response.status, text: await response.text() }
  }, topics)
  expect(result.length).toBe(12 * 1024 * 1024 + 1)
  expect(result.status).toBe(413)
  expect(JSON.parse(result.text)).toMatchObject({ code: 'gantry.too_large' })
  expect((JSON.parse(result.text) as { message: string }).message).toMatch(/12 MB/)

  const refusals: [string, number, string][] = [
    ['/cloud/gone/rocketmq/v2/-/instances', 404, 'gantry.unknown_connection'],
    [`/cloud/${server.connection}/rocketmq/v2/-/nothing`, 404, 'gantry.not_an_operation'],
    [
      `/cloud/${server.connection}/rocketmq/v2/0123456789abcdef0123456789abcdef/instances?engine=reliability`,
      403,
      'gantry.wrong_project',
    ],
    ['/api/nothing', 404, 'gantry.not_an_operation'],
  ]
  for (const [path, status, code] of refusals) {
    const answer = await callPast(page, 'GET', path)
    expect({ status: answer.status, code: (JSON.parse(answer.text) as { code: string }).code }, path).toEqual({
      status,
      code,
    })
  }
})

test('names and texts of any kind pass the signature', async ({ page, open, server }) => {
  await open((at) => rocketmqPaths.instances(at))
  const instance_id = await instanceId(page, server.connection, 'orders-prod')
  const base = `/cloud/${server.connection}/rocketmq/v2`
  for (const key of ['订单 42', '50% off', 'a/b?c=d&e', '%2F', "~!*'()", 'ü +', '𝄞'])
    await test.step(key, async () => {
      const now = Date.now()
      const query = new URLSearchParams({
        topic: 'order-paid',
        key,
        start_time: String(now - 60_000),
        end_time: String(now),
        limit: '1',
        offset: '0',
      })
      const answer = await callPast(page, 'GET', `${base}/reliability/-/instances/${instance_id}/messages?${query}`)
      expect(answer.status, answer.text).toBe(200)
    })
  await test.step('a description with all of it', async () => {
    const text = '客户 50% off / “ü” 𝄞'
    await goTo(page, rocketmqPaths.instanceEdit({ connection: server.connection, instance_id }))
    const form = page.getByRole('dialog')
    await fillForm(form, { Description: text })
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toHaveCount(0)
    await expect(page.getByText(text).first()).toBeVisible()
    await page.reload()
    await expect(page.getByText(text).first()).toBeVisible()
  })
})

test('integers beyond 2^53 are shown and exported digit for digit', async ({ page, open, server }) => {
  await open((at) => rocketmqPaths.instances(at))
  const instance_id = await instanceId(page, server.connection, 'orders-prod')
  const params = { connection: server.connection, instance_id }
  const status = await callPast(
    page,
    'GET',
    `/cloud/${server.connection}/rocketmq/v2/-/instances/${instance_id}/topics/audit-trail/status`,
  )
  const offsets = [...status.text.matchAll(/"min_offset":"?(\d{16,})/g)].map(([, digits = '']) => digits)
  expect(offsets.length).toBeGreaterThan(0)
  expect(offsets.some((digits) => String(Number(digits)) !== digits)).toBe(true)
  await goTo(page, rocketmqPaths.topic({ ...params, topic: 'audit-trail' }))
  for (const digits of offsets)
    await expect(
      page.getByRole('cell', { name: BigInt(digits).toLocaleString('en-US'), exact: true }).first(),
    ).toBeVisible()
})

test('a status that nobody knows is shown as it came', async ({ page, open }) => {
  await open((at) => rocketmqPaths.instances(at), { mock: 'everyStatus' })
  await expect(row(page, 'state-upgrading-x')).toContainText('UPGRADING_X')
  await page.getByRole('link', { name: 'state-upgrading-x', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'state-upgrading-x' })).toBeVisible()
  await expect(page.getByText('UPGRADING_X').first()).toBeVisible()
})

test('a list that becomes shorter while it is paged shows its last page', async ({ page, open, server }) => {
  await open((at) => rocketmqPaths.instances(at))
  const instance_id = await instanceId(page, server.connection, 'orders-prod')
  await goTo(page, `${rocketmqPaths.topics({ connection: server.connection, instance_id })}?size=10&page=7`)
  const rows = page
    .getByRole('table', { name: 'Topics' })
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
  await expect(page.getByText(/^61–\d+ of \d+$/)).toBeVisible()
  const names = await rows.evaluateAll((all) => all.map((one) => one.querySelector('a')?.textContent ?? ''))
  for (const name of names) {
    const answer = await callPast(
      page,
      'DELETE',
      `/cloud/${server.connection}/rocketmq/v2/-/instances/${instance_id}/topics/${encodeURIComponent(name)}`,
    )
    expect(answer.status, answer.text).toBeLessThan(300)
  }
  await page.getByRole('region', { name: 'Topics' }).getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('51–60 of 60')).toBeVisible()
  await expect(page).toHaveURL(/page=6/)
  await expect(rows).toHaveCount(10)
})

test('a write whose answer is lost is told as not known, and was sent once', async ({
  page,
  open,
  server,
  setFaults,
}) => {
  await open((at) => rocketmqPaths.instances(at))
  const instance_id = await instanceId(page, server.connection, 'orders-prod')
  await goTo(page, rocketmqPaths.topicCreate({ connection: server.connection, instance_id }))
  const form = page.getByRole('dialog', { name: /^Create topic/ })
  await form.getByRole('textbox', { name: 'Name' }).fill('lost-answer')
  await setFaults('offline')
  const writes = async () =>
    (await server.cloud.seen()).filter((one) => one.method === 'POST' && one.body.includes('lost-answer')).length
  const before = await writes()
  await form.getByRole('button', { name: 'Create topic' }).click()
  await expect(form.getByRole('alert')).toContainText('It is not known whether this was carried out')
  await setFaults('')
  await expect(form.getByRole('button', { name: 'Create topic' })).toBeDisabled()
  expect((await writes()) - before).toBe(1)
  await test.step('only a person may send it again', async () => {
    await form.getByRole('button', { name: 'I have looked: let me send it again' }).click()
    await form.getByRole('button', { name: 'Create topic' }).click()
    await expect(toast(page, 'Topic lost-answer created')).toBeVisible()
  })
})

test('the limit of the cloud is said with the time to wait', async ({ page, open, server, setFaults, passTime }) => {
  await open((at) => rocketmqPaths.instances(at), { clock: true })
  const instance_id = await instanceId(page, server.connection, 'orders-prod')
  await setFaults('throttled')
  // The browser's own note on each refusal is no fault of the page.
  const one = () =>
    callPast(
      page,
      'GET',
      `/cloud/${server.connection}/rocketmq/v2/-/instances/${instance_id}/topics?limit=1&offset=${Math.floor(Math.random() * 50)}`,
    )
  for (let at = 0; at < 11; at++) await one()
  await goTo(
    page,
    rocketmqPaths.instances({ connection: server.connection }).replace('/instances', '/instances?size=10'),
  )
  await expect(page.getByRole('alert').first()).toContainText(/Too many requests|Could not refresh/)
  await expect(page.getByRole('alert').first()).toContainText(/Try again in \d+ s/)
  // The server holds back what goes to this cloud for a while: the next test has others.
  await passTime(6 * 60_000)
})

test('a clock that is wrong is named as such', async ({ page, open, passTime }) => {
  await open((at) => rocketmqPaths.instances(at), { clock: true })
  await expect(row(page, 'orders-prod')).toBeVisible()
  await passTime(20 * 60_000)
  await page.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(page.getByRole('alert').first()).toContainText(
    /The clock of this server is 1[12]\d\d seconds behind the cloud's/,
  )
})
