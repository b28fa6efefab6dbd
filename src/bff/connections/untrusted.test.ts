/** O7: what the connection pages ask of an endpoint that cannot be trusted is in the audit record, as calls are. */
import { afterEach, expect, it } from 'vitest'
import { makeCertificate } from '../../../scripts/certificate.ts'
import { DRAFT, testApp } from '../testing/testApp.ts'
import type { ProxyDeps } from '../types.ts'
import { createCloudCalls } from '../upstream/cloudCalls.ts'
import { startRecorder } from '../upstream/recorder.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

/** The application with the real way to a cloud whose certificate nobody trusts. */
async function distrusting() {
  const { key, cert, ca } = makeCertificate(['127.0.0.1'])
  const recorder = await startRecorder({ key, cert })
  let calls: ReturnType<typeof createCloudCalls> | undefined
  const toCloud = () => {
    if (!calls) throw new Error('the application is not there yet')
    return calls
  }
  const t = testApp({
    privateEndpoints: [recorder.url.host],
    cloud: {
      test: (target) => toCloud().test(target),
      projects: (target) => toCloud().projects(target),
      engineOrigins: (target, engineId) => toCloud().engineOrigins(target, engineId),
    },
    proxy: (deps: ProxyDeps) => {
      calls = createCloudCalls(deps)
      return () => Promise.reject(new Error('no call is made'))
    },
  })
  cleanUps.push(recorder.close, () => toCloud().close())
  const cookie = await t.setUp()
  const { origin, host } = recorder.url
  const draft = { ...DRAFT, endpoints: { iam: origin, rocketmq: origin, ddm: origin, cse: origin, roma: origin } }
  const { id } = await t.connect(cookie, draft)
  const send = (method: string, path: string, body?: unknown) =>
    t.call(`/api/connections${path}`, { method, body, cookie })
  const untrusted = async () => {
    await t.audit.settled()
    return t.db.rows<{ connection: string; target: string; request_id: string }>(
      "SELECT connection, user_name, status, target, request_id FROM audit WHERE action = 'endpoint.untrusted' ORDER BY rowid",
    )
  }
  const requestOf = async (action: string) =>
    (await t.db.row<{ request_id: string }>('SELECT request_id FROM audit WHERE action = ? LIMIT 1', action))
      ?.request_id
  return { t, send, id, draft, host, ca, recorder, untrusted, requestOf }
}

it.each([
  ['connection.test', 'testConnection', 'POST', '/{id}/test', {}, 200],
  ['connection.testDraft', 'testConnection', 'POST', '/test', undefined, 200],
  ['connection.projects', 'listProjects', 'POST', '/projects', undefined, 502],
  ['engine.account', 'engineOrigins', 'PUT', '/{id}/engines/e-1', { name: 'root', password: 'Pa55-word' }, 502],
])('O7 %s names the endpoint, once', async (action, operation, method, path, body, status) => {
  const { send, id, draft, host, recorder, untrusted, requestOf } = await distrusting()
  const answer = await send(method, path.replace('{id}', id), body ?? draft)
  expect(answer.status).toBe(status)
  const rows = await untrusted()
  expect(rows).toEqual([
    {
      connection: expect.stringMatching(path.includes('{id}') ? `^${id}$` : /^draft-/) as unknown,
      user_name: 'ada',
      status: 502,
      target: expect.any(String) as unknown,
      // Of the request that asked, so that both rows are found together.
      request_id: await requestOf(action),
    },
  ])
  expect(JSON.parse(rows[0]?.target ?? '')).toEqual({
    endpoint: host,
    operation,
    reason: expect.stringMatching(/certificate/) as unknown,
  })
  expect(recorder.requests).toEqual([])
})

it('O7 an endpoint whose authority is known, or that is only out of reach, leaves no such row', async () => {
  const { send, draft, ca, recorder, untrusted } = await distrusting()
  const trusted = { ...draft, certificates: { iam: ca } }
  await send('POST', '/projects', trusted)
  expect(recorder.requests.length).toBeGreaterThan(0)
  await recorder.close()
  await send('POST', '/projects', trusted)
  expect(await untrusted()).toEqual([])
})
