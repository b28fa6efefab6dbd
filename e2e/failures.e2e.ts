/** What a list shows when its read fails: the failure, and nothing that could be taken for data. */
import { appPaths } from '~/paths/app.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { goTo, ordersPlace, type Place } from './addresses.ts'
import { expect, type Page, test, timedTest } from './fixtures.ts'

/** The page of each list, by the operation that reads it. */
const lists: Record<string, (at: Place) => string> = {
  listInstances: (at) => rocketmqPaths.instances(at),
  listTopics: (at) => rocketmqPaths.topics(at),
  listTopicConsumerGroups: (at) => rocketmqPaths.topicConsumers(at),
  listTopicAccessPolicies: (at) => rocketmqPaths.topicUsers(at),
  listConsumerGroups: (at) => rocketmqPaths.groups(at),
  listConsumerGroupAccessPolicies: (at) => rocketmqPaths.groupUsers(at),
  listUsers: (at) => rocketmqPaths.users(at),
  listBrokers: (at) => rocketmqPaths.brokers(at),
  listTasks: (at) => rocketmqPaths.tasks(at),
  listMessages: (at) => `${rocketmqPaths.messages(at)}?topic=${at.topic}`,
}

/** Reads of one thing, with a page that must not be drawn without it. */
const reads: Record<string, (at: Place) => string> = {
  getInstance: (at) => rocketmqPaths.instanceEdit(at),
  getTopic: (at) => rocketmqPaths.topicEdit(at),
  getConsumerGroup: (at) => rocketmqPaths.groupEdit(at),
  getUser: (at) => rocketmqPaths.userEdit(at),
}

/** Texts that say "there is none" or count something. */
const claims =
  /\bno \w+( \w+)? yet\b|no instances in this|no messages found|\bno rows\b|nothing matches|\b0 of\b|0–0|has no queues/i

/** The failure as it must be: what it was, its code, the way to try again. */
async function expectFailure(page: Page, what: string, faults: string[]): Promise<void> {
  const main = page.getByRole('main')
  const alert = main
    .getByRole('alert')
    .filter({ hasText: /Code \S+/ })
    .first()
  const isThere = await alert.waitFor({ timeout: 12_000 }).then(
    () => true,
    () => false,
  )
  const text = (await main.innerText()).replaceAll(/\s+/g, ' ')
  if (!isThere) {
    faults.push(`${what}: no failure with a code: ${text.slice(0, 300)}`)
    return
  }
  if ((await alert.getByRole('button', { name: /^(Retry|Try again)$/ }).count()) === 0)
    faults.push(`${what}: no way to try again`)
  const claim = claims.exec(text)
  if (claim) faults.push(`${what}: claims "${claim[0]}"`)
}

const outcomes = ['fail:*:403', 'fail:*:404', 'fail:*:429', 'fail:*:500', 'truncated:*', 'html:*']

for (const outcome of outcomes)
  test(`no list makes something up: ${outcome}`, async ({ page, open, connection, setFaults }) => {
    test.setTimeout(120_000)
    await open(appPaths.connections())
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
    const at = await ordersPlace(page, connection)
    const faults: string[] = []
    for (const [operation, address] of Object.entries(lists))
      await test.step(operation, async () => {
        // Where an operation is missing, an older one answers.
        if (operation === 'listConsumerGroupAccessPolicies' && outcome.endsWith(':404')) return
        await goTo(page, appPaths.connections())
        await setFaults(outcome.replace('*', operation))
        await goTo(page, address(at))
        await expectFailure(page, operation, faults)
      })
    expect(faults).toEqual([])
  })

timedTest(
  'no list makes something up: 503 and no answer at all, tried once more',
  async ({ page, open, connection, setFaults }) => {
    test.setTimeout(120_000)
    await open(appPaths.connections())
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
    const at = await ordersPlace(page, connection)
    const faults: string[] = []
    for (const outcome of ['fail:*:503', 'timeout:*'])
      for (const [operation, address] of Object.entries(lists))
        await test.step(`${operation}: ${outcome}`, async () => {
          await goTo(page, appPaths.connections())
          await setFaults(outcome.replace('*', operation))
          await goTo(page, address(at))
          const alert = page.getByRole('main').getByRole('alert').first()
          // The time that the server gives the cloud, twice, and the pause between.
          await expect(async () => {
            await page.clock.fastForward(31_000)
            await expect(alert).toBeVisible({ timeout: 500 })
          }).toPass({ timeout: 12_000, intervals: [50] })
          await expectFailure(page, `${operation} ${outcome}`, faults)
        })
    expect(faults).toEqual([])
  },
)

test('no form is filled with what could not be read', async ({ page, open, connection, setFaults, expectedErrors }) => {
  // React tells the console what its boundaries catch.
  expectedErrors.push(/ApiError/)
  test.setTimeout(120_000)
  await open(appPaths.connections())
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
  const at = await ordersPlace(page, connection)
  const faults: string[] = []
  for (const [operation, address] of Object.entries(reads))
    for (const outcome of ['fail:*:403', 'truncated:*'])
      await test.step(`${operation}: ${outcome}`, async () => {
        await goTo(page, appPaths.connections())
        await setFaults(outcome.replace('*', operation))
        await goTo(page, address(at))
        await expectFailure(page, `${operation} ${outcome}`, faults)
        const fields = await page.getByRole('dialog').getByRole('textbox').count()
        if (fields > 0) faults.push(`${operation} ${outcome}: a form with ${fields} fields`)
      })
  expect(faults).toEqual([])
})

test('an empty place offers the first step, and every state has a name', async ({
  page,
  open,
  connection,
  setMock,
}) => {
  await test.step('empty', async () => {
    await open((at) => rocketmqPaths.instances(at), { mock: 'empty' })
    await expect(page.getByText('No instances in this project and region')).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: 'Create instance' }).first()).toBeVisible()
    await goTo(page, appPaths.overview({ connection }))
    await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  })
  await test.step('every state', async () => {
    await setMock('everyStatus')
    await goTo(page, rocketmqPaths.instances({ connection }))
    const rows = page
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
    await expect(rows.first()).toBeVisible()
    const texts = await rows.allInnerTexts()
    expect(texts.length).toBeGreaterThan(10)
    // Only the one that no document names is shown as it came.
    expect(texts.filter((text) => /\t\s*[A-Z]{4,}[A-Z_]*\s*\t/.test(text)).length).toBeLessThanOrEqual(1)
  })
})
