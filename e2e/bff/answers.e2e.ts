/** Answers of the cloud as they really come: not JSON, beyond 2^53, unknown, fewer than before. */
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, instanceId } from '../addresses.ts'
import { expect, exported, row, test } from '../fixtures.ts'
import { callPast } from './callPast.ts'

const badAnswers = { html: 'a page of some proxy', truncated: 'an answer that is cut off' }

for (const [fault, what] of Object.entries(badAnswers))
  test(`${what} is not taken for data`, async ({ page, open }) => {
    await open((at) => rocketmqPaths.instances(at), { mock: `${fault}:listInstances` })
    const alert = page.getByRole('table').getByRole('alert')
    await expect(alert).toContainText('gantry.bad_answer')
    await expect(alert.getByRole('button', { name: 'Retry' })).toBeVisible()
    await expect(page.getByText('No instances in this project and region')).toHaveCount(0)
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
  for (const format of ['CSV', 'JSON'] as const) {
    const { text } = await exported(page, format)
    const numbers: readonly string[] = text.match(/\d+/g) ?? []
    for (const digits of offsets) expect(numbers, format).toContain(digits)
  }
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
