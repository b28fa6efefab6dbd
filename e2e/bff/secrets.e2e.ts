/** Secrets: where they are shown, what is recorded of it, and that they are nowhere else. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { appPaths } from '~/paths/app.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import type { ServerStack } from '../../scripts/stack.ts'
import { goTo, ordersPlace } from '../addresses.ts'
import { administrator, expect, row, test } from '../fixtures.ts'

/** Changes the store under the server, as the passing of time would. */
function inStore<T>(server: ServerStack, work: (store: DatabaseSync) => T): T {
  const store = new DatabaseSync(join(server.gantry.folder, 'gantry.db'))
  try {
    return work(store)
  } finally {
    store.close()
  }
}

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
