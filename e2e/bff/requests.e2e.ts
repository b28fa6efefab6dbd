/** Requests on their way to the cloud: refused, signed whatever they hold, lost, held back, and sent by a wrong clock. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, instanceId } from '../addresses.ts'
import { expect, fillForm, row, test, timedTest, toast } from '../fixtures.ts'
import { callPast } from './callPast.ts'

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

timedTest(
  'the limit of the cloud is said with the time to wait',
  async ({ page, open, server, setFaults, passTime }) => {
    await open((at) => rocketmqPaths.instances(at))
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
  },
)

timedTest('a clock that is wrong is named as such', async ({ page, open, passTime }) => {
  await open((at) => rocketmqPaths.instances(at))
  await expect(row(page, 'orders-prod')).toBeVisible()
  // Besides what tests before it have let pass, at most five minutes.
  await passTime(20 * 60_000)
  await page.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(page.getByRole('alert').first()).toContainText(
    /The clock of this server is 1[1-5]\d\d seconds behind the cloud's/,
  )
})
