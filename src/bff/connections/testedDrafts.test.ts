/** What a test of a draft says of the connection that is saved next. */
import { expect, it } from 'vitest'
import type { Connection, ConnectionTest, Problem } from '~/contract/console.ts'
import { DRAFT, REFUSED_TEST, testApp } from '../testing/testApp.ts'
import type { Credentials } from '../types.ts'
import { readDraft } from './draft.ts'
import { testedDrafts } from './testedDrafts.ts'

const passes: ConnectionTest = { ok: true, checks: [] }
const refused = REFUSED_TEST
const silent: ConnectionTest = { ok: false, checks: [] }
/** As the form sends it where no secret was typed. */
const { credential: _gone, ...unchanged } = DRAFT

async function signedIn() {
  const cloud = { result: passes, meanwhile: async () => {} }
  const t = testApp({
    cloud: {
      test: async () => {
        await cloud.meanwhile()
        return cloud.result
      },
    },
  })
  const cookie = await t.setUp()
  const send = async (method: string, path: string, body?: object) =>
    (await t.call<Connection & Problem>(`/api/connections${path}`, { method, body, cookie })).json
  const states = async () =>
    (await t.call<{ connections: Connection[] }>('/api/connections', { cookie })).json.connections.map(
      (one) => one.state,
    )
  return { ...t, cloud, send, states }
}

it.each([
  ['ok', passes],
  ['refused', refused],
  ['untested', silent],
] as const)('a draft is saved as its test left it: %s', async (state, result) => {
  const t = await signedIn()
  t.cloud.result = result
  await t.send('POST', '/test', DRAFT)
  expect((await t.send('POST', '', { ...DRAFT, name: 'shop', label: 'PROD', color: 'red' })).state).toBe(state)
  expect(await t.states()).toEqual([state])
})

it('the last test of a draft counts', async () => {
  const t = await signedIn()
  await t.send('POST', '/test', DRAFT)
  t.cloud.result = silent
  await t.send('POST', '/test', DRAFT)
  expect((await t.send('POST', '', DRAFT)).state).toBe('untested')
})

it.each([
  ['another secret', { credential: { ...DRAFT.credential, secretKey: 'another' } }],
  ['another key', { credential: { ...DRAFT.credential, accessKey: 'ANOTHER' } }],
  ['another region', { region: 'cn-east-3' }],
  ['another project', { projectId: 'p9' }],
  ['the project of the region', { projectId: undefined }],
  ['another address', { endpoints: { rocketmq: 'https://dms.example.com' } }],
  ['the simulated cloud', { simulated: true }],
])('%s is not what was tested', async (_what, change) => {
  const t = await signedIn()
  await t.send('POST', '/test', { ...DRAFT, ...change })
  expect((await t.send('POST', '', DRAFT)).state).toBe('untested')
})

it('the browser cannot say that a draft was tested', async () => {
  const t = await signedIn()
  expect((await t.send('POST', '', { ...DRAFT, state: 'ok', tested: true })).state).toBe('untested')
})

it('is forgotten after ten minutes, and sooner where many are tested', () => {
  let now = 0
  const tested = testedDrafts(() => now)
  const credentials: Credentials = { kind: 'aksk', accessKey: 'A', secretKey: 'S' }
  const draftOf = (region: string) => readDraft({ ...DRAFT, region }, new Set())
  tested.note(draftOf('cn-north-4'), credentials, 'ok')
  now = 10 * 60_000
  expect(tested.stateOf(draftOf('cn-north-4'), credentials)).toBe('ok')
  now++
  expect(tested.stateOf(draftOf('cn-north-4'), credentials)).toBe('untested')
  for (let n = 0; n <= 100; n++) tested.note(draftOf(`cn-north-${n}`), credentials, 'ok')
  expect(tested.stateOf(draftOf('cn-north-0'), credentials)).toBe('untested')
  expect(tested.stateOf(draftOf('cn-north-1'), credentials)).toBe('ok')
})

it('an edit keeps what its draft was tested to be, also with the stored secret', async () => {
  const t = await signedIn()
  const { id } = await t.send('POST', '', DRAFT)
  const moved = { ...unchanged, id, region: 'cn-east-3' }
  await t.send('POST', '/test', moved)
  expect(await t.states()).toEqual(['untested'])
  expect((await t.send('PUT', `/${id}`, moved)).state).toBe('ok')
  expect((await t.send('PUT', `/${id}`, { ...moved, region: 'cn-north-1' })).state).toBe('untested')
})

it('another project that IAM names is not tested because the one before was', async () => {
  const t = await signedIn()
  const { id } = await t.send('POST', '', DRAFT)
  await t.send('POST', `/${id}/test`)
  expect(await t.states()).toEqual(['ok'])
  expect(await t.send('PUT', `/${id}`, { ...unchanged, name: 'Shown otherwise' })).toMatchObject({ state: 'ok' })
  const left = { ...unchanged, projectId: undefined }
  expect(await t.send('PUT', `/${id}`, left)).toMatchObject({ projectId: 'p-from-iam', state: 'untested' })
})

it('the test of a form in which nothing was changed is one of the stored connection', async () => {
  const t = await signedIn()
  const { id } = await t.send('POST', '', DRAFT)
  await t.send('POST', '/test', { ...unchanged, id })
  expect(await t.states()).toEqual(['ok'])
  t.cloud.result = refused
  await t.send('POST', '/test', { ...unchanged, id, name: 'Shown otherwise' })
  expect(await t.states()).toEqual(['refused'])
})

it.each([
  ['a secret was typed', { credential: DRAFT.credential }],
  ['another region is chosen', { region: 'cn-east-3' }],
  ['the project is left to the region', { projectId: undefined }],
])('but not where %s', async (_what, change) => {
  const t = await signedIn()
  const { id } = await t.send('POST', '', DRAFT)
  await t.send('POST', '/test', { ...unchanged, id, ...change })
  expect(await t.states()).toEqual(['untested'])
})

it('nor where somebody changed it during the test', async () => {
  const t = await signedIn()
  const { id } = await t.send('POST', '', DRAFT)
  t.cloud.meanwhile = async () => {
    await t.send('PUT', `/${id}`, { ...DRAFT, credential: { ...DRAFT.credential, secretKey: 'another' } })
  }
  await t.send('POST', '/test', { ...unchanged, id })
  expect(await t.states()).toEqual(['untested'])
})
