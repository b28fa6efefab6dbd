/** L1 and L2: every refusal is in the record, and no stranger can fill the record with them. */
import { expect, it } from 'vitest'
import { PASSWORD, testApp } from './testing/testApp.ts'

const WINDOW_MS = 15 * 60_000

interface Row {
  action: string
  status: number
  user_name: string | null
  address: string
  target: string
  request_id: string
}

/** The refusals in the record. */
function refusals({ db }: ReturnType<typeof testApp>): Promise<Row[]> {
  return db.rows<Row>(
    'SELECT action, status, user_name, address, target, request_id FROM audit WHERE status >= 400 ORDER BY rowid',
  )
}

/** For how many refusals a row stands. */
const standsFor = ({ target }: Row) => Number((JSON.parse(target) as { refusals?: string }).refusals ?? 1)
const total = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + standsFor(row), 0)

const wrongLink = (t: ReturnType<typeof testApp>, from = '192.0.2.1') =>
  t.call('/api/setup', { method: 'POST', body: { token: 'guess', name: 'eve', password: PASSWORD }, from })

it('L2 wrong set-up links are slowed down, and those of an address leave a row for each answer', async () => {
  const t = testApp()
  const statuses = []
  for (let i = 0; i < 200; i += 1) statuses.push((await wrongLink(t)).status)
  expect([statuses.filter((status) => status === 403).length, statuses.at(-1)]).toEqual([10, 429])
  const rows = await refusals(t)
  expect(rows).toMatchObject([
    { action: 'setup', status: 403, address: '192.0.2.1', target: '{}' },
    { action: 'setup', status: 429, address: '192.0.2.1', target: '{}' },
  ])
})

it('L2 slows only wrong links down: the right one opens from an address that has to wait', async () => {
  const t = testApp()
  for (let i = 0; i < 20; i += 1) await wrongLink(t, '10.0.0.1')
  expect((await wrongLink(t, '10.0.0.1')).status).toBe(429)
  expect(await t.setUp()).toContain('gantry=')
})

it('L1 a row tells how many refusals followed the first, at the end of a quarter of an hour', async () => {
  const t = testApp()
  const since = new Date(t.clock.now).toISOString()
  for (let i = 0; i < 50; i += 1) await wrongLink(t)
  t.clock.now += WINDOW_MS
  // Of another address, which has nothing to do with it.
  await wrongLink(t, '192.0.2.9')
  const rows = await refusals(t)
  expect(rows).toMatchObject([
    { status: 403, address: '192.0.2.1' },
    { status: 429, address: '192.0.2.1' },
    { status: 403, address: '192.0.2.1', target: JSON.stringify({ refusals: '9', since }) },
    { status: 429, address: '192.0.2.1', target: JSON.stringify({ refusals: '39', since }) },
    { status: 403, address: '192.0.2.9' },
  ])
  expect(rows[2]?.request_id).toBe(rows[0]?.request_id)
})

it('L1 and L2 whoever goes on leaves one row a quarter of an hour, and what stops is written to the end', async () => {
  const t = testApp()
  await t.setUp()
  const before = (await refusals(t)).length
  for (let minute = 0; minute < 240; minute += 1) {
    // Any name: an address that has to wait is one address.
    await t.call('/api/session', {
      method: 'POST',
      body: { name: `user${minute}`, password: 'wrong' },
      from: '192.0.2.1',
    })
    t.clock.now += 60_000
  }
  await t.audit.settled()
  const rows = (await refusals(t)).slice(before)
  expect(total(rows)).toBe(240)
  expect(rows.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(1 + 240 / 15)
})

it('L1 every account and every address has its own first row', async () => {
  const t = testApp()
  await t.setUp()
  for (const [name, from] of [
    ['ada', '192.0.2.1'],
    ['ada', '192.0.2.1'],
    ['bob', '192.0.2.1'],
    ['ada', '192.0.2.2'],
  ] as const)
    await t.call('/api/session', { method: 'POST', body: { name, password: 'wrong' }, from })
  expect((await refusals(t)).map(({ user_name, address }) => [user_name, address])).toEqual([
    ['ada', '192.0.2.1'],
    ['bob', '192.0.2.1'],
    ['ada', '192.0.2.2'],
  ])
})

it('L2 many addresses share a row', async () => {
  const t = testApp()
  for (let i = 0; i < 1000; i += 1) await wrongLink(t, `10.${i >> 8}.${i & 255}.1`)
  expect(await refusals(t)).toHaveLength(101)
  await t.audit.settled()
  const rows = await refusals(t)
  expect(total(rows)).toBe(1000)
  expect(rows.slice(100)).toMatchObject([
    { action: 'setup', status: 403, address: 'many', target: '{}' },
    { address: 'many', target: expect.stringContaining('"899"') },
  ])
})

it('L1 the record is complete again when many have gone', async () => {
  const t = testApp()
  for (let i = 0; i < 150; i += 1) await wrongLink(t, `10.0.${i}.1`)
  t.clock.now += WINDOW_MS
  await wrongLink(t, '192.0.2.1')
  expect((await refusals(t)).at(-1)).toMatchObject({ address: '192.0.2.1' })
})
