import { afterEach, expect, test } from 'vitest'
import { makeCertificate } from '../../../scripts/certificate.ts'
import { startHarness, type Harness } from './harness.ts'

const { key, cert } = makeCertificate(['127.0.0.1'])
const clock = { now: Date.UTC(2026, 0, 15, 9) }
let h: Harness
afterEach(() => h.close())

const untrusted = () => h.audits.filter(({ operationId }) => operationId === 'endpoint.untrusted')

test('O7 a read of an endpoint that is not trusted is in the audit record, once a minute', async () => {
  h = await startHarness({ tls: { key, cert }, now: () => clock.now })
  const read = () => h.send('/rocketmq/v2/-/instances')
  const answer = await read()
  expect(answer.status).toBe(502)
  const { host } = h.cloud.url
  // The browser does not learn what the record says.
  expect(await answer.text()).not.toContain(host)
  expect(h.audits).toEqual([
    {
      user: 'ana',
      connection: 'c1',
      operationId: 'endpoint.untrusted',
      risk: 'none',
      target: {
        endpoint: host,
        operation: 'listInstances',
        reason: expect.stringMatching(/^[A-Z_]+ .*certificate/) as unknown,
      },
      status: 502,
      requestId: 'req-1',
      durationMs: 0,
    },
  ])
  clock.now += 59_000
  await read()
  await h.send('/ddm/v3/-/configurations')
  expect(untrusted()).toHaveLength(1)
  clock.now += 1_000
  await read()
  expect(untrusted()).toHaveLength(2)
  expect(h.cloud.requests).toEqual([])
})

test('O7 a write has it beside its own rows', async () => {
  h = await startHarness({ tls: { key, cert } })
  await h.send('/rocketmq/v2/-/instances/i-1', { method: 'DELETE' })
  expect(h.intents).toMatchObject([{ operationId: 'deleteInstance' }])
  expect(h.audits).toMatchObject([
    { operationId: 'endpoint.untrusted', target: { operation: 'deleteInstance' } },
    { operationId: 'deleteInstance', status: 502 },
  ])
})

test('an endpoint that is only out of reach is no matter of trust', async () => {
  h = await startHarness()
  await h.cloud.close()
  expect((await h.send('/rocketmq/v2/-/instances')).status).toBe(502)
  expect(h.audits).toEqual([])
})
